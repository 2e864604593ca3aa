"""The keys of the review page, on a check that is in its second round (static/js/review.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

AT = "[...document.querySelectorAll('.diff .chg')].indexOf(document.activeElement)"


@pytest.fixture(scope="module")
def check_id(seats):
    return hands.in_second_round(seats.reporter, seats.editor)


@pytest.fixture
def page(editor, check_id):
    """The editor at the review of a check that came back with changes."""
    return editor.go(f"/newsroom/checks/{check_id}/review/")


def test_n_and_p_walk_the_changes_round_and_round(page):
    changes = page.locator(".diff .chg").count()
    assert changes == 3
    expect(page.locator("#walk")).to_be_visible()
    page.keyboard.press("p")
    assert page.evaluate(AT) == changes - 1
    for place in (0, 1):
        page.keyboard.press("n")
        assert page.evaluate(AT) == place
    page.keyboard.press("p")
    assert page.evaluate(AT) == 0
    assert page.url.endswith("/review/")


@pytest.mark.parametrize(("key", "view"), [("1", "changes"), ("2", "side"), ("3", "clean")])
def test_numbers_choose_how_the_text_is_shown(page, check_id, key, view):
    page.keyboard.press(key)
    page.wait_for_url(f"**/checks/{check_id}/review/?show={view}")
    expect(page.locator(f"a[href$='show={view}'][aria-current]")).to_be_visible()


def test_b_goes_to_the_note_where_keys_are_letters(page):
    address = page.url
    page.keyboard.press("b")
    assert hands.focused(page) == "note"
    page.keyboard.type("napjb")
    expect(page.locator("#note")).to_have_value("napjb")
    assert page.url == address


def test_j_opens_the_next_in_the_queue(page):
    address = page.locator("#next-in-queue").get_attribute("href")
    page.keyboard.press("j")
    page.wait_for_url(f"**{address}")


def test_keys_that_are_turned_off_do_nothing_here(sit, check_id):
    page = sit("editor").go(f"/newsroom/checks/{check_id}/review/")
    address = page.url
    page.evaluate("localStorage.setItem('newsroom-keys', 'off')")
    page.reload()
    for key in "npjab":
        page.keyboard.press(key)
    assert page.url == address
    assert page.evaluate("document.activeElement === document.body")


def test_a_note_is_kept_until_the_check_is_sent_back(page):
    page.keyboard.press("b")
    page.keyboard.type("Please name the year.")
    page.reload()
    expect(page.locator("#note")).to_have_value("Please name the year.")


def test_a_approves_and_the_editor_can_take_it_back(page):
    address = page.url
    page.keyboard.press("a")
    expect(page.locator("#messages")).to_contain_text("pproved")
    assert page.url == address
    page.get_by_role("button", name="Take back the approval").click()
    expect(page.get_by_role("button", name=re.compile("^Approve verdict")).first).to_be_visible()
