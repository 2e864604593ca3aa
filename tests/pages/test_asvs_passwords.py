"""Passwords: how long, none of the common ones, of any signs, and taken exactly as typed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factchecks.models import User
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


@pytest.mark.parametrize("new", ["rita@newsroom", "ritawhitcombe", "Whitcombe Rita"])
def test_one_like_the_name_or_the_address_is_refused(change, rita, new):
    User.objects.filter(pk=rita.pk).update(name="Rita Whitcombe")
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


@pytest.fixture
def reset(client, rita, mailoutbox):
    """The address in the mail for a forgotten password."""
    client.post(reverse("account_reset_password"), {"email": rita.email})
    return re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)[1]


def sent(link, new):
    """Chooses the new password there, if there is still a form."""
    client = Client()
    form = client.get(link, follow=True)
    if form.redirect_chain:
        client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})


def test_the_link_for_a_forgotten_one_works_once(reset, rita):
    sent(reset, "another long pass phrase")
    sent(reset, "a third long pass phrase")
    assert signed_in(rita.email, "another long pass phrase")


def test_the_link_for_a_forgotten_one_ends_by_itself_and_is_for_one_person(reset, rita, ed):
    assert not signed_in(ed.email, "another long pass phrase")
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 1)):
        sent(reset, "another long pass phrase")
    assert not signed_in(rita.email, "another long pass phrase")
    sent(reset.replace("/key/", "/key/z"), "another long pass phrase")
    assert not signed_in(rita.email, "another long pass phrase")


def test_a_new_newsroom_has_no_people_at_all(db):
    """No account comes with the program; its tables are as the migrations leave them."""
    assert list(User.objects.all()) == []
