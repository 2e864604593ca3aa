"""The right side of the workspace: tabs, the look at the addresses, uploads (tabs.js, progress.js, upload.js)."""

import re

import pytest
from playwright.sync_api import expect

from factchecks.demo.art import make_one
from tests.browser import hands

pytestmark = [pytest.mark.journey]

TABS = ("Sources", "Files", "Reply", "History")
# Bytes a second at which a file goes up, so that its progress can be seen.
UPLOAD_RATE = 200_000


@pytest.fixture(scope="module")
def check_id(seats):
    """One check for all of them; it has begun and needs everything."""
    values = {"claimant_name": "Dana Whitcombe", "headline": "How long is the quay?", "place": "A walk"}
    made = hands.new_check(seats.reporter, "The quay is two miles long.", **values)
    hands.move(seats.reporter, made, "start_research")
    return made


def expect_open(page, name):
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
    expect(page.locator("[data-tab]:visible")).to_have_count(1)


def test_arrows_home_and_end_walk_the_tabs(reporter, check_id):
    page = hands.workspace(reporter, check_id)
    page.get_by_role("tab", name="Sources").focus()
    for key, name in (
        ("ArrowRight", "Discussion"),
        ("End", "History"),
        ("ArrowRight", "Sources"),
        ("ArrowLeft", "History"),
    ):
        page.keyboard.press(key)
        expect_open(page, name)
        expect(page.get_by_role("tab", name=name)).to_be_focused()
    page.keyboard.press("Home")
    expect_open(page, "Sources")
    expect(page.locator("[role=tab][tabindex='0']")).to_have_count(1)


def test_the_open_tab_is_open_after_loading_again_and_a_link_may_name_another(reporter, check_id):
    page = hands.workspace(reporter, check_id)
    page.get_by_role("tab", name="Reply").click()
    page.reload()
    expect_open(page, "Reply")
    page.goto(f"{page.url}#history")
    expect_open(page, "History")
    page.get_by_role("tab", name="Sources").click()
    page.get_by_role("link", name="From a file").click()
    expect_open(page, "Files")
    assert hands.focused(page) == "upload_file"


def test_each_open_item_leads_to_its_place(reporter, check_id):
    page = hands.workspace(reporter, check_id)
    page.locator("#fix-standfirst").click()
    assert hands.focused(page) == "id_standfirst"
    page.locator("#fix-reply").click()
    expect_open(page, "Reply")
    assert hands.focused(page).startswith("reply_outcome")
    page.locator("#fix-body").click()
    expect(page.locator(hands.BODY)).to_be_focused()


def test_a_move_that_is_not_open_leads_to_the_first_open_item(reporter, check_id):
    page = hands.workspace(reporter, check_id)
    page.locator("#primary[aria-disabled=true]").click(force=True)
    expect(page.locator("#ready .todo a").first).to_be_focused()
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Research")


def test_check_now_shows_its_progress_and_turns_each_chip(reporter, check_id, running):
    hands.add_link(reporter, check_id, running.site("council", "/minutes/2026-11-18"))
    hands.add_link(reporter, check_id, running.site("stats", "/slow?seconds=2"))
    page = hands.workspace(reporter, check_id)
    page.get_by_role("tab", name="Sources").click()
    expect(page.locator("#sources .chip", has_text="Copy kept")).to_have_count(2, timeout=20_000)
    page.get_by_role("button", name="Check now").click()
    expect(page.locator("#looking[data-running] progress")).to_be_visible()
    expect(page.locator("#sources .chip", has_text="Checking").first).to_be_visible()
    expect(page.get_by_text("All addresses have been looked at.")).to_be_visible(timeout=20_000)
    expect(page.locator("#sources .chip", has_text="Checking")).to_have_count(0)
    expect(page.locator("#looking progress")).to_have_count(0)
    expect(page.locator("#sources .chip", has_text="Copy kept")).to_have_count(2)


