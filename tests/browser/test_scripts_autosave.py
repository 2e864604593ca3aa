"""What is typed is saved by itself, off line it waits, and nobody's text is written over (static/js/autosave.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]


def test_it_saves_a_moment_after_typing_stops(reporter):
    check_id = hands.new_check(reporter)
    page = hands.workspace(reporter, check_id)
    with page.expect_response(re.compile("/autosave/$")) as answer:
        page.locator("[name=standfirst]").press_sequentially("Saved without a key.")
    assert answer.value.status == 200
    expect(page.locator("#save-state")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    page.reload()
    expect(page.locator("[name=standfirst]")).to_have_value("Saved without a key.")


def test_leaving_the_page_sends_what_is_not_saved_yet(reporter):
    check_id = hands.new_check(reporter)
    page = hands.workspace(reporter, check_id)
    page.locator("[name=standfirst]").fill("Sent on the way out.")
    page.get_by_role("link", name="Checks", exact=True).click()
    page.wait_for_url("**/newsroom/checks/")
    hands.workspace(reporter, check_id)
    expect(page.locator("[name=standfirst]")).to_have_value("Sent on the way out.")
    expect(page.get_by_text("What you typed here before is back")).to_have_count(0)


def test_loading_the_page_again_while_typing_is_no_conflict_with_oneself(reporter):
    page = hands.workspace(reporter, hands.new_check(reporter))
    for words in ("One", "One, two", "One, two, three"):
        page.locator("[name=standfirst]").fill(words)
        page.reload()
        expect(page.locator("[name=standfirst]")).to_have_value(words)
        hands.save_now(page)


def test_off_line_it_says_so_keeps_the_text_and_saves_when_back(sit):
    seat = sit("reporter", forgiven=hands.OFFLINE)
    check_id = hands.new_check(seat)
    page = hands.workspace(seat, check_id)
    seat.context.set_offline(True)
    page.locator("[name=standfirst]").fill("Written in a tunnel.")
    page.locator(hands.BODY).click()
    page.keyboard.type("Without a signal.")
    page.keyboard.press("Control+s")
    expect(page.locator("#save-state")).to_have_text("Not saved, kept on this device")
    expect(page.locator("#save-state[data-state=saved]")).to_have_count(0)
    assert "Written in a tunnel." in hands.kept(page)
    expect(page.locator("[data-failure]")).to_have_count(0)
    seat.context.set_offline(False)
    # Where the machine has no network at all the browser does not tell: then the next try does it.
    expect(page.locator(hands.SAVED)).to_be_visible(timeout=20_000)
    assert hands.nothing_kept(page)
    page.reload()
    expect(page.locator("[name=standfirst]")).to_have_value("Written in a tunnel.")
    expect(page.locator(hands.BODY)).to_have_text("Without a signal.")


@pytest.fixture
def clash(sit, reporter):
    """The reporter has typed an article that the same person saved differently in another window meanwhile."""
    mine, other = sit("reporter", forgiven=hands.REFUSED), reporter
    check_id = hands.new_check(mine)
    page = hands.workspace(mine, check_id)
    theirs = hands.workspace(other, check_id)
    theirs.locator("[name=standfirst]").fill("Their standfirst.")
    hands.save_now(theirs)
    page.locator("[name=standfirst]").fill("My standfirst.")
    page.locator(hands.BODY).click()
    page.keyboard.type("My paragraph.")
    page.keyboard.press("Control+s")
    expect(page.locator("#save-state[data-state=conflict]")).to_contain_text("somebody else saved this check")
    return mine, other, check_id


def test_a_conflict_loses_no_text_and_shows_both(clash):
    mine, _, check_id = clash
    page = mine.page
    expect(page.locator("[name=standfirst]")).to_have_value("My standfirst.")
    assert "My paragraph." in hands.kept(page)
    with page.expect_response(re.compile(f"/newsroom/checks/{check_id}/$")) as answer:
        page.get_by_role("button", name="Compare both texts").click()
    assert answer.value.status == 409
    for words in ("Their standfirst.", "My standfirst.", "My paragraph."):
        expect(page.locator(".conf")).to_contain_text(words)
    hands.workspace(mine, check_id)
    expect(page.locator("[name=standfirst]")).to_have_value("My standfirst.")
    expect(page.locator(hands.BODY)).to_have_text("My paragraph.")


def test_after_a_conflict_the_chosen_text_is_saved_knowingly(clash):
    mine, other, check_id = clash
    page = mine.page
    page.get_by_role("button", name="Compare both texts").click()
    page.locator("fieldset", has_text="Standfirst").get_by_label("Keep theirs").check()
    page.get_by_role("button", name="Save the result").click()
    expect(page.locator("#messages")).to_contain_text("Saved.")
    assert hands.nothing_kept(page)
    for seat in (mine, other):
        hands.workspace(seat, check_id)
        expect(seat.page.locator("[name=standfirst]")).to_have_value("Their standfirst.")
        expect(seat.page.locator(hands.BODY)).to_have_text("My paragraph.")


def test_after_a_conflict_ones_own_text_can_be_dropped(clash):
    mine, _, check_id = clash
    page = mine.page
    page.get_by_role("button", name="Compare both texts").click()
    page.get_by_role("link", name="Drop mine, use theirs").click()
    page.wait_for_url(f"**/newsroom/checks/{check_id}/")
    expect(page.locator("[name=standfirst]")).to_have_value("Their standfirst.")
    assert hands.nothing_kept(page)
