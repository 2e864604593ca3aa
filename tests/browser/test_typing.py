"""Typing never waits for the server, however long the article and its list of sources are."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands
from tests.run.processes import eventually

pytestmark = [pytest.mark.journey]

SOURCES = 40
LONG = "\n\n".join(" ".join(["lamp"] * 100) for _ in range(30))
TYPED = "Not one of these letters waits. "


def long_check(reporter):
    """3,000 words and forty sources."""
    check_id = hands.new_check(reporter)
    hands.write(reporter, check_id, body=LONG, **hands.ARTICLE)
    for number in range(SOURCES):
        hands.describe(reporter, check_id, f"Call {number}")
    return check_id


def test_typing_does_not_wait_for_a_save_and_everything_arrives(reporter):
    page = hands.workspace(reporter, long_check(reporter))
    expect(page.locator("#citable > li")).to_have_count(SOURCES)
    held = []
    page.route("**/autosave/", lambda route: held.append(route))
    text = page.locator(hands.BODY)
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(TYPED)
    assert eventually(lambda: page.evaluate("1") and bool(held))
    page.keyboard.type(TYPED * 4)
    expect(text).to_contain_text((TYPED * 5).strip())
    assert len(held) == 1
    held[0].continue_()
    page.unroute("**/autosave/")
    expect(page.locator(hands.SAVED)).to_be_visible()
    assert hands.nothing_kept(page)
    page.reload()
    expect(text).to_contain_text(TYPED * 5)
