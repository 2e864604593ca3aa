"""Whatever happens to the browser while somebody types, the text is there again; nothing is written over silently."""

import os
import re
import signal
import time
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser import hands
from tests.browser.stage import ARGUMENTS, executable, take_seat
from tests.run.processes import eventually

pytestmark = [pytest.mark.journey]

STANDFIRST = "[name=standfirst]"
KEY_MS = 25
TYPED = "The lamps along the quay were counted on three evenings, one after the other, by two people. " * 2
MAY_BE_LOST_SECONDS = 2
NOT_SAVED = re.compile(r"Text from \d\d:\d\d was not saved")
ON_THIS_DEVICE = """() => new Promise((done) => {
    const asked = indexedDB.open("on-this-device", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("texts", { keyPath: "key" });
    asked.onsuccess = () => {
        const all = asked.result.transaction("texts").objectStore("texts").getAllKeys();
        all.onsuccess = () => { asked.result.close(); done(all.result); };
    };
})"""
HIDE = """() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@contextmanager
def own_browser(opened, profile, cookies):
    """A browser of its own on a profile that stays, signed in. It may have been killed when this ends."""
    made = opened.browser_type.launch_persistent_context(
        str(profile), executable_path=executable(), args=ARGUMENTS, viewport={"width": 1440, "height": 1000}
    )
    made.add_cookies(cookies)
    yield made
    with suppress(Error):
        made.close()


def process_of(profile):
    """The number of the browser process that holds the profile: its lock names it."""
    return int(os.readlink(profile / "SingletonLock").rsplit("-", 1)[1])


def type_without_pause(page, end):
    """Types key by key, then calls `end` at once. How many characters were there two seconds before."""
    struck = []
    page.locator(STANDFIRST).click()
    for key in TYPED:
        page.keyboard.type(key, delay=KEY_MS)
        struck.append(time.monotonic())
    over = time.monotonic()
    end()
    sure = sum(at <= over - MAY_BE_LOST_SECONDS for at in struck)
    assert sure > 40
    return sure


def nothing_on(page):
    """Whether the device holds no text, once the scripts of a page that has just come have run."""
    return eventually(lambda: page.evaluate(ON_THIS_DEVICE) == [])


def test_a_killed_browser_loses_two_seconds_of_typing_at_most(reporter, opened, tmp_path):
    check_id = hands.new_check(reporter)
    cookies = reporter.context.cookies()
    address = f"{reporter.program.url}newsroom/checks/{check_id}/"
    with own_browser(opened, tmp_path, cookies) as first:
        page = first.new_page()
        page.goto(address)
        sure = type_without_pause(page, lambda: os.kill(process_of(tmp_path), signal.SIGKILL))
    (tmp_path / "SingletonLock").unlink(missing_ok=True)
    with own_browser(opened, tmp_path, cookies) as again:
        page = again.new_page()
        page.goto(address)
        back = page.locator(STANDFIRST).input_value()
    assert TYPED.startswith(back)
    assert len(back) >= sure


@pytest.fixture
def left_behind(reporter, opened, tmp_path):
    """A profile of a browser that was killed off line: its folder, its cookies, the check, what was surely typed."""
    check_id = hands.new_check(reporter)
    cookies = reporter.context.cookies()
    address = f"{reporter.program.url}newsroom/checks/{check_id}/"
    with own_browser(opened, tmp_path, cookies) as first:
        page = first.new_page()
        page.goto(address)
        expect(page.locator(hands.BODY)).to_be_visible()
        first.set_offline(True)
        sure = type_without_pause(page, lambda: os.kill(process_of(tmp_path), signal.SIGKILL))
    (tmp_path / "SingletonLock").unlink(missing_ok=True)
    with own_browser(opened, tmp_path, cookies) as again:
        page = again.new_page()
        page.goto(address)
        yield page, sure


def test_a_browser_killed_off_line_offers_what_was_typed_and_puts_it_back(left_behind):
    page, sure = left_behind
    expect(page.get_by_text(NOT_SAVED)).to_be_visible()
    expect(page.locator(STANDFIRST)).to_have_value("")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(STANDFIRST)).not_to_have_value("")
    back = page.locator(STANDFIRST).input_value()
    assert TYPED.startswith(back)
    assert len(back) >= sure
    hands.save_now(page)
    page.reload()
    expect(page.locator(STANDFIRST)).to_have_value(back.strip())
    assert nothing_on(page)


def test_what_a_killed_browser_left_can_be_discarded(left_behind):
    page, _ = left_behind
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text(NOT_SAVED)).to_have_count(0)
    assert nothing_on(page)
    page.reload()
    expect(page.locator(hands.BODY)).to_be_visible()
    expect(page.locator(STANDFIRST)).to_have_value("")


def test_what_a_killed_browser_left_is_shown_to_nobody_else_and_goes_when_signing_out(left_behind, running):
    page, _ = left_behind
    address = page.url
    page.context.clear_cookies(name=hands.SESSION)
    page.goto(f"{running.url}accounts/login/?next=/newsroom/")
    hands.sign_in(page, running, "editor")
    page.goto(address)
    expect(page.locator(hands.BODY)).to_be_visible()
    expect(page.get_by_text(NOT_SAVED)).to_have_count(0)
    page.locator(".bar__account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    assert nothing_on(page)


def test_what_the_save_button_sent_does_not_stay_on_the_device(sit):
    seat = sit("reporter", forgiven=hands.CUT_OFF)
    page = hands.workspace(seat, hands.new_check(seat))
    page.route("**/autosave/", lambda route: route.abort())
    page.locator(STANDFIRST).fill("  Sent with the button.  ")
    assert eventually(lambda: page.evaluate(ON_THIS_DEVICE) != [])
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#messages .notice--ok")).to_be_visible()
    assert nothing_on(page)
    expect(page.get_by_text(NOT_SAVED)).to_have_count(0)


def test_a_crashed_tab_loses_two_seconds_of_typing_at_most(sit):
    seat = sit("reporter", forgiven="crash")
    page = hands.workspace(seat, hands.new_check(seat))
    address = page.url

    def crash():
        with page.expect_event("crash"), suppress(Error):
            page.goto("chrome://crash", timeout=5_000)

    sure = type_without_pause(page, crash)
    again = seat.context.new_page()
    again.goto(address)
    back = again.locator(STANDFIRST).input_value()
    assert TYPED.startswith(back)
    assert len(back) >= sure


def test_a_tab_that_is_hidden_sends_its_text_at_once(sit):
    seat = sit("reporter")
    check_id = hands.new_check(seat)
    # The clock stands: it is not the pause after the last key that sends.
    seat.page.clock.install()
    page = hands.workspace(seat, check_id)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    page.locator(STANDFIRST).fill("Typed, then another tab was chosen.")
    with page.expect_response(re.compile("/autosave/$")) as answer:
        page.evaluate(HIDE)
    assert answer.value.status == 200


def test_ten_minutes_off_line_everything_arrives(sit):
    seat = sit("reporter", forgiven=hands.OFFLINE)
    check_id = hands.new_check(seat)
    seat.page.clock.install()
    page = hands.workspace(seat, check_id)
    seat.context.set_offline(True)
    page.locator(STANDFIRST).fill("Written before the tunnel.")
    for minute in range(10):
        page.locator(STANDFIRST).press_sequentially(f" Minute {minute}.")
        page.clock.fast_forward("01:00")
    expect(page.locator("#save-state")).to_have_text("Not saved, kept on this device")
    text = page.locator(STANDFIRST).input_value()
    seat.context.set_offline(False)
    page.clock.fast_forward("01:00")
    expect(page.locator(hands.SAVED)).to_be_visible()
    page.reload()
    expect(page.locator(STANDFIRST)).to_have_value(text)
    assert text.endswith("Minute 9.")


def test_two_people_who_type_at_once_see_both_texts(sit):
    mine, theirs = sit("reporter", forgiven=hands.REFUSED), sit("editor")
    check_id = hands.new_check(mine)
    page, other = hands.workspace(mine, check_id), hands.workspace(theirs, check_id)
    other.locator(STANDFIRST).fill("What the editor typed.")
    hands.save_now(other)
    page.locator(STANDFIRST).fill("What the reporter typed.")
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Compare both texts").click()
    for words in ("What the editor typed.", "What the reporter typed."):
        expect(page.locator(".conf")).to_contain_text(words)
    other.reload()
    expect(other.locator(STANDFIRST)).to_have_value("What the editor typed.")


def test_signing_out_in_another_tab_keeps_what_is_typed_in_this_one(opened, running):
    seat = take_seat(opened, running, "reporter")
    page = hands.workspace(seat, hands.new_check(seat))
    other = seat.context.new_page()
    other.goto(f"{running.url}newsroom/")
    other.locator(".bar__account summary").click()
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/accounts/login/")
    page.locator(STANDFIRST).fill("Typed while the other tab signed out.")
    page.wait_for_url("**/accounts/login/**")
    hands.sign_in(page, running, "reporter")
    expect(page.locator(STANDFIRST)).to_have_value("Typed while the other tab signed out.")
    seat.context.close()


def test_going_back_shows_the_newest_text(reporter):
    page = hands.workspace(reporter, hands.new_check(reporter))
    page.locator(STANDFIRST).fill("Saved first.")
    hands.save_now(page)
    page.locator(STANDFIRST).fill("Typed on the way out.")
    page.get_by_role("link", name="Checks", exact=True).click()
    page.wait_for_url("**/newsroom/checks/")
    page.go_back()
    expect(page.locator(STANDFIRST)).to_have_value("Typed on the way out.")
    hands.save_now(page)
    page.reload()
    expect(page.locator(STANDFIRST)).to_have_value("Typed on the way out.")


def test_the_claim_form_gives_its_text_back_after_the_session_ended(sit, running):
    seat = sit("reporter", forgiven=hands.REFUSED)
    check_id = hands.new_check(seat)
    page = seat.go(f"/newsroom/checks/{check_id}/claim/")
    field = page.locator("form.panel [name=text]")
    field.fill("Typed as the session ended.")
    hands.end_session(seat)
    page.locator("form.panel [type=submit]").first.click()
    page.wait_for_url("**/accounts/login/**")
    hands.sign_in(page, running, "reporter")
    seat.go(f"/newsroom/checks/{check_id}/claim/")
    expect(field).to_have_value("Typed as the session ended.")
