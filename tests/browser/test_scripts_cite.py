"""Citing a source out of the text: the list, its keys, and the way back (static/js/cite.js, editor.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

PICKER = "#cite-picker"
OPTION = "#cite-list [role=option]"


@pytest.fixture(scope="module")
def check_id(seats):
    """A check with three sources that can be cited."""
    made = hands.new_check(seats.reporter)
    for title in ("Call with the harbour office", "Letter of the ferry crew", "Talk at the ticket desk"):
        hands.describe(seats.reporter, made, title)
    return made


@pytest.fixture
def page(reporter, check_id):
    """The workspace, with one word in the article and the caret behind it."""
    page = hands.workspace(reporter, check_id)
    page.locator(hands.BODY).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Counted ")
    yield page
    hands.save_now(page)


def by_brackets(page):
    page.keyboard.type("[[")


def by_the_button(page):
    page.get_by_role("button", name="Cite source", exact=True).click()


@pytest.mark.parametrize("opens", [by_brackets, by_the_button])
def test_it_opens_the_list_of_sources_and_enter_cites_one(page, opens):
    opens(page)
    expect(page.locator(PICKER)).to_be_visible()
    assert hands.focused(page) == "cite-q"
    expect(page.locator(OPTION)).to_have_count(3)
    for key, number in (("ArrowDown", "2"), ("ArrowDown", "3"), ("ArrowDown", "3"), ("ArrowUp", "2")):
        page.keyboard.press(key)
        expect(page.locator(f"{OPTION}[aria-selected=true] .src__n")).to_have_text(number)
        chosen = page.locator(f"{OPTION}[aria-selected=true]").get_attribute("id")
        expect(page.locator("#cite-q")).to_have_attribute("aria-activedescendant", chosen)
    page.keyboard.press("Enter")
    expect(page.locator(PICKER)).to_be_hidden()
    hands.caret_in_text(page)
    page.keyboard.type(" twice")
    expect(page.locator(f"{hands.BODY} cite")).to_have_text("2")
    expect(page.locator(hands.BODY)).to_have_text("Counted 2 twice")


@pytest.mark.parametrize("opens", [by_brackets, by_the_button])
def test_escape_goes_back_to_the_text_and_cites_nothing(page, opens):
    opens(page)
    expect(page.locator(PICKER)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(PICKER)).to_be_hidden()
    hands.caret_in_text(page)
    page.keyboard.type("by hand")
    expect(page.locator(hands.BODY)).to_have_text("Counted by hand")


def test_words_and_numbers_find_a_source_and_a_click_cites_it(page):
    by_brackets(page)
    expect(page.locator(PICKER)).to_be_visible()
    page.keyboard.type("no such thing")
    expect(page.locator("#cite-none")).to_have_text("No source fits.")
    page.keyboard.press("Enter")
    expect(page.locator(PICKER)).to_be_visible()
    page.locator("#cite-q").fill("3")
    expect(page.locator(OPTION)).to_have_text(["3Talk at the ticket desk"])
    page.locator("#cite-q").fill("FERRY")
    page.locator(OPTION).click()
    expect(page.locator(f"{hands.BODY} cite")).to_have_attribute("title", "Source 2: Letter of the ferry crew")


def test_the_button_of_a_source_cites_it_where_the_caret_is(page):
    page.get_by_role("button", name="Cite source 3", exact=True).click()
    hands.caret_in_text(page)
    page.keyboard.type(" on Monday")
    expect(page.locator(hands.BODY)).to_have_text("Counted 3 on Monday")


def test_numbers_follow_the_order_and_a_removed_source_is_shown_as_missing(page):
    page.get_by_role("button", name="Cite source 2", exact=True).click()
    cite = page.locator(f"{hands.BODY} cite")
    expect(cite).to_have_text("2")
    page.get_by_role("button", name=re.compile("^Up ?: Letter of the ferry crew")).click()
    expect(cite).to_have_text("1")
    page.get_by_role("button", name="Remove Letter of the ferry crew").click()
    expect(cite).to_have_text("?")
    expect(cite).to_have_class("cite-chip cite-chip--bad")
    page.get_by_role("button", name="Undo").click()
    expect(cite).not_to_have_class("cite-chip--bad")
    page.get_by_role("button", name=re.compile("^Down ?: Letter of the ferry crew")).click()
    expect(cite).to_have_text("2")


def test_without_a_source_it_says_so(reporter):
    page = hands.workspace(reporter, hands.new_check(reporter))
    page.locator(hands.BODY).click()
    by_brackets(page)
    expect(page.locator("#cite-none")).to_have_text("There is no source to cite yet. Add one first.")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(hands.BODY)).to_be_focused()


def test_tools_are_one_stop_for_tab_and_arrows_walk_them(page):
    page.locator("[data-do=bold]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-do=cite]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(hands.BODY)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(hands.BODY)).not_to_be_focused()


def test_a_tool_marks_the_text_and_says_that_it_is_on(page):
    page.keyboard.press("Control+a")
    page.locator("[data-do=bold]").click()
    expect(page.locator("[data-do=bold]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"{hands.BODY} strong")).to_have_text("Counted ")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Link")).to_be_visible()
    page.locator("#link-url").fill("https://harbour.example/log")
    page.get_by_role("button", name="Set the link").click()
    expect(page.locator(f"{hands.BODY} a")).to_have_attribute("href", "https://harbour.example/log")


def test_a_link_that_is_not_set_leaves_the_caret_where_it_was(page):
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Link")).to_be_visible()
    page.keyboard.press("Escape")
    hands.caret_in_text(page)
    page.keyboard.type("again")
    expect(page.locator(hands.BODY)).to_have_text("Counted again")
