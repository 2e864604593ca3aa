"""The keys of the page of a source: quotations, copies, and the selection that becomes one (static/js/source.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

WORDS = ("No night measurement of the present depot was made for this assessment.", "The applicant has agreed.")
SELECTED = "getSelection().toString().replace(/\\s+/g, ' ').trim()"


@pytest.fixture
def page(reporter, running):
    """A fresh check with a demo page of which two copies are kept, and two quotations."""
    check = hands.new_check(reporter)
    hands.post(reporter, f"/newsroom/checks/{check}/do/start_research/", version=hands.version_of(reporter, check))
    url = running.site("council", "/planning/depot-noise-assessment")
    hands.post(reporter, f"/newsroom/checks/{check}/sources/", url=url)
    source = re.search(r"/newsroom/sources/(\d+)/", reporter.go(f"/newsroom/checks/{check}/").content())[1]
    for words in WORDS:
        hands.post(reporter, f"/newsroom/sources/{source}/quotations/", text=words)
    return reporter.go(f"/newsroom/sources/{source}/")


def quotations(page):
    return page.locator("#quotations .src__q").all_inner_texts()


def test_n_and_p_walk_the_quotations_round_and_round(page):
    page.keyboard.press("n")
    first = hands.focused(page)
    seen = {first}
    for _ in range(page.locator("[data-hl]").count() - 1):
        page.keyboard.press("n")
        seen.add(hands.focused(page))
    assert len(seen) == page.locator("[data-hl]").count() >= 2
    page.keyboard.press("n")
    assert hands.focused(page) == first
    page.keyboard.press("p")
    assert hands.focused(page) != first
    assert "/newsroom/sources/" in page.url


def test_brackets_walk_the_copies(page):
    newest = page.locator(".versions [aria-current]").inner_text()
    page.keyboard.press("[")
    page.wait_for_url("**copy=*")
    assert page.locator(".versions [aria-current]").inner_text() != newest
    page.keyboard.press("]")
    expect(page.locator(".versions [aria-current]")).to_have_text(re.compile("words changed"))


def test_s_and_q_quote_a_paragraph_without_a_mouse(page):
    before = quotations(page)
    for _ in range(3):
        page.keyboard.press("s")
    words = page.evaluate(SELECTED)
    assert words
    page.keyboard.press("q")
    expect(page.locator("#quotations .src__q")).to_have_count(len(before) + 1)
    assert words in quotations(page)[-1]
    expect(page.locator("#messages")).to_contain_text("Quote found.")


def test_a_selection_shows_the_button_and_leaves_our_own_notes_out(page):
    bar = page.locator("[data-quote-this]")
    expect(bar).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('[data-kept]'))")
    expect(bar).to_be_visible()
    page.evaluate("""() => {
      const marked = document.querySelector("[data-hl]").closest("[data-block]");
      const range = document.createRange();
      range.setStart(marked, 0);
      range.setEndAfter(marked.nextElementSibling);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }""")
    bar.get_by_role("button", name="Quote this").click()
    expect(page.locator("#messages")).to_contain_text("Quote")
    assert "Quoted in" not in quotations(page)[-1]


def test_keys_are_letters_while_typing_a_quotation(page):
    page.locator("#quotation_text").fill("")
    page.locator("#quotation_text").type("n[]qsp")
    expect(page.locator("#quotation_text")).to_have_value("n[]qsp")
    page.locator("#quotation_text").fill("")


def test_check_now_shows_how_far_it_is_and_then_what_it_found(page):
    looks = page.locator("#looks .happened > li").count()
    page.get_by_role("button", name="Check now").click()
    expect(page.locator("#looking .notice")).to_contain_text("The page has been looked at.", timeout=30_000)
    expect(page.locator("#looks .happened > li")).to_have_count(looks + 1)
    expect(page.locator("#source-chips")).not_to_contain_text("Checking")
