"""A passkey, in a real browser with an authenticator that the browser plays: added, asked for, enough on its own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import take_seat

pytestmark = pytest.mark.browser
PLAYED = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
PLAYED |= {"isUserVerified": True, "automaticPresenceSimulation": True}


@pytest.fixture
def seat(opened, running):
    """Passkeys need a name, not a number: the same program at localhost."""
    seat = take_seat(opened, running)
    seat.page.set_default_timeout(10_000)
    device = seat.page.context.new_cdp_session(seat.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PLAYED})
    yield seat
    seat.context.close()


def sign_in(page, home, who):
    page.goto(f"{home}/accounts/login/")
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Password", exact=True).fill(who.password)
    page.get_by_role("button", name="Sign in").click()


def test_it_is_added_and_lets_its_person_in_without_a_password(seat, running):
    page, home = seat.page, running.url.rstrip("/").replace("127.0.0.1", "localhost")
    sign_in(page, home, running.people["chief"])
    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label(re.compile("sign in with it alone")).check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{home}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/newsroom/")
    assert seat.complaints == []
