"""Home keeps itself up to date, and nothing moves under the pointer or the focus."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

HOME = "/newsroom/"
# Due before anything else, so that it is among the rows that Home shows.
FIRST = {"due_at": "2018-01-01T08:00"}


def at_home(sit, role):
    """A Home whose clock can be moved on."""
    seat = sit(role)
    seat.page.clock.install()
    return seat.go(HOME)


def later(page):
    page.clock.run_for(21_000)


def nudgeable(reporter):
    check_id = hands.ready(reporter, **FIRST)
    hands.move(reporter, check_id, "submit")
    return check_id


def test_what_is_submitted_appears_by_itself_and_a_nudge_too(reporter, sit):
    page = at_home(sit, "editor")
    page.mouse.move(2, 2)
    check_id = nudgeable(reporter)
    later(page)
    mine = reporter.go(HOME).locator("#home-waits li", has=reporter.page.locator(f'a[href*="/checks/{check_id}/"]'))
    mine.get_by_role("button", name="Nudge").click()
    expect(reporter.page.locator("#messages")).to_contain_text("Nudged.")
    later(page)
    expect(page.locator("#home-now")).to_contain_text("nudged you")


def test_nothing_moves_under_the_focus_until_show_is_pressed(reporter, sit):
    page = at_home(sit, "editor")
    link = page.locator("[data-row-link]").first
    link.focus()
    before = page.locator("#home-now").inner_text()
    nudgeable(reporter)
    later(page)
    button = page.locator("#live-show")
    expect(button).to_have_text("1 change, show")
    assert page.locator("#home-now").inner_text() == before
    button.click()
    expect(button).to_be_hidden()
    expect(page.locator("#home-now")).to_be_focused()
    page.keyboard.press("j")
    assert hands.focused(page) == page.locator("[data-row-link]").first.inner_text().strip()


def test_without_an_answer_the_last_list_stays_with_its_time(sit):
    seat = sit("editor", forgiven="Failed to load resource")
    seat.page.clock.install()
    page = seat.go(HOME)
    before = page.locator("[data-row-link]").all_inner_texts()
    seat.context.set_offline(True)
    later(page)
    expect(page.locator("#home-old")).to_contain_text("The newsroom does not answer; trying again.")
    assert page.locator("[data-row-link]").all_inner_texts() == before
    seat.context.set_offline(False)
    later(page)
    expect(page.locator("#home-old")).to_be_hidden()


def test_it_can_be_switched_off(sit, reporter):
    page = at_home(sit, "editor")
    page.evaluate("localStorage.setItem('newsroom-live', 'off')")
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/newsroom/live/" in one.url else None)
    later(page)
    assert asked == []
    page.evaluate("localStorage.removeItem('newsroom-live')")
    with page.expect_response("**/newsroom/live/**"):
        later(page)
