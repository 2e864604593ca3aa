"""An admin forgets a person's account at the provider, for a new one there; nobody else touches these links."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib import admin
from django.contrib.auth import get_user

from factchecks.models import Event
from factchecks.services import people, signingon

LIST = "/admin/factchecks/user/"


@pytest.fixture
def linked(provider, walk, rita):
    walk()
    return rita


@pytest.fixture
def office(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


def forget(office, person):
    return office.post(LIST, {"action": "forget_provider", "_selected_action": [person.pk]}, follow=True)


def test_a_forgotten_account_is_an_event_and_ends_the_sessions(linked, office, client, ada):
    assert "Forgotten for: Rita." in forget(office, linked).content.decode()
    assert not SocialAccount.objects.exists()
    assert get_user(client).is_anonymous
    event = Event.objects.filter(chain="people").latest("seq")
    assert (event.verb, event.actor, event.target) == ("unlink_provider", ada.pk, f"user:{linked.pk}")


def test_the_next_account_of_the_person_is_taken_then(linked, office, provider, walk, client):
    forget(office, linked)
    provider.person |= {"sub": "s-2"}
    walk()
    assert get_user(client) == linked


def test_who_has_no_account_there_is_left_alone(provider, office, cast):
    assert "Forgotten for: nobody." in forget(office, cast.otto).content.decode()
    assert not Event.objects.filter(verb="unlink_provider").exists()


def test_a_person_without_the_right_cannot_forget(linked, as_, ed):
    ed.is_staff = True
    ed.save()
    assert forget(as_(ed), linked).status_code == 403
    assert SocialAccount.objects.exists()


def test_without_a_provider_the_action_is_not_there(office, cast):
    assert "forget_provider" not in office.get(LIST).content.decode()
    forget(office, cast.rita)
    assert not Event.objects.filter(verb="unlink_provider").exists()


def test_the_links_are_not_edited_by_hand():
    assert [model for model in admin.site._registry if model.__module__ == "allauth.socialaccount.models"] == []


def test_a_person_who_is_turned_off_stays_outside_as_if_unknown(linked, client, walk, outside):
    client.logout()
    linked.is_active = False
    linked.save()
    answer = walk()
    outside(answer, 403)
    assert signingon.CLOSED in answer.content.decode().replace("&#x27;", "'")


def test_a_person_who_is_turned_off_is_not_linked(provider, rita, walk, outside):
    rita.is_active = False
    rita.save()
    outside(walk(), 403)
    assert not SocialAccount.objects.exists()
