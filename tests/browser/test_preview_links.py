"""A preview link from hand to hand: made, copied, opened by somebody outside, revoked."""

import pytest
from playwright.sync_api import expect

from tests.browser import hands

pytestmark = [pytest.mark.journey]

GONE = r"404 \(Not Found\)"


def make(page):
    page.get_by_label("Who it is for").fill("Lawyer at Vale & Co.")
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_role("textbox", name="Address").input_value()


def test_it_is_copied_opened_outside_and_revoked(sit):
    seat, reader = sit("reporter"), sit("reader", forgiven=GONE)
    seat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = seat.go(f"/newsroom/checks/{hands.new_check(seat)}/preview-links/")
    address = make(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    reader.page.goto(address)
    expect(reader.page.get_by_role("region", name="About this page")).to_contain_text(
        "Preview for Lawyer at Vale & Co."
    )
    page.get_by_role("button", name="Revoke the link for Lawyer").click()
    expect(page.get_by_text("The address opens nothing any more.")).to_be_visible()
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_without_script_the_address_can_be_selected(sit):
    seat = sit("reporter", java_script_enabled=False)
    check = hands.new_check(sit("reporter"))
    page = seat.go(f"/newsroom/checks/{check}/preview-links/")
    make(page)
    expect(page.get_by_role("textbox", name="Address")).to_be_editable(editable=False)
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
