"""Share and Print on an article: with what the browser has, and not there without script."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey]

SHEET = "window.shared = []; navigator.share = async (what) => { window.shared.push(what); };"
NO_SHEET = "Object.defineProperty(navigator, 'share', { value: undefined });"
CLOSED = "navigator.share = async () => { throw new DOMException('', 'AbortError'); };"
PRINTED = "window.printed = 0; window.print = () => { window.printed += 1; };"


@pytest.fixture
def read(sit, places):
    """`read(script)` opens the article in a browser that has run the script."""

    def opened(script="", **options):
        seat = sit("reader", **options)
        if script:
            seat.context.add_init_script(script)
        return seat.go(f"/checks/{places['slug']}/")

    return opened


def share(page):
    page.get_by_role("button", name="Share").click()
    return page.locator(".byline [role=status]")


def test_the_systems_sheet_gets_title_and_address(read, places):
    page = read(SHEET)
    share(page)
    assert page.evaluate("shared") == [{"title": page.locator("h1").inner_text(), "url": page.url}]


def test_without_a_sheet_the_address_is_copied_and_told(read):
    page = read(NO_SHEET, permissions=["clipboard-read", "clipboard-write"])
    expect(share(page)).to_have_text("Address copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_where_nothing_can_be_copied_the_address_is_shown(read):
    page = read(NO_SHEET + "navigator.clipboard.writeText = async () => { throw new Error(); };")
    expect(share(page)).to_contain_text(f"Copy this address: {page.url}")


def test_whoever_closes_the_sheet_is_told_nothing(read):
    expect(share(read(CLOSED))).to_be_empty()


def test_print_opens_the_browsers_own(read):
    page = read(PRINTED)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("printed") == 1


def test_without_script_there_are_no_buttons_that_do_nothing(read):
    page = read(java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.get_by_role("button", name="Share").count() == 0
