"""Who came in through the provider proves anew there who they are: really anew, as themselves, and goes on."""

import time

import pytest
from allauth.core.internal.httpkit import serialize_request
from django.contrib.auth import get_user
from django.urls import reverse

from factchecks.accounts import SIGNED_IN_BY
from factchecks.sure import must_ask

PAGE = reverse("sso_again")


def proofs(client):
    records = client.session.get("account_authentication_methods", [])
    return [record["method"] for record in records if record.get("reauthenticated")]


@pytest.fixture
def inside(rita, provider, walk):
    """Rita has come in, without a password; from now on the provider tells when it asked her."""
    rita.set_unusable_password()
    rita.save()
    walk()
    provider.changes = {"auth_time": int(time.time())}
    return rita


def test_the_page_offers_the_provider(inside, client):
    page = client.get(PAGE, {"next": "/newsroom/checks/"}).content.decode()
    assert "Sign in with Harbour House again" in page
    assert 'value="/newsroom/checks/"' in page
    assert "evil" not in client.get(PAGE, {"next": "https://evil.example/"}).content.decode()


def test_a_proof_is_asked_anew_and_counts_under_a_new_key_of_the_session(inside, client, provider, walk):
    key, mark, asked = client.session.session_key, client.session[SIGNED_IN_BY], len(provider.asked)
    answer = walk(again="1", next="/newsroom/checks/")
    assert answer.url == "/newsroom/checks/"
    assert (client.session[SIGNED_IN_BY], proofs(client)[-1]) == (mark, "socialaccount")
    assert client.session.session_key != key
    assert get_user(client) == inside
    assert {"prompt": "login", "max_age": "0"}.items() <= provider.last.items()
    assert len(provider.asked) > asked


@pytest.mark.parametrize("told", [None, 0, 1_600_000_000, "now", True, float("nan")])
def test_a_proof_of_before_is_none(inside, client, provider, walk, told):
    provider.changes = {"auth_time": told}
    before = proofs(client)
    assert walk(again="1").status_code == 401
    assert proofs(client) == before
    assert get_user(client) == inside


def test_somebody_else_proves_nothing(inside, client, provider, walk, ed):
    provider.person = provider.person | {"sub": "s-2", "email": ed.email}
    before = proofs(client)
    answer = walk(again="1")
    assert answer.status_code == 403
    assert "somebody else" in answer.content.decode()
    assert proofs(client) == before
    assert get_user(client) == inside


def test_asking_anew_is_for_whoever_is_signed_in(client, provider, cast):
    assert client.get(PAGE).status_code == 302
    address = client.post(reverse("sso_login"), {"again": "1"}).context["address"]
    assert "prompt" not in address


def test_who_never_came_through_the_provider_is_not_sent_there(as_, rita, provider):
    page = as_(rita).get(reverse("account_reauthenticate")).content.decode()
    assert PAGE not in page


def test_who_has_a_password_too_may_choose(rita, client, provider, walk):
    walk()
    page = client.get(reverse("account_reauthenticate"), {"next": "/newsroom/checks/"}).content.decode()
    assert f"{PAGE}?next=%2Fnewsroom%2Fchecks%2F" in page
    assert "Use Harbour House" in page


def test_a_form_that_waited_is_sent_again_after_the_proof(inside, client, walk, rf):
    waiting = serialize_request(rf.post(reverse("profile_theme"), {"theme": "dark"}))
    session = client.session
    session["account_reauthentication_state"] = {"request": waiting}
    session.save()
    walk(again="1", next=reverse("profile_theme"))
    inside.refresh_from_db()
    assert inside.theme == "dark"


def test_without_a_password_the_provider_is_what_they_prove_it_with(inside, client, rf, settings):
    settings.REAUTHENTICATE = True
    request = rf.post("/newsroom/")
    request.user, request.session = inside, client.session
    assert not must_ask(request)
    records = request.session["account_authentication_methods"]
    request.session["account_authentication_methods"] = [record | {"at": 0} for record in records]
    assert must_ask(request)
