"""Comments on words of the article, from a selection and by keys (discuss.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

WORDS = "Twelve stops were rebuilt."
SELECT = """(words) => {
  const root = document.querySelector(".ProseMirror");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && !node.data.includes(words)) node = walker.nextNode();
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(words));
  range.setEnd(node, node.data.indexOf(words) + words.length);
  root.focus();
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def written(seat):
    """A check whose article says how many stops were rebuilt, saved."""
    page = hands.workspace(seat, hands.new_check(seat))
    page.locator("[role=textbox].ProseMirror").click()
    page.keyboard.type(WORDS)
    hands.save_now(page)
    return page


def marked(page):
    return page.evaluate("[...(CSS.highlights.get('talked-about') ?? [])].map(String)")


def test_a_selection_is_commented_on_by_its_button_and_marked_in_the_text(sit):
    page = written(sit("reporter"))
    page.evaluate(SELECT, "stops were")
    page.locator(".talk-here").click()
    expect(page.locator("#start_exact")).to_have_value("stops were")
    expect(page.locator("#start_text")).to_be_focused()
    page.keyboard.type("By whom?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#discussion .thread__on")).to_contain_text("“stops were”")
    expect(page.get_by_role("tab", name="Discussion")).to_have_text(re.compile("1"))
    expect(page.locator("#start_text")).to_have_value("")
    expect(page.locator("[data-show-words]")).to_be_visible()
    assert marked(page) == ["stops were"]


def test_ctrl_alt_m_comments_on_the_selection_and_what_is_typed_outlives_another_answer(sit):
    page = written(sit("reporter"))
    page.evaluate(SELECT, "Twelve")
    page.keyboard.press("Control+Alt+m")
    expect(page.locator("#start_exact")).to_have_value("Twelve")
    page.keyboard.type("Half a thought")
    page.get_by_role("tab", name="Reply").click()
    page.locator("[name=outcome][value=not_needed]").check()
    page.locator("#reply [name=text]").fill("Nobody is accused.")
    page.get_by_role("button", name="Record the reply").click()
    expect(page.locator("#side-tellings")).to_contain_text("recorded")
    page.get_by_role("tab", name="Discussion").click()
    expect(page.locator("#start_text")).to_have_value("Half a thought")