def test_a_question_for_progress_that_fails_is_asked_again_without_a_notice(sit, running):
    seat = sit("reporter", forgiven=hands.CUT_OFF)
    check_id = hands.new_check(seat)
    page = hands.workspace(seat, check_id)
    page.route("**/looking/**", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        page.locator("#add_url").fill(running.site("stats", f"/slow?seconds=1&for={check_id}"))
        page.keyboard.press("Enter")
    expect(page.get_by_text("All addresses have been looked at.")).to_be_visible(timeout=20_000)
    expect(page.locator("[data-failure]")).to_have_count(0)


def slow_down(page):
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": UPLOAD_RATE}
    network.send("Network.emulateNetworkConditions", limits)


def test_an_upload_shows_how_far_it_is(sit, check_id, tmp_path):
    page = hands.workspace(sit("reporter"), check_id)
    page.get_by_role("tab", name="Files").click()
    log = tmp_path / "log.txt"
    log.write_text("The ferry left on time.\n" * 12_000)
    page.evaluate(
        "window.seen = []; document.addEventListener('htmx:xhr:progress', () => "
        "window.seen.push(document.getElementById('upload-bar').checkVisibility() "
        "? document.getElementById('upload-bar').value : -1))"
    )
    slow_down(page)
    page.locator("#upload_file").set_input_files(log)
    page.get_by_role("button", name="Upload the file").click()
    expect(page.locator("#files .src", has_text="log.txt")).to_be_visible(timeout=20_000)
    seen = page.evaluate("window.seen")
    assert any(0 < value < 100 for value in seen), seen
    expect_open(page, "Files")


def test_a_refused_file_is_told_at_the_field_which_has_the_focus(sit, tmp_path):
    seat = sit("reporter", forgiven=hands.REFUSED)
    page = hands.workspace(seat, hands.new_check(seat))
    liar = tmp_path / "minutes.pdf"
    liar.write_bytes(b"<html>not a document</html>")
    page.keyboard.press("Alt+3")
    page.locator("#upload_file").set_input_files(liar)
    page.get_by_role("button", name="Upload the file").click()
    expect(page.locator("#upload_file[aria-invalid=true]")).to_be_focused()
    words = page.locator("#upload_file_error")
    expect(words).to_be_visible()
    expect(page.locator("#upload_file")).to_have_attribute("aria-describedby", re.compile(r"\bupload_file_error$"))
    expect_open(page, "Files")


def test_a_file_goes_up_by_keyboard_alone(reporter, check_id, tmp_path):
    page = hands.workspace(reporter, check_id)
    answer = make_one("transit-information-reply.pdf", tmp_path)
    page.once("filechooser", lambda chooser: chooser.set_files(answer))
    page.keyboard.press("Alt+3")
    expect_open(page, "Files")
    while hands.focused(page) != "upload_file":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#upload_file")).to_have_value(re.compile("transit-information-reply"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#files .src", has_text="transit-information-reply.pdf")).to_be_visible()


def test_a_file_may_be_dropped_on_the_form(reporter, check_id):
    page = hands.workspace(reporter, check_id)
    page.get_by_role("tab", name="Files").click()
    dragged = page.evaluate_handle(
        "() => { const dragged = new DataTransfer(); dragged.items.add(new File(['Heard on the quay.'], 'note.txt',"
        " {type: 'text/plain'})); return dragged; }"
    )
    page.dispatch_event("#upload", "dragover", {"dataTransfer": dragged})
    expect(page.locator("#upload.is-over")).to_be_visible()
    page.dispatch_event("#upload", "drop", {"dataTransfer": dragged})
    expect(page.locator("#files .src", has_text="note.txt")).to_be_visible()
    expect(page.locator(".is-over")).to_have_count(0)


NOTE = "(one) => getComputedStyle(one, '::after').content"


def test_a_note_stands_under_the_paragraph_whose_source_broke(sit, running):
    seat = sit("reporter")
    check_id = hands.new_check(seat, headline="Which permits?", claimant_name="Dana Whitcombe", place="A walk")
    hands.add_link(seat, check_id, running.site("council", "/housing/permits-dashboard"))
    page = hands.workspace(seat, check_id)
    expect(page.locator("#sources .chip", has_text="Not found")).to_be_visible(timeout=20_000)
    source = page.locator("#citable > li").first.get_attribute("data-id")
    hands.write(seat, check_id, body=f'<p>Cited <cite data-source="{source}"></cite>.</p><p>Not cited.</p>')
    page = hands.workspace(seat, check_id)
    cited, plain = page.locator(f"{hands.BODY} p").first, page.locator(f"{hands.BODY} p").last
    assert "Source 1 was not found: find a replacement" in cited.evaluate(NOTE)
    assert plain.evaluate(NOTE) == "none"
