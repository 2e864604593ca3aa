"""The whole of a reporter's work in a browser that runs no script."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import hands, typed

pytestmark = [pytest.mark.journey]


def record(page):
    page.locator("[name=text]").fill("A ferry leaves every ten minutes, all day long.")
    page.locator("[name=claimant_name]").fill(typed.CLAIMANT)
    page.locator("[name=place]").fill(typed.PLACE)
    page.locator("[name=headline]").fill("Does a ferry leave every ten minutes?")
    page.get_by_role("button", name="Save and open").click()
    page.wait_for_url(re.compile(r"/newsroom/checks/\d+/$"))


def add(page, address):
    page.get_by_label("Add a source by its address").fill(address)
    page.get_by_role("button", name="Add the source").click()
    page.wait_for_load_state()


def wait_for_copies(page, number):
    """As a person does who has no script: loads the page again until the copies are there."""
    until = time.monotonic() + 30
    while page.locator("#sources .chip", has_text="Copy kept").count() < number:
        assert time.monotonic() < until
        page.get_by_role("link", name="Load the page again").click()
        page.wait_for_timeout(300)


def write(page):
    page.get_by_label("Headline").fill("Does a ferry leave every ten minutes?")
    page.get_by_label("Standfirst").fill("At noon it does; in the evening it is every half hour.")
    page.get_by_label("Mostly false").check(force=True)
    page.get_by_label("Why, in one or two sentences").fill("The table gives three ferries an hour, not six.")
    page.locator("textarea[name=body]").fill("The table was read on Monday. [[1]]\n\nThe crew agrees. [[2]]")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Saved.")


def reply(page):
    page.locator("#reply [name=outcome][value=not_needed]").check()
    page.locator("#reply [name=text]").fill("Only a table is quoted.")
    page.get_by_role("button", name="Record the reply").click()
    page.wait_for_load_state()


def test_a_reporter_can_record_write_and_submit(sit, running):
    seat = sit("reporter", java_script_enabled=False)
    page = seat.go("/newsroom/checks/new/")
    record(page)
    page.get_by_role("button", name="Start research").first.click()
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Research")
    add(page, running.site("transit", "/timetables/night"))
    add(page, running.site("riders", "/statements/ferry-log"))
    wait_for_copies(page, 2)
    write(page)
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile('<cite data-source="\\d+">2</cite>'))
    reply(page)
    page.get_by_label("Note for the reviewer").fill("Written without a script.")
    page.get_by_role("button", name="Submit for review").first.click()
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Review")
    for words in ("The table was read on Monday.", "The crew agrees."):
        expect(page.locator("#main")).to_contain_text(words)


def test_everything_of_the_right_side_is_shown(sit):
    seat = sit("reporter", java_script_enabled=False)
    page = seat.go(f"/newsroom/checks/{hands.new_check(seat)}/")
    for name in ("Sources", "Files", "Right of reply", "History"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    for button in page.locator("[data-cite], [data-open-keys], #tools").all():
        expect(button).to_be_hidden()


def test_a_wrong_address_keeps_what_was_typed(sit):
    seat = sit("reporter", java_script_enabled=False, forgiven=hands.REFUSED)
    page = seat.go(f"/newsroom/checks/{hands.new_check(seat)}/")
    add(page, "http://10.0.0.1/minutes")
    expect(page.get_by_label("Add a source by its address")).to_have_value("http://10.0.0.1/minutes")
    expect(page.locator("#add_url_error")).to_be_visible()


def test_moving_and_removing_a_claim_keeps_what_is_typed(sit):
    seat = sit("reporter", java_script_enabled=False)
    check_id = hands.new_check(seat)
    more = {"text": "The last ferry is full.", "claimed_precision": "day"}
    hands.post(seat, f"/newsroom/checks/{check_id}/claims/new/", version=hands.version_of(seat, check_id), **more)
    page = seat.go(f"/newsroom/checks/{check_id}/")
    page.get_by_label("Standfirst").fill("Typed before it was moved.")
    page.locator("textarea[name=body]").fill("A paragraph before it was moved.")
    page.get_by_role("button", name=re.compile("^Up ?: claim 2$")).click()
    expect(page.locator("#messages")).to_contain_text("Moved up.")
    expect(page.locator("#claim blockquote")).to_contain_text("The last ferry is full.")
    expect(page.get_by_label("Standfirst")).to_have_value("Typed before it was moved.")
    expect(page.locator("textarea[name=body]")).to_have_value("<p>A paragraph before it was moved.</p>")
    page.get_by_label("Standfirst").fill("Typed before it was removed.")
    page.get_by_role("button", name="Remove claim 2").click()
    expect(page.locator("#messages")).to_contain_text("Claim removed.")
    expect(page.locator(".claims__one")).to_have_count(0)
    expect(page.get_by_label("Standfirst")).to_have_value("Typed before it was removed.")
