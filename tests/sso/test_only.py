"""OIDC_ONLY: no form for passwords, no page about them, and no password opens anything."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import authenticate, get_user
from django.urls import reverse

from factchecks.accounts import SIGNED_IN_BY
from tests.factories import PASSWORD

pytestmark = pytest.mark.usefixtures("cast")
PAIR = {"login": "rita@newsroom.example", "password": PASSWORD}
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def only(provider, settings):
    settings.OIDC_ONLY = True


@pytest.mark.usefixtures("only")
def test_the_sign_in_page_has_the_button_alone(client):
    page = client.get(reverse("account_login"), {"next": "/newsroom/checks/"}).content.decode()
    assert 'type="password"' not in page
    assert "Forgot it?" not in page
    assert "Sign in with Harbour House" in page
    assert 'value="/newsroom/checks/"' in page


@pytest.mark.usefixtures("only")
def test_the_right_pair_opens_nothing(client):
    answer = client.post(reverse("account_login"), PAIR)
    assert "Passwords are turned off here. Sign in with Harbour House." in answer.content.decode()
    assert get_user(client).is_anonymous
    assert authenticate(email=PAIR["login"], password=PASSWORD) is None
    assert not client.login(email=PAIR["login"], password=PASSWORD)


@pytest.mark.usefixtures("only")
def test_the_form_of_the_admin_site_opens_nothing_either(client):
    answer = client.post("/admin/login/", {"username": PAIR["login"], "password": PASSWORD})
    assert answer.status_code == 302
    assert get_user(client).is_anonymous


ABOUT_PASSWORDS = [
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-set-password/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/change/",
    "/accounts/password/set/",
]


@pytest.mark.usefixtures("only")
@pytest.mark.parametrize("address", ABOUT_PASSWORDS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_about_passwords_are_not_there(client, as_, rita, address, method, mailoutbox):
    for person in (client, as_(rita)):
        assert getattr(person, method)(address, {"email": rita.email}).status_code == 404
    assert mailoutbox == []


@pytest.mark.usefixtures("only")
def test_a_password_proves_nothing_again(as_, rita):
    client = as_(rita, ago=3600)
    proofs = client.session["account_authentication_methods"]
    page = client.post(reverse("account_reauthenticate"), {"password": PASSWORD}, follow=True)
    assert page.status_code == 403
    assert client.session["account_authentication_methods"] == proofs


@pytest.mark.usefixtures("only")
def test_the_profile_names_the_provider_instead(as_, rita):
    page = as_(rita).get(reverse("profile")).content.decode()
    assert "Harbour House" in page
    assert "Change the password" not in page


@pytest.mark.usefixtures("only")
def test_the_second_factor_is_still_asked_for(client, rita, walk):
    TOTP.activate(rita, SECRET)
    answer = walk(next="/newsroom/checks/")
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert get_user(client).is_anonymous
    assert SIGNED_IN_BY not in client.session
    code = format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))
    assert client.post(answer.url, {"code": code}).url == "/newsroom/checks/"
    assert get_user(client) == rita
    assert client.session[SIGNED_IN_BY] == "oidc"


def test_with_passwords_both_ways_stand_on_the_page(client, provider):
    page = client.get(reverse("account_login")).content.decode()
    assert 'type="password"' in page
    assert "Sign in with Harbour House" in page
    assert client.post(reverse("account_login"), PAIR).url == reverse("home")
