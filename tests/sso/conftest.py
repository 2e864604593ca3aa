"""A newsroom with an identity provider, and a person who walks between the two."""

from urllib.parse import urlsplit

import pytest
import requests
from django.contrib.auth import get_user
from django.urls import reverse

from tests.factories import make_user
from tests.sso.provider import CLIENT, Provider


@pytest.fixture
def provider(settings):
    """The provider, and the settings that name it."""
    with Provider() as started:
        settings.OIDC_ISSUER, settings.OIDC_NAME = started.issuer, "Harbour House"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT.values()
        yield started


@pytest.fixture
def alone(db):
    """Rita is the newsroom's one person."""
    return make_user("Rita")


@pytest.fixture
def walk(client):
    """`walk()` signs in through the provider and gives the last answer; `before(address)` may change the address with
    which the browser comes back."""

    def walked(before=lambda address: address, **asked):
        on = client.post(reverse("sso_login"), asked)
        if "address" not in (on.context or {}):
            return on
        with requests.get(on.context["address"], allow_redirects=False, timeout=10) as answer:
            back = urlsplit(before(answer.headers["Location"]))
        return client.get(f"{back.path}?{back.query}")

    return walked


@pytest.fixture
def outside(client):
    """`outside(answer)`: a page of ours that says so, nobody signed in, nothing technical in it."""

    def stays(answer, status):
        page = answer.content.decode()
        assert answer.status_code == status, page
        assert "You are not signed in" in page
        assert "Traceback" not in page
        assert "style=" not in page
        assert get_user(client).is_anonymous

    return stays
