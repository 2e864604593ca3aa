"""The Enter key in a field of the article saves it, whatever buttons stand above."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands
from tests.browser.stage import take_seat

pytestmark = [pytest.mark.journey]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
@pytest.mark.parametrize("started", [False, True], ids=["draft", "research"])
def test_enter_in_a_field_saves_and_moves_nothing(opened, running, reporter, started, script):
    check_id = hands.new_check(reporter, claimant_name="Dana Whitcombe", headline="Is it long?")
    if started:
        hands.move(reporter, check_id, "start_research")
    cookies = reporter.context.storage_state()
    seat = take_seat(opened, running, storage_state=cookies, java_script_enabled=script)
    page = seat.go(f"/newsroom/checks/{check_id}/")
    page.get_by_label("Headline", exact=True).fill("Typed, then Enter")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page = seat.go(f"/newsroom/checks/{check_id}/")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Typed, then Enter")
    expect(page.locator(".steps [aria-current=step]")).to_contain_text("Research" if started else "Draft")
    seat.context.close()
