"""Guessing passwords is slowed, and nobody is shut out for good by it."""

import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

LOGIN = reverse("account_login")


def tries(email, password, times=1, ip="192.0.2.1"):
    """Asks so often from one address; whether the last one got in."""
    client = Client(REMOTE_ADDR=ip)
    for _ in range(times):
        client.post(LOGIN, {"login": email, "password": password})
    return get_user(client).is_authenticated


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        yield clock


def test_after_five_wrong_ones_the_right_one_waits_five_minutes(cast, clock):
    tries(cast.rita.email, "wrong pass phrase", 5)
    assert not tries(cast.rita.email, PASSWORD)
    clock.shift(301)
    assert tries(cast.rita.email, PASSWORD)


def test_one_who_guesses_at_many_people_is_stopped_by_their_own_address(cast, clock):
    for number in range(11):
        tries(f"somebody{number}@newsroom.example", "wrong pass phrase")
    assert not tries(cast.rita.email, PASSWORD)
    assert tries(cast.rita.email, PASSWORD, ip="192.0.2.2")


def test_whoever_is_in_already_notices_nothing_of_it(cast, as_, clock):
    client = as_(cast.rita)
    tries(cast.rita.email, "wrong pass phrase", 20)
    assert client.get(reverse("home")).status_code == 200


def test_who_waits_is_told_so_and_an_unknown_address_waits_as_well(cast, clock):
    told = set()
    for email in (cast.rita.email, "nobody@newsroom.example"):
        tries(email, "wrong pass phrase", 5, ip=f"192.0.2.{len(told) + 1}")
        page = Client(REMOTE_ADDR=f"192.0.2.{len(told) + 1}").post(LOGIN, {"login": email, "password": PASSWORD})
        told.add((page.status_code, *page.context["form"].non_field_errors()))
    assert len(told) == 1
    assert "Too many failed login attempts" in str(told)


def test_behind_a_proxy_people_are_told_apart_and_nobody_names_their_own_address(cast, clock, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(11):
        forged = {"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.66"}
        Client().post(LOGIN, {"login": f"somebody{number}@newsroom.example", "password": "wrong"}, headers=forged)
    pair = {"login": cast.rita.email, "password": PASSWORD}
    for asked_from, gets_in in (("192.0.2.66", False), ("192.0.2.7", True)):
        client = Client()
        client.post(LOGIN, pair, headers={"X-Forwarded-For": f"198.51.100.99, {asked_from}"})
        assert get_user(client).is_authenticated is gets_in


def test_without_a_proxy_the_header_says_nothing(cast, clock):
    for number in range(11):
        pair = {"login": f"somebody{number}@newsroom.example", "password": "wrong"}
        Client().post(LOGIN, pair, headers={"X-Forwarded-For": f"198.51.100.{number}"})
    client = Client()
    client.post(LOGIN, {"login": cast.rita.email, "password": PASSWORD}, headers={"X-Forwarded-For": "198.51.100.99"})
    assert get_user(client).is_anonymous
