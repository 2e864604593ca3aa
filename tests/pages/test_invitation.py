"""Invitations: a person whom an admin made chooses a password by a link, once, within a week."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from factchecks.models import Event, Invitation, User
from factchecks.services import people

NEW = {"name": "Zoe Aldana", "email": "zoe@newsroom.example", "is_active": "on"}
GOOD = "seven herons over the mill"
PAIR = {"password1": GOOD, "password2": GOOD}


@pytest.fixture
def admin(real_cast, as_):
    people.set_up_groups()
    return as_(real_cast.ada)


@pytest.fixture
def link(admin, mailoutbox, settings):
    """The link in the mail that the new person got."""
    admin.post("/admin/factchecks/user/add/", NEW)
    found = re.search(rf"{settings.SITE_URL}(/accounts/invitation/\S+/)", mailoutbox[0].body)
    assert mailoutbox[0].to == [NEW["email"]]
    return found[1]


def test_the_new_person_chooses_a_password_and_gets_in(link):
    client = Client()
    assert NEW["email"] in client.get(link).text
    assert client.post(link, PAIR).url == reverse("account_login")
    client.post(reverse("account_login"), {"login": NEW["email"], "password": GOOD})
    assert get_user(client).name == NEW["name"]
    verbs = Event.objects.filter(chain="people", target=f"user:{get_user(client).pk}").order_by("seq")
    assert [event.verb for event in verbs] == ["person", "invite", "accept_invitation", "sign_in"]


def test_it_works_once(link):
    Client().post(link, PAIR)
    again = Client().post(link, {"password1": "another long sentence", "password2": "another long sentence"})
    assert again.status_code == 410
    assert User.objects.get(email=NEW["email"]).check_password(GOOD)


def test_the_token_is_not_in_the_database(link):
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(list(Invitation.objects.values_list()))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password1": "short", "password2": "short"}, "at least 10 characters"),
        ({"password1": "password123", "password2": "password123"}, "too common"),
        ({"password1": GOOD, "password2": GOOD + "s"}, "not the same"),
        ({}, "required"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(link, given, sentence):
    page = Client().post(link, given)
    assert (page.status_code, sentence in page.text) == (422, True)
    assert not User.objects.get(email=NEW["email"]).has_usable_password()


def test_after_a_week_it_is_over(link):
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, seconds=1)):
        assert Client().get(link).status_code == 410


def test_of_who_was_turned_off_meanwhile_it_is_over(link):
    User.objects.filter(email=NEW["email"]).update(is_active=False)
    assert Client().post(link, PAIR).status_code == 410


def test_sent_again_the_earlier_link_is_over(admin, link, mailoutbox):
    person = User.objects.get(email=NEW["email"])
    page = f"/admin/factchecks/user/{person.pk}/"
    assert "Send the invitation again" in admin.get(f"{page}change/").text
    admin.post(f"{page}invite/")
    assert Client().get(link).status_code == 410
    assert Client().get(re.search(r"(/accounts/invitation/\S+/)", mailoutbox[1].body)[1]).status_code == 200


def test_who_has_a_password_is_not_invited_again(admin, real_cast, mailoutbox):
    page = f"/admin/factchecks/user/{real_cast.rita.pk}/"
    assert "Send the invitation again" not in admin.get(f"{page}change/").text
    assert "has a password already" in admin.post(f"{page}invite/", follow=True).text
    assert mailoutbox == []


@pytest.mark.parametrize("token", ["x", "x" * 300, "%00", "ünïcode"])
def test_a_made_up_link_says_the_same_whatever_it_is(db, token):
    page = Client().get(f"/accounts/invitation/{token}/")
    assert page.status_code == 410
    assert "This invitation is over" in page.text


def test_it_is_sent_by_admins_alone(real_cast, as_):
    page = f"/admin/factchecks/user/{real_cast.rita.pk}/"
    User.objects.filter(pk=real_cast.ed.pk).update(is_staff=True)
    for who, status in ((real_cast.rita, 302), (real_cast.ed, 403)):
        assert as_(who).post(f"{page}invite/").status_code == status
        assert as_(who).post(f"{page}second-factor/").status_code == status
    assert not Invitation.objects.exists()
