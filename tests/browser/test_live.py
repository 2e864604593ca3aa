"""Two people at one check: who is there, what arrives while somebody types, and what waits (live.js, mention.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands
from tests.run.processes import eventually

pytestmark = [pytest.mark.journey]

EVERY = 20_000
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
AWAY = re.compile(r", away since \d\d:\d\d")


@pytest.fixture
def check_id(seats):
    return hands.new_check(seats.reporter)


@pytest.fixture
def rita(sit, check_id):
    """The reporter's page of the check, whose clock the test moves."""
    return opened(sit("reporter"), check_id)


@pytest.fixture
def ed(sit, check_id):
    """The editor's page of the check."""
    return opened(sit("editor"), check_id)


def opened(seat, check_id):
    seat.page.clock.install()
    page = hands.workspace(seat, check_id)
    page.mouse.move(300, 500)
    return page


def beat(page):
    """The time after which the page asks, and its answer."""
    with page.expect_response(re.compile("/live/")):
        page.clock.run_for(EVERY)


def told(page, doing):
    """Waits until what is done here has been told to the newsroom."""
    return page.expect_request(lambda one: one.url.endswith("/present/") and doing in (one.post_data or ""))


def says(page, words):
    """Whether the page says so of the others who are there, once it has asked."""
    beat(page)
    return re.search(words, page.locator("#presence").inner_text())


def nobody(page):
    """Whether nobody else is said to be there, once the page has asked."""
    beat(page)
    return page.locator("#presence .people__one").count() == 0


def comment(seats, check_id, text):
    hands.post(seats.editor, f"/newsroom/checks/{check_id}/discussion/", text=text)


def test_presence_has_three_values_and_an_end(rita, ed):
    assert eventually(lambda: says(rita, "is reading"))
    with told(ed, "editing"):
        ed.locator("[name=standfirst]").press_sequentially("Half")
    assert eventually(lambda: says(rita, "is editing"))
    with told(ed, "away"):
        ed.evaluate(HIDE, True)
    assert eventually(lambda: says(rita, AWAY))
    ed.goto("about:blank")
    assert eventually(lambda: nobody(rita))


def test_a_comment_arrives_while_one_types_and_the_caret_stays(seats, rita, check_id):
    rita.locator(hands.BODY).click()
    rita.keyboard.type("Twelve stops were rebuilt.")
    hands.save_now(rita)
    rita.keyboard.press("ArrowLeft")
    caret = rita.evaluate("getSelection().anchorOffset")
    comment(seats, check_id, "Since when?")
    beat(rita)
    expect(rita.locator("#discussion")).to_contain_text("Since when?")
    expect(rita.get_by_role("tab", name="Discussion")).to_have_text(re.compile("1"))
    expect(rita.locator("#live-said")).to_have_text("New in the discussion.")
    expect(rita.locator(hands.BODY)).to_be_focused()
    assert rita.evaluate("getSelection().anchorOffset") == caret
    expect(rita.locator("#moved")).to_be_empty()


def test_what_is_typed_in_a_reply_stays_and_the_list_waits_for_show(seats, rita, check_id):
    comment(seats, check_id, "Since when?")
    beat(rita)
    rita.get_by_role("tab", name="Discussion").click()
    rita.locator("#discussion summary", has_text="Reply").click()
    reply = rita.locator("#discussion .thread__reply textarea")
    reply.fill("Since spr")
    comment(seats, check_id, "And who says so?")
    beat(rita)
    show = rita.get_by_role("button", name=re.compile(r"changes?, show"))
    expect(show).to_be_visible()
    expect(reply).to_be_focused()
    expect(rita.locator("#discussion")).not_to_contain_text("And who says so?")
    show.click()
    expect(rita.locator("#discussion")).to_contain_text("And who says so?")
    expect(rita.locator("#discussion .thread__reply textarea").first).to_have_value("Since spr")
    expect(show).to_be_hidden()


def test_a_source_that_somebody_adds_comes_with_its_chips(seats, rita, check_id):
    hands.describe(seats.editor, check_id, "Call with the depot")
    beat(rita)
    expect(rita.locator("#sources .src__t")).to_contain_text("Call with the depot")
    expect(rita.locator("#sources .chip", has_text="Described")).to_have_count(1)


def test_who_saved_meanwhile_is_said(seats, rita, check_id):
    hands.write(seats.editor, check_id, headline="Is the quay lit?")
    beat(rita)
    expect(rita.locator("#moved")).to_contain_text(re.compile("saved, 1 change since you opened"))


def test_paused_pages_stay_as_they_are(seats, sit, check_id):
    seat = sit("reporter")
    seat.go("/newsroom/profile/").get_by_label("Pause live updates").check()
    page = opened(seat, check_id)
    expect(page.locator("[data-paused]")).to_be_visible()
    comment(seats, check_id, "Since when?")
    with told(page, "reading"):
        page.clock.run_for(EVERY)
    expect(page.locator("#discussion")).not_to_contain_text("Since when?")


def test_a_name_is_suggested_and_taken_by_keys(rita, running):
    rita.get_by_role("tab", name="Discussion").click()
    rita.get_by_text("Start a comment").click()
    field = rita.locator("#start_text")
    field.press_sequentially("Ask @")
    rita.clock.run_for(500)
    first = rita.locator("#mentions [role=option]").first
    expect(first).to_be_visible()
    expect(field).to_have_attribute("aria-activedescendant", "mention-0")
    name = first.get_attribute("data-name")
    field.press("Escape")
    expect(first).to_be_hidden()
    field.press("Backspace")
    field.press_sequentially(f"@{name[:3]}")
    rita.clock.run_for(500)
    expect(first).to_be_visible()
    field.press("Enter")
    expect(field).to_have_value(f"Ask @{name} ")
