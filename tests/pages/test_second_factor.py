"""The second factor: asked of editors and admins where the settings say so, kept encrypted, and each change is told."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from factchecks.accounts import SecondFactorAdapter
from factchecks.models import Event, User
from factchecks.roles import Right
from factchecks.services import exceptions, people
from tests.factories import PASSWORD, make_check

SET_UP = reverse("mfa_index")


@pytest.fixture(autouse=True)
def _one_moment():
    """A code is good for half a minute: no test shall meet its end."""
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def code_for(secret: str) -> str:
    """What a code app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_codes(client: Client) -> str:
    """Sets a code app up by its page; the secret that the page gave."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


@pytest.mark.parametrize("name", ["ed", "cleo", "ada", "sue", "noor"])
@pytest.mark.parametrize("page", ["/newsroom/", "/newsroom/checks/", "/admin/"])
def test_who_holds_power_sets_it_up_before_anything_else(cast, as_, required, name, page):
    assert as_(getattr(cast, name)).get(page).url == SET_UP


@pytest.mark.parametrize("name", ["rita", "ines", "otto"])
def test_reporters_may_but_need_not(cast, as_, required, name):
    assert as_(getattr(cast, name)).get("/newsroom/").status_code == 200


def test_a_right_on_one_check_asks_for_it_too(cast, as_, required):
    people.set_up_groups()
    given = {"right": Right.REVIEW, "until": None, "by": User.objects.get(pk=cast.ada.pk)}
    exceptions.grant(check_id=make_check(cast).pk, person=cast.ines, **given)
    assert as_(User.objects.get(pk=cast.ines.pk)).get("/newsroom/").url == SET_UP


def test_nobody_is_asked_where_the_settings_do_not(cast, as_):
    assert as_(cast.ed).get("/newsroom/").status_code == 200


def test_a_form_sent_without_it_changes_nothing(cast, as_, required):
    answer = as_(cast.ed).post("/newsroom/checks/new/", {"text": "Every stop is step-free."})
    assert (answer.status_code, Event.objects.exclude(chain="people").filter(actor=cast.ed.pk).count()) == (302, 0)


def test_a_script_is_led_there(cast, as_, required):
    answer = as_(cast.ed).get("/newsroom/live/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (403, SET_UP)


def test_with_it_the_pages_open_and_signing_in_asks_for_the_code(cast, as_, required):
    secret = set_up_codes(as_(cast.ed))
    client = Client()
    first = client.post(reverse("account_login"), {"login": cast.ed.email, "password": PASSWORD})
    assert (first.url, get_user(client).is_anonymous) == (reverse("mfa_authenticate"), True)
    client.post(first.url, {"code": "000000"})
    assert get_user(client).is_anonymous
    client.post(first.url, {"code": code_for(secret)})
    assert client.get("/newsroom/").status_code == 200


def test_a_recovery_code_works_once(cast, as_):
    client = as_(cast.ed)
    set_up_codes(client)
    codes = re.findall(r"\b[0-9]{8}\b", client.get(reverse("mfa_view_recovery_codes")).text)
    for expected in (False, True):
        other = Client()
        other.post(reverse("account_login"), {"login": cast.ed.email, "password": PASSWORD})
        other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert get_user(other).is_anonymous is expected


def test_its_secret_is_not_in_the_database(cast, as_):
    secret = set_up_codes(as_(cast.ed))
    kept = str(Authenticator.objects.values_list("data", flat=True))
    assert secret not in kept
    assert Authenticator.objects.filter(type="totp").exists()


def test_setting_it_up_is_an_event_and_a_mail_and_ends_other_sessions(real_cast, mailoutbox):
    client, other = Client(), Client()
    for one in (client, other):
        one.post(reverse("account_login"), {"login": real_cast.ed.email, "password": PASSWORD})
        assert one.get("/newsroom/").status_code == 200
    set_up_codes(client)
    events = Event.objects.filter(chain="people", actor=real_cast.ed.pk).order_by("seq")
    assert [event.verb for event in events] == ["sign_in", "sign_in", "totp_activated"]
    assert [(mail.subject, mail.to) for mail in mailoutbox] == [("A code app was set up", [real_cast.ed.email])]
    assert client.get("/newsroom/").status_code == 200
    assert other.get("/newsroom/").status_code == 302


def test_after_a_change_of_the_key_the_one_before_still_opens_it(cast, as_, settings):
    secret = set_up_codes(as_(cast.ed))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert SecondFactorAdapter().decrypt(kept) == secret
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="another SECRET_KEY"):
        SecondFactorAdapter().decrypt(kept)
