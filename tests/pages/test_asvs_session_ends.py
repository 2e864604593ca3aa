"""Sessions end by themselves: after a time without use, and a time after signing in; an open page is no use."""

import pytest
import time_machine
from django.urls import reverse

from factchecks.states import State
from tests.factories import make_check
from tests.pages.test_asvs_sessions import key_of, opens_with, prove, sign_in

HOUR = 3600
PAGE = reverse("profile")


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        yield clock


def opens(client):
    return client.get(PAGE).status_code == 200


def test_after_twelve_hours_without_use_one_signs_in_again(rita, clock):
    client = sign_in(rita)
    old = key_of(client)
    clock.shift(12 * HOUR + 1)
    answer = client.get(PAGE)
    assert answer.url.startswith(reverse("account_login"))
    assert not opens_with(old)
    assert opens(sign_in(rita, client))


def test_who_uses_it_goes_on(rita, clock):
    client = sign_in(rita)
    for _ in range(3):
        clock.shift(11 * HOUR)
        assert opens(client)


def test_two_weeks_after_signing_in_it_is_over_however_much_it_was_used(rita, clock, settings):
    settings.SESSION_IDLE_S = 200 * HOUR
    client = sign_in(rita)
    for _ in range(2):
        clock.shift(160 * HOUR)
        assert opens(client)
    prove(client)
    clock.shift(16 * HOUR + 1)
    assert not opens(client)


def test_a_page_that_stands_open_and_asks_by_itself_is_no_use(cast, clock):
    check, client = make_check(cast, State.RESEARCH), sign_in(cast.rita)
    asks = [reverse("home_live"), reverse("links_numbers")]
    asks += [reverse(name, args=[check.pk]) for name in ("live", "looking")]
    for _ in range(5):
        clock.shift(3 * HOUR)
        for path in asks:
            client.get(path, headers={"HX-Request": "true"})
        client.post(reverse("present", args=[check.pk]), {"page": "workspace"})
    assert not opens(client)


def test_what_asks_by_itself_is_told_to_sign_in_when_it_is_over(rita, clock):
    client = sign_in(rita)
    clock.shift(13 * HOUR)
    answer = client.get(reverse("home_live"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"].startswith(reverse("account_login"))) == (401, True)


def test_it_is_written_down_every_five_minutes_at_most(rita, clock):
    client = sign_in(rita)
    opens(client)
    clock.shift(299)
    before = dict(client.session)
    opens(client)
    assert dict(client.session) == before
    clock.shift(2)
    opens(client)
    assert dict(client.session) != before


def test_the_hours_are_a_setting(rita, clock, settings):
    settings.SESSION_IDLE_S = 60
    client = sign_in(rita)
    clock.shift(61)
    assert not opens(client)
