"""The discussion on the review page by keys: a reply, R, and S on words that are selected (discuss.js)."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector("#article .doc"), NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && !node.data.includes(words)) node = walker.nextNode();
  const at = node.data.indexOf(words);
  getSelection().setBaseAndExtent(node, at, node, at + words.length);
}"""


@pytest.fixture
def page(reporter, editor):
    """The editor at the review of a check in which the reporter asked about a paragraph."""
    check_id = hands.ready(reporter)
    hands.post(reporter, f"/newsroom/checks/{check_id}/discussion/", exact="Two lamps", text="Or three?")
    hands.move(reporter, check_id, "submit")
    return editor.go(f"/newsroom/checks/{check_id}/review/")


def test_a_reply_is_kept_and_r_resolves_the_thread_one_stands_on(page):
    thread = page.locator("#article .talk")
    thread.locator(".thread__reply summary").click()
    thread.locator(".thread__reply [name=text]").fill("Two: r is a letter here.")
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    expect(thread.locator(".thread__msg")).to_have_count(2)
    expect(thread).to_contain_text("Goes with your decision")
    thread.locator(".thread__reply summary").focus()
    page.keyboard.press("r")
    expect(page.locator("#messages")).to_contain_text("Resolved.")
    expect(page.locator("#article .talk")).to_have_count(0)
    expect(page.locator("#discussion")).to_contain_text("1 resolved")


def test_s_suggests_other_words_for_those_selected_and_they_stand_under_the_paragraph(page):
    page.evaluate(SELECT, "Three lamps")
    page.keyboard.press("s")
    expect(page.locator("#start_suggested")).to_be_focused()
    expect(page.locator("#start_exact")).to_have_value("Three lamps")
    page.keyboard.type("Four lamps")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#article .thread__swap ins")).to_have_text("Four lamps")
    expect(page.locator("#article .talk").last).to_contain_text("Goes with your decision")


def at_review(reporter, sit):
    """An editor's review whose clock can be moved on, the pointer away from the text."""
    check_id = hands.ready(reporter)
    hands.move(reporter, check_id, "submit")
    seat = sit("editor")
    seat.page.clock.install()
    page = seat.go(f"/newsroom/checks/{check_id}/review/")
    page.mouse.move(2, 2)
    return page, check_id


def ask(reporter, check_id, text):
    hands.post(reporter, f"/newsroom/checks/{check_id}/discussion/", exact="Two lamps", text=text)


def test_a_comment_of_somebody_else_appears_under_its_paragraph_by_itself(reporter, sit):
    page, check_id = at_review(reporter, sit)
    ask(reporter, check_id, "Is it two or three?")
    page.clock.run_for(21_000)
    expect(page.locator("#article .talk")).to_contain_text("Is it two or three?")
    page.keyboard.press("c")
    expect(page.locator("#start_text")).to_be_focused()


def test_what_is_written_stays_and_what_arrives_waits_beside_it(reporter, sit):
    page, check_id = at_review(reporter, sit)
    ask(reporter, check_id, "The first question.")
    page.clock.run_for(21_000)
    thread = page.locator("#article .talk").first
    thread.locator(".thread__reply summary").click()
    thread.locator(".thread__reply [name=text]").fill("Half an answer")
    ask(reporter, check_id, "The second question.")
    page.clock.run_for(21_000)
    expect(page.locator("#live-show")).to_have_text("1 change, show")
    expect(page.locator("#article .talk")).to_have_count(1)
    page.locator("#live-show").click()
    expect(page.locator("#article .talk")).to_have_count(2)
    expect(thread.locator(".thread__reply [name=text]")).to_have_value("Half an answer")
