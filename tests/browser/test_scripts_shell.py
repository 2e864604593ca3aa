"""The staff shell: menus, passwords, summaries, and what is said when an answer fails (static/js/app.js)."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

MENU = ".bar__account"


def test_escape_closes_a_menu_and_gives_the_focus_back(reporter):
    page = reporter.go("/newsroom/")
    page.locator(f"{MENU} summary").click()
    page.get_by_role("link", name="Profile").focus()
    page.keyboard.press("Escape")
    expect(page.locator(f"{MENU}[open]")).to_have_count(0)
    expect(page.locator(f"{MENU} summary")).to_be_focused()


def test_a_click_elsewhere_closes_a_menu_and_one_inside_does_not(reporter):
    page = reporter.go("/newsroom/")
    page.locator(f"{MENU} summary").click()
    page.locator(f"{MENU} .menu__name").click()
    expect(page.locator(f"{MENU}[open]")).to_have_count(1)
    page.locator("h1").click()
    expect(page.locator(f"{MENU}[open]")).to_have_count(0)


def test_one_menu_is_open_at_a_time(reporter):
    page = hands.workspace(reporter, hands.new_check(reporter))
    page.locator("summary", has_text="More…").click()
    page.locator(f"{MENU} summary").click()
    expect(page.locator("details.menu[open]")).to_have_count(1)
    expect(page.locator(f"{MENU}[open]")).to_have_count(1)


def test_the_password_can_be_shown_and_hidden(sit):
    page = sit("reader").go("/accounts/login/")
    page.get_by_label("Password", exact=True).fill("a word of mine")
    show = page.get_by_role("button", name="Show password")
    for kind, pressed in (("text", "true"), ("password", "false")):
        show.click()
        expect(page.locator("#id_password")).to_have_attribute("type", kind)
        expect(show).to_have_attribute("aria-pressed", pressed)


def test_a_summary_of_errors_has_the_focus_and_leads_to_the_field(sit):
    seat = sit("reporter", forgiven=hands.REFUSED)
    page = seat.go("/newsroom/checks/new/")
    page.get_by_role("button", name="Save and open").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page).to_have_title("Error: New claim - The Newsroom")
    page.locator("[data-error-summary] a").first.click()
    expect(page.locator("#id_text")).to_be_focused()


def test_without_an_answer_the_address_typed_stays_and_can_be_sent_again(sit, running):
    seat = sit("reporter", forgiven=hands.OFFLINE)
    page = hands.workspace(seat, hands.new_check(seat))
    seat.context.set_offline(True)
    page.locator("#add_url").fill(running.site("council", "/minutes/2026-11-18"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The newsroom did not answer. What you typed is still here.")
    expect(page.locator("#add_url")).to_have_value(running.site("council", "/minutes/2026-11-18"))
    expect(page.locator("#progress.is-on")).to_have_count(0)
    seat.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#sources .src")).to_have_count(1)
    expect(page.locator("[data-failure]")).to_have_count(0)


def test_a_refusal_from_the_server_is_said_in_its_words(sit, reporter):
    seat = sit("reporter", forgiven=hands.REFUSED)
    check_id = hands.new_check(seat)
    hands.describe(seat, check_id, "Call with the yard")
    page, theirs = hands.workspace(seat, check_id), hands.workspace(reporter, check_id)
    theirs.get_by_role("button", name="Remove Call with the yard").click()
    expect(theirs.locator("#sources .src")).to_have_count(0)
    page.get_by_role("button", name="Remove Call with the yard").click()
    expect(page.get_by_role("alert")).to_contain_text("The address may be wrong")


def test_the_page_is_busy_while_an_answer_is_awaited(sit):
    seat = sit("reporter")
    page = hands.workspace(seat, hands.new_check(seat))
    held = []
    page.route("**/sources/", lambda route: held.append(route))
    page.locator("#add_url").fill("http://127.0.0.1:9/")
    page.keyboard.press("Enter")
    expect(page.locator("#progress.is-on")).to_have_count(1)
    expect(page.locator("#side")).to_have_attribute("aria-busy", "true")
    held[0].fulfill(status=204)
    expect(page.locator("#progress.is-on")).to_have_count(0)
    expect(page.locator("#side[aria-busy]")).to_have_count(0)
