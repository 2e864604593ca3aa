"""Through the provider comes in whom an admin has made; from the first time on it is the subject that counts."""

from functools import partial
from urllib.parse import parse_qsl

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.urls import reverse

from factchecks.accounts import SIGNED_IN_BY
from factchecks.models import Event, User
from factchecks.services import signingon
from tests.factories import PASSWORD
from tests.sso import tokens

pytestmark = pytest.mark.usefixtures("cast")


def test_a_verified_address_opens_home_and_marks_the_session(client, provider, walk):
    provider.person |= {"email": "RITA@Newsroom.example"}
    assert walk().url == reverse("home")
    assert get_user(client).email == "rita@newsroom.example"
    assert client.session[SIGNED_IN_BY] == "oidc"
    assert provider.faults == []


def test_the_first_time_links_the_subject_and_is_told_in_the_ledger(provider, walk, rita):
    walk()
    walk()
    link = SocialAccount.objects.get()
    assert (link.user, link.provider, link.uid, link.extra_data) == (rita, provider.issuer, "s-1", {})
    assert Event.objects.filter(verb="link_provider", target=f"user:{rita.pk}").count() == 1
    assert User.objects.count() == 9


def test_nothing_but_next_goes_from_the_request_into_the_question(client, provider, settings):
    taken = f"{reverse('sso_login')}?auth_params=redirect_uri%3Dhttps%3A%2F%2Fevil.example&scope=all&process=connect"
    address = client.post(taken, {"next": "/newsroom/checks/"}, headers={"Host": "localhost"}).context["address"]
    asked = dict(parse_qsl(address.removeprefix(f"{provider.issuer}/authorize?")))
    assert asked["redirect_uri"] == f"{settings.SITE_URL}/accounts/oidc/callback/"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == ("newsroom", "code", "S256")
    assert len(asked["nonce"]) > 40
    assert [state["process"] for state, *_ in client.session["socialaccount_states"].values()] == ["login"]


def test_the_person_goes_on_to_the_page_asked_for(provider, walk):
    assert walk(next="/newsroom/checks/").url == "/newsroom/checks/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_person_does_not_go_on_to_elsewhere(provider, walk, elsewhere):
    assert walk(next=elsewhere).url == reverse("home")


def test_another_address_of_the_same_subject_moves_nobody(client, provider, walk):
    walk()
    provider.person |= {"email": "ada@newsroom.example", "email_verified": False}
    walk()
    assert get_user(client).email == "rita@newsroom.example"


def test_a_second_subject_of_the_same_person_is_refused(client, provider, walk, outside):
    walk()
    client.logout()
    provider.person |= {"sub": "s-2"}
    answer = walk()
    outside(answer, 403)
    assert signingon.TAKEN in answer.content.decode()


def test_another_provider_says_nothing_about_the_subjects_of_the_first(client, provider, walk, rita):
    SocialAccount.objects.create(user=rita, provider="https://former.example", uid="s-1")
    provider.person |= {"email": "ed@newsroom.example"}
    walk()
    assert get_user(client).email == "ed@newsroom.example"


def test_what_is_not_in_the_token_is_asked_of_the_same_person(client, provider, walk, outside):
    told = dict(provider.person)
    provider.changes |= {"email": None, "email_verified": None}
    provider.info = told | {"sub": "s-9"}
    outside(walk(), 401)
    provider.info = told
    walk()
    assert get_user(client).email == "rita@newsroom.example"


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(client, provider, walk):
    provider.config |= {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    walk()
    assert not get_user(client).is_anonymous


def test_a_token_that_names_no_key_is_held_against_the_only_one(client, provider, walk):
    provider.sign = partial(tokens.signed, kid="")
    walk()
    assert not get_user(client).is_anonymous


def test_signing_in_by_password_afterwards_takes_the_mark_away(client, provider, walk):
    walk()
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": "rita@newsroom.example", "password": PASSWORD})
    assert client.session[SIGNED_IN_BY] == "password"


def test_of_several_keys_the_one_counts_that_the_token_names(client, provider, walk):
    provider.keys = [tokens.public("former"), tokens.public()]
    walk()
    assert not get_user(client).is_anonymous
