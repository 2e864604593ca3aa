"""Home by keys alone: J and K move, Enter opens, T takes the review one is on."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

HOME = "/newsroom/"


def rows(page):
    return [text.strip() for text in page.locator("[data-row] [data-row-link]").all_inner_texts()]


def test_j_and_k_move_and_enter_opens(editor):
    page = editor.go(HOME)
    first, second = rows(page)[:2]
    for key, row in (("j", first), ("j", second), ("k", first)):
        page.keyboard.press(key)
        assert hands.focused(page) == row
    opens = page.locator("[data-row-link]").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{opens}")


def test_t_takes_the_review_one_is_on(editor):
    page = editor.go(HOME)
    row = page.locator("[data-row]", has=page.locator("[data-row-key=t]")).first
    title = row.locator("[data-row-link]")
    opens = title.get_attribute("href")
    title.focus()
    page.keyboard.press("t")
    page.wait_for_url(f"**{opens}")
    back = editor.go(HOME).locator("[data-row]", has_text="You have it")
    expect(back.first).to_be_visible()
