"""Sessions: kept by the server, new at each sign-in, gone at the end, and every page leads out."""

import re

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from factchecks.services import people
from factchecks.states import State
from tests.factories import PASSWORD, make_check

NAME = settings.SESSION_COOKIE_NAME
HOME, LOGIN = reverse("home"), reverse("account_login")
KEY = re.compile(r"[a-z0-9]{32}")


def sign_in(user, client=None):
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert get_user(client).is_authenticated
    return client


def key_of(client):
    return client.cookies[NAME].value


def opens_with(key):
    """Whether Home opens to whoever sends this cookie."""
    client = Client()
    client.cookies[NAME] = key
    return client.get(HOME).status_code == 200


def test_signing_in_gives_a_new_key_and_ends_the_old_one(rita):
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies[NAME] = session.session_key
    sign_in(rita, client)
    assert key_of(client) != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def prove(client, password=PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password})


def test_proving_it_again_gives_a_new_key_too(rita):
    client = sign_in(rita)
    old = key_of(client)
    assert prove(client).status_code == 302
    assert key_of(client) != old
    assert not opens_with(old)
    assert opens_with(key_of(client))


def test_the_new_key_is_in_the_list_by_which_sessions_are_ended(rita):
    client = sign_in(rita)
    prove(client)
    assert [row.session_key for row in UserSession.objects.filter(user=rita)] == [key_of(client)]
    people.end_sessions(rita)
    assert not opens_with(key_of(client))


def test_who_does_not_prove_it_keeps_the_key(rita):
    client = sign_in(rita)
    old = key_of(client)
    assert prove(client, "wrong pass phrase").status_code == 200
    assert key_of(client) == old


def test_keys_are_long_and_chance_alone(rita):
    keys = {key_of(sign_in(rita)) for _ in range(3)}
    assert len(keys) == 3
    assert all(KEY.fullmatch(key) for key in keys)  # 36 ** 32: 165 bits


def test_what_the_server_does_not_keep_opens_nothing(rita):
    key = key_of(sign_in(rita))
    assert opens_with(key)
    for other in ("", "a" * 32, key[::-1], key.upper(), f"{key}x", str(rita.pk)):
        assert not opens_with(other)
    Session.objects.all().delete()
    assert not opens_with(key)


def test_after_signing_out_the_old_cookie_opens_nothing(rita):
    client = sign_in(rita)
    key = key_of(client)
    client.post(reverse("account_logout"))
    assert not opens_with(key)


def test_a_session_that_is_over_opens_nothing(rita):
    key = key_of(sign_in(rita))
    Session.objects.update(expire_date="2020-01-01T00:00:00Z")
    assert not opens_with(key)


def test_several_sessions_of_one_person_stand_beside_each_other(rita):
    keys = [key_of(sign_in(rita)) for _ in range(3)]
    assert all(opens_with(key) for key in keys)


def test_a_new_password_ends_the_other_sessions(rita):
    here, there = sign_in(rita), key_of(sign_in(rita))
    new = "another long pass phrase"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert not opens_with(there)
    assert opens_with(key_of(here))


@pytest.mark.parametrize(
    "name", ["home", "checks", "links", "post", "help", "profile", "check_new", "account_change_password", "mfa_index"]
)
def test_every_page_offers_to_sign_out(rita, name):
    page = sign_in(rita).get(reverse(name), follow=True)
    assert f'action="{reverse("account_logout")}"' in page.text


def test_pages_of_a_check_and_of_the_admin_offer_it_too(cast):
    people.set_up_groups()
    check = make_check(cast, State.REVIEW)
    for name in ("workspace", "review"):
        page = sign_in(cast.rita).get(reverse(name, args=[check.pk]), follow=True)
        assert f'action="{reverse("account_logout")}"' in page.text
    assert 'action="/admin/logout/"' in sign_in(cast.ada).get("/admin/").text


def test_signing_out_of_the_admin_clears_what_pages_kept_on_the_device(cast):
    people.set_up_groups()
    client = sign_in(cast.ada)
    key = key_of(client)
    assert client.post("/admin/logout/").headers["Clear-Site-Data"] == '"storage"'
    assert not opens_with(key)


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"])
def test_whoever_changes_a_second_factor_proves_it_first(rita, name):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        client = sign_in(rita)
        clock.shift(20 * 60)
        answer = client.get(reverse(name))
        assert answer.url.startswith(reverse("account_reauthenticate"))
        prove(client)
        assert client.get(reverse(name)).status_code in (200, 302)
        assert not client.get(reverse(name)).headers.get("Location", "").startswith(reverse("account_reauthenticate"))


def test_people_see_their_sessions_and_end_the_others(rita):
    here, there = sign_in(rita), key_of(sign_in(rita))
    page = here.get(reverse("usersessions_list")).text
    assert "127.0.0.1" in page
    assert UserSession.objects.filter(user=rita).count() == 2
    here.post(reverse("usersessions_list"))
    assert not opens_with(there)
    assert opens_with(key_of(here))
