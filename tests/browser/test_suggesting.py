"""Suggested words in a browser: typed beside the words they are for, accepted and declined by keys (discuss.js)."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

STOOD = "Nine boats left late."


def suggested(reporter, editor, words):
    """The writer's page of a check in which the editor has suggested words."""
    check_id = hands.new_check(reporter)
    hands.write(reporter, check_id, body=STOOD)
    hands.post(editor, f"/newsroom/checks/{check_id}/discussion/", exact="Nine boats", suggested=words)
    page = hands.workspace(reporter, check_id)
    page.get_by_role("tab", name="Discussion").click()
    expect(page.locator(".thread__swap ins")).to_have_text(words)
    return page


def test_y_accepts_them_and_keeps_what_was_being_typed(reporter, editor):
    page = suggested(reporter, editor, "Ten boats")
    page.locator("[name=standfirst]").fill("Typed, not saved.")
    page.locator("[data-answer=y]").focus()
    page.keyboard.press("y")
    expect(page.locator("#messages")).to_contain_text("The suggested words are in the text.")
    expect(page.locator(".ProseMirror")).to_have_text("Ten boats left late.")
    expect(page.locator("[name=standfirst]")).to_have_value("Typed, not saved.")


def test_n_declines_them_and_the_text_stays(reporter, editor):
    page = suggested(reporter, editor, "Eight boats")
    address = page.url
    page.locator("[data-answer=n]").focus()
    page.keyboard.press("n")
    expect(page.locator("#side-tellings")).to_contain_text("Declined. The text stays.")
    expect(page.locator(".ProseMirror")).to_have_text(STOOD)
    assert page.url.split("#")[0] == address.split("#")[0]


def test_y_and_n_are_letters_in_a_reply(reporter, editor):
    page = suggested(reporter, editor, "Seven boats")
    page.locator(".thread__reply summary").click()
    page.locator(".thread__reply [name=text]").click()
    page.keyboard.type("yny")
    expect(page.locator(".thread__reply [name=text]")).to_have_value("yny")
    expect(page.locator("[data-answer]")).to_have_count(2)
