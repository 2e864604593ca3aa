"""The claimant's field as a combobox, by keyboard and by mouse (claimants.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]


@pytest.fixture(scope="module")
def known(seats):
    """A claimant whom the reporter may be offered."""
    return hands.new_check(seats.reporter, "The quay is long.", claimant_name="Zoë Marchetti", headline="Long?")


@pytest.fixture
def page(reporter, known):
    return reporter.go("/newsroom/checks/new/")


def field(page):
    return page.get_by_role("combobox", name="Claimant", exact=True)


def test_arrows_and_enter_take_a_claimant_and_escape_closes(page):
    field(page).press_sequentially("march")
    expect(page.get_by_role("option", name=re.compile("Zoë Marchetti"))).to_be_visible()
    expect(page.get_by_text("1 known claimant.")).to_have_count(1)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Claimants")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name=re.compile("Zoë Marchetti"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name=re.compile("Zoë Marchetti"))).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("Zoë Marchetti")
    expect(field(page)).to_be_focused()


def test_a_click_adds_somebody_new_with_what_is_known(page):
    field(page).press_sequentially("Tram Union")
    page.get_by_role("option", name="Add “Tram Union” as a new organisation").click()
    expect(page.get_by_label("New claimant is a")).to_have_value("organisation")
    expect(page.get_by_label(re.compile("Job title of the new claimant"))).to_be_focused()
    expect(field(page)).to_have_value("Tram Union")


def test_the_last_option_says_that_the_origin_is_unknown(page):
    field(page).press_sequentially("who")
    expect(page.get_by_role("option", name="The origin is unknown")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The origin is unknown")).to_be_checked()
    expect(field(page)).to_have_value("")


def test_leaving_the_field_leaves_what_was_typed(page):
    field(page).press_sequentially("Marchand")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox", name="Claimants")).to_have_count(0)
    expect(field(page)).to_have_value("Marchand")
