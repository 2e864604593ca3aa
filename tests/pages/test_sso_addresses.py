"""What the addresses of sign-in by a provider answer, with one in the settings and without."""

import pytest
from django.urls import reverse

# Address, and the answers to GET and POST: without a provider, and with one that is down.
ADDRESSES = {
    "/accounts/oidc/login/": ((404, 404), (405, 401)),
    "/accounts/oidc/callback/": ((404, 404), (401, 405)),
    "/accounts/3rdparty/": ((404, 404), (404, 404)),
    "/accounts/3rdparty/signup/": ((404, 404), (404, 404)),
    "/accounts/3rdparty/login/cancelled/": ((404, 404), (404, 404)),
    "/accounts/3rdparty/login/error/": ((404, 404), (404, 404)),
    "/accounts/social/connections/": ((404, 404), (404, 404)),
    "/accounts/social/signup/": ((404, 404), (404, 404)),
    "/accounts/oidc/oidc/login/": ((404, 404), (404, 404)),
    "/accounts/oidc/openid_connect/login/callback/": ((404, 404), (404, 404)),
}

AGAIN = "/accounts/oidc/again/"


@pytest.fixture(params=[0, 1], ids=["without", "with"])
def configured(request, settings):
    if request.param:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "http://127.0.0.1:1", "a", "b"
        settings.OIDC_NAME = "Harbour House"
    return request.param


def test_the_page_for_a_proof_anew_is_for_whoever_is_signed_in(client, as_, rita, configured):
    inside = as_(rita)
    answers = [client.get(AGAIN), inside.get(AGAIN), client.post(AGAIN), inside.post(AGAIN)]
    expected = [302, 200, 302, 405] if configured else [404] * 4
    assert [answer.status_code for answer in answers] == expected


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("signed_in", [False, True])
def test_what_an_address_answers(client, as_, rita, configured, address, signed_in):
    person = as_(rita) if signed_in else client
    answers = person.get(address).status_code, person.post(address).status_code
    assert answers == ADDRESSES[address][configured]


def test_the_button_is_there_when_there_is_a_provider(client, configured):
    page = client.get(reverse("account_login")).content.decode()
    assert ("Sign in with Harbour House" in page) == bool(configured)
    assert (reverse("sso_login") in page) == bool(configured)
    assert 'type="password"' in page


def test_the_policy_is_as_strict_as_without(client, configured):
    for answer in (client.get(reverse("account_login")), client.post(reverse("sso_login"))):
        policy = answer.headers["Content-Security-Policy"]
        assert "form-action 'self';" in policy
        assert "unsafe" not in policy
