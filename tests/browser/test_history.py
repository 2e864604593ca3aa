"""Versions in the browser: named beside the text, compared, restored and undone; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

NAME = "Before the second source"


def written(seat, words="Twelve stops were rebuilt."):
    """A check whose article says this, saved; its id."""
    check_id = hands.new_check(seat)
    hands.write(seat, check_id, headline="How many stops?", body=f"<p>{words}</p>")
    return check_id


def test_a_version_is_named_while_the_text_is_being_written(sit):
    seat = sit("reporter")
    page = hands.workspace(seat, written(seat))
    page.locator("#id_headline").fill("How many stops were rebuilt?")
    hands.save_now(page)
    page.get_by_role("tab", name="History").click()
    page.get_by_label("Name this version").fill(NAME)
    page.keyboard.press("Enter")
    expect(page.locator("#side-tellings")).to_contain_text(f"Kept as “{NAME}”.")
    expect(page.get_by_role("tab", name="History")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#history .ver")).to_have_text(re.compile(f"Version 1\\s+“{NAME}”"))
    expect(page.locator("#id_headline")).to_have_value("How many stops were rebuilt?")


def test_a_version_is_compared_restored_and_brought_back_by_undo(sit):
    seat = sit("reporter")
    check_id = written(seat)
    version = hands.version_of(seat, check_id)
    hands.post(seat, f"/newsroom/checks/{check_id}/history/name/", version=version, name=NAME)
    hands.write(seat, check_id, headline="How many stops?", body="<p>Eleven stops were rebuilt.</p>")
    page = hands.workspace(seat, check_id)
    page.get_by_role("tab", name="History").click()
    page.get_by_role("link", name="Compare with now").click()
    expect(page.locator(".doc del")).to_have_text("Twelve")
    expect(page.locator(".doc ins")).to_have_text("Eleven")
    page.get_by_role("button", name="Restore version 1").click()
    expect(page.locator(hands.BODY)).to_have_text("Twelve stops were rebuilt.")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(hands.BODY)).to_have_text("Eleven stops were rebuilt.")


def test_all_of_it_works_without_scripts(sit):
    seat = sit("reporter", java_script_enabled=False)
    check_id = written(seat)
    page = seat.go(f"/newsroom/checks/{check_id}/")
    page.get_by_label("Name this version").fill(NAME)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#messages")).to_contain_text(f"Kept as “{NAME}”.")
    page.locator("#history").get_by_role("button", name="Compare").click()
    expect(page.locator(".rev-sum")).to_contain_text("Nothing differs")
    page.get_by_role("button", name="Restore version 1").click()
    expect(page.locator("#messages")).to_contain_text("The texts of version 1 are back.")
