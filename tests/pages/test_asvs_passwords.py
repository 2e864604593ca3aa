"""Passwords: how long, none of the common ones, of any signs, and taken exactly as typed."""

import re

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

LOGIN, CHANGE = reverse("account_login"), reverse("account_change_password")
FIELD = re.compile(r"""<input[^>]*name="\w*password\w*"[^>]*>""")


@pytest.fixture
def change(as_, rita):
    """`change(new)` as Rita; True when the new password is taken."""
    client = as_(rita)

    def ask(new, current=PASSWORD):
        client.post(CHANGE, {"oldpassword": current, "password1": new, "password2": new})
        rita.refresh_from_db()
        return rita.check_password(new)

    return ask


def signed_in(email, password):
    client = Client()
    client.post(LOGIN, {"login": email, "password": password})
    return get_user(client).is_authenticated


@pytest.mark.parametrize("new", ["ab3$xQ9!k", "short"])
def test_fewer_than_ten_signs_are_refused(change, new):
    assert not change(new)


@pytest.mark.parametrize("new", ["qwertyuiop", "1234567890", "QwertyUiop", "basketball"])
def test_one_that_many_people_have_is_refused(change, new):
    assert not change(new)


@pytest.mark.parametrize(
    "new", ["83650193746120", "onlylowercaseletters", "пароль из слов", "🚋 tram 🚋 tram", "ab" * 64]
)
def test_any_signs_will_do_and_none_are_demanded(change, new):
    assert change(new)


def test_it_is_changed_by_who_knows_the_old_one(change):
    assert not change("another long pass phrase", current="not the old one")
    assert change("another long pass phrase")


def test_it_is_taken_exactly_as_it_was_typed(change, rita):
    new = "  Two blanks before and After  "
    assert change(new)
    assert signed_in(rita.email, new)
    for other in (new.strip(), new.lower(), new[:-1], new[:16]):
        assert not signed_in(rita.email, other)


@pytest.mark.parametrize("page", [LOGIN, CHANGE])
def test_fields_hide_it_and_let_a_manager_of_passwords_fill_it_in(as_, rita, page):
    client = Client() if page == LOGIN else as_(rita)
    fields = FIELD.findall(client.get(page).text)
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "onpaste" not in field
        assert "readonly" not in field
