"""Guessing is slowed and never locks anybody out; nobody learns who is here; a session is its owner's alone."""

import re
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.abuse.tally import rounds, tell
from tests.factories import PASSWORD

LOGIN, RESET = reverse("account_login"), reverse("account_reset_password")
RITA, NOBODY = "rita@newsroom.example", "nobody@newsroom.example"
HERE, THERE = "192.0.2.1", "192.0.2.2"
CHANGES = r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|\{"X-CSRFToken": "[^"]*"\}|[0-9a-f]{8}(?=</)'
NEW = "another long pass phrase"


def sign_in(client, login=RITA, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password}, **more)


def is_in(client):
    return not get_user(client).is_anonymous


def guess(times, address=HERE, login=RITA, **more):
    """Wrong passwords from an address; the statuses of the answers."""
    return [sign_in(Client(REMOTE_ADDR=address), login, f"guess {n}", **more).status_code for n in range(times)]


def asked_the_hasher(monkeypatch, guesses):
    """How often the hasher was asked during the guesses."""
    calls, plain = [], MD5PasswordHasher.encode
    with monkeypatch.context() as patch:
        patch.setattr(MD5PasswordHasher, "encode", lambda self, *given: calls.append(1) or plain(self, *given))
        guesses()
    return len(calls)


def test_guessing_is_slowed_to_a_trickle(cast, monkeypatch):
    tried = rounds(35, 400)
    looked = asked_the_hasher(monkeypatch, lambda: guess(tried))
    answers = guess(3)
    assert 429 in answers
    assert "Too many" in sign_in(Client(REMOTE_ADDR=HERE), password="guess").text
    through = range(5, looked)
    tell(
        group="web",
        case="Passwords looked at beyond five in five minutes",
        tried=tried,
        unit="guesses",
        through=through,
    )


def test_nobody_is_locked_out_for_good(cast):
    start, through = timezone.now(), []
    for hours in range(rounds(1, 24)):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            guess(12)
            elsewhere, same = Client(REMOTE_ADDR=THERE), Client(REMOTE_ADDR=HERE)
            sign_in(elsewhere)
            through += [] if is_in(elsewhere) else [f"from another address after {hours} h"]
        with time_machine.travel(start + timedelta(hours=hours, minutes=6), tick=False):
            sign_in(same)
            through += [] if is_in(same) else [f"after the window, {hours} h"]
    tell(group="web", case="Owners locked out by guessing", tried=(hours + 1) * 2, unit="sign-ins", through=through)


@pytest.mark.parametrize(("proxies", "slowed"), [(0, True), (1, False)])
def test_behind_a_proxy_each_person_is_counted_alone(cast, settings, proxies, slowed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    guess(12, headers={"X-Forwarded-For": f"10.1.1.1, {HERE}"})
    client = Client(REMOTE_ADDR=HERE, headers={"X-Forwarded-For": f"{HERE}, {THERE}"})
    sign_in(client)
    assert is_in(client) is not slowed


def test_a_guesser_does_not_get_round_it_by_naming_addresses(cast, settings, monkeypatch):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forged = [{"X-Forwarded-For": f"10.0.0.{n}, {HERE}"} for n in range(20)]
    looked = asked_the_hasher(monkeypatch, lambda: [guess(1, headers=one) for one in forged])
    assert looked == 5


def test_wrong_pairs_and_addresses_tell_nothing_about_who_is_here(cast, monkeypatch, mailoutbox):
    cast.mo.set_unusable_password()
    cast.mo.save()
    cast.ines.is_active = False
    cast.ines.save()
    seen = []
    for place, login in enumerate((RITA, NOBODY, cast.mo.email, cast.ines.email, RITA.upper())):
        client, answers = Client(REMOTE_ADDR=f"198.51.100.{place}"), []
        wrong = partial(sign_in, client, login, "wrong pass phrase")
        looked = asked_the_hasher(monkeypatch, lambda answers=answers, wrong=wrong: answers.append(wrong()))
        answers.append(client.post(RESET, {"email": login}, follow=True))
        texts = [re.sub(f"{CHANGES}|{re.escape(login)}", "", one.text) for one in answers]
        seen.append(([one.status_code for one in answers], texts, looked))
    through = [one for one in seen if one != seen[0]]
    assert seen[0][2] == 1
    tell(group="web", case="Answers that tell who is here", tried=len(seen) * 2, unit="answers", through=through)


def stolen(client):
    """Somebody else with the same cookies."""
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return thief


def planted(client):
    """An id that was put into the victim's browser before."""
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    before = stolen(client)
    sign_in(client)
    return before


def known_before(client):
    """The id of a session that was there before signing in."""
    session = client.session
    session["seen"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    before = stolen(client)
    sign_in(client)
    return before


def signed_out(client):
    sign_in(client)
    thief = stolen(client)
    client.post(reverse("account_logout"))
    return thief


def password_changed(client):
    sign_in(client)
    thief = stolen(client)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_in(client)
    return thief


def password_reset(client):
    sign_in(client, "ed@newsroom.example")
    thief = stolen(client)
    user = get_user(client)
    user.set_password(NEW)
    user.save()
    return thief


STEALING = (planted, known_before, signed_out, password_changed, password_reset)


def test_a_session_is_its_owners_alone(cast):
    through = [way.__name__ for way in STEALING if is_in(way(Client()))]
    tell(group="web", case="Planted and stolen sessions", tried=len(STEALING), unit="ways", through=through)


def test_a_stolen_session_would_be_found(cast):
    client = Client()
    sign_in(client)
    assert is_in(stolen(client))


def test_a_lock_on_the_name_would_be_found(cast, monkeypatch):
    monkeypatch.setattr("factchecks.accounts.AccountAdapter._get_login_attempts_cache_key", lambda *_, **more: "one")
    guess(6)
    client = Client(REMOTE_ADDR=THERE)
    sign_in(client)
    assert not is_in(client)
