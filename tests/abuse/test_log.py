"""The log of a bad day: no secret is in it, and no request writes a line of its own into it."""

import json
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path, reverse

from factchecks.services import previewlinks
from factchecks.services.worker import log as of_the_worker
from factchecks.states import State
from newsroom import urls as our_urls
from newsroom.logclean import ERROR_MAX, told
from tests.abuse.logbook import kept
from tests.abuse.tally import tell
from tests.factories import PASSWORD, make_check
from tests.signed_in import sign_in

GUESS, ASKED, BEARER = "correct-horse-battery", "who-leaked-the-budget", "bearer-of-this-token"
SOURCE = "https://whistle.example/leak-4711"
READER = "203.0.113.77"
PERSON = "whistleblower@ministry.example"
FORMS = pytest.mark.parametrize("json_lines", [True, False], ids=["json", "terminal"])
EVIL = ("\r\n", "\n", "\x1b[2J\x1b[31m", "\x85", "\u2028", "\x0b", "\x00", "\x08" * 9)


@login_not_required
def broken(request):
    """Fails with all that it has in its hands, one error from another."""
    try:
        raise KeyError(request.POST["password"])
    except KeyError:
        raise ValueError(f"could not open {SOURCE}?a=b of {PERSON}, session {request.session.session_key!r}") from None


@login_not_required
def doubly_broken(request):
    """As above; the first error is told with the second."""
    try:
        return {}[f"{GUESS} {request.headers['Authorization']}"]
    except KeyError as error:
        raise RuntimeError(f'Key (email)=("{PERSON}")\nDETAIL:  Failing row contains {SOURCE}, x') from error


urlpatterns = [path("broken/", broken), path("newsroom/again/", doubly_broken), *our_urls.urlpatterns]
handler403, handler404 = our_urls.handler403, our_urls.handler404
handler429, handler500 = our_urls.handler429, our_urls.handler500


def signed_in(person):
    client = Client(raise_request_exception=False, enforce_csrf_checks=False)
    sign_in(client, person)
    return client


def bad_day(cast, mailoutbox):
    """Requests that succeed, fail and break; the secrets that were in them."""
    rita, nobody = signed_in(cast.rita), Client(raise_request_exception=False, REMOTE_ADDR=READER)
    check = make_check(cast, State.RESEARCH)
    token = previewlinks.make(check_id=check.pk, by=cast.rita, label="Lawyer").token
    login, headers = reverse("account_login"), {"Authorization": f"Bearer {BEARER}"}
    for pair in ({"login": PERSON, "password": GUESS}, {"login": cast.ed.email, "password": PASSWORD}):
        nobody.post(login, pair)
    nobody.post(reverse("account_reset_password"), {"email": cast.rita.email})
    (key,) = re.findall(r"/reset/key/\w+-(\S+?)/", mailoutbox[0].body)
    for at in (
        f"/accounts/password/reset/key/1-{key}/x/",
        f"/accounts/password/reset/key/1-{key}/",
        f"/preview/{token}/",
    ):
        nobody.get(at)
        nobody.put(at)
    nobody.get(f"/nothing/?q={ASKED}&password={GUESS}")
    nobody.put(f"/search/?q={ASKED}", headers=headers)
    for client, at in ((rita, "/broken/"), (rita, "/newsroom/again/"), (nobody, f"/newsroom/again/?q={ASKED}")):
        client.post(at, {"password": GUESS}, headers=headers)
    Client(enforce_csrf_checks=True).post(login, {"csrfmiddlewaretoken": "c" * 64, "password": GUESS})
    try:
        raise ConnectionError(f"{SOURCE} does not answer")
    except ConnectionError:
        of_the_worker.exception("job %s (%s) failed", 1, "check_links")
    cookies = [one.value for client in (rita, nobody) for one in client.cookies.values()]
    return [GUESS, PASSWORD, ASKED, BEARER, SOURCE, "whistle", PERSON, READER, token, key, "c" * 64, *cookies]


@FORMS
def test_no_secret_is_in_the_log_of_a_bad_day(cast, settings, mailoutbox, json_lines):
    settings.ROOT_URLCONF = __name__
    with kept(json_lines=json_lines) as log:
        secrets = bad_day(cast, mailoutbox)
    text = log.getvalue()
    assert "builtins.ValueError: could not open '...'" in text
    assert "request_failed" in text
    assert "job 1 (check_links) failed" in text
    through = [secret for secret in secrets if secret in text]
    case = f"Secrets in the log of a bad day ({'JSON' if json_lines else 'terminal'})"
    tell(group="web", case=case, tried=len(secrets), unit="secrets", through=through)


@FORMS
def test_no_request_writes_a_line_of_its_own(cast, json_lines):
    client, through = signed_in(cast.rita), []
    for evil in EVIL:
        forged = f'{evil}{{"event": "sign_in", "level": "info"}}'
        with kept(json_lines=json_lines) as log:
            headers = {"User-Agent": forged, "X-Request-ID": forged, "X-Forwarded-For": forged, "Host": "testserver"}
            client.get("/newsroom/nothing/", {"q": forged}, headers=headers)
            client.put(f"/search/{forged}", headers=headers)
            client.get("/", headers={"Host": forged})
            of_the_worker.warning("job %s", forged)
        lines = log.getvalue().split("\n")[:-1]
        forgeries = [line for line in lines if line.startswith('{"event": "sign_in"') or not line.isprintable()]
        through += forgeries + [line for line in lines if json_lines and "timestamp" not in json.loads(line)]
        assert len(lines) >= 6
    case = f"Forged lines in the log ({'JSON' if json_lines else 'terminal'})"
    tell(group="web", case=case, tried=len(EVIL) * 4, unit="requests", through=through)


def failed(error):
    """The error as the log tells it."""
    try:
        raise error
    except type(error) as raised:
        return told((type(raised), raised, raised.__traceback__))


def test_an_error_tells_its_kind_its_lines_and_its_words_without_values():
    text = failed(ValueError(f"no such table: jobs, asked by {PERSON} for 'x y' at {SOURCE}"))
    assert text.startswith("Traceback (most recent call last):\n  File ")
    assert text.endswith("builtins.ValueError: no such table: jobs, asked by '...' for '...' at '...'")
    assert len(failed(ValueError("a" * 9_000)).splitlines()[-1]) < ERROR_MAX + 30
    assert "\n  builtins.KeyError: '...'" in failed(ExceptionGroup("two", [KeyError("a"), OSError("b\nc")]))
    assert failed(OSError("b\nc")).endswith(r"b\nc")


def test_an_error_that_is_its_own_cause_is_told_once():
    error = ValueError("round")
    error.__context__ = inner = KeyError("and round")
    inner.__context__ = error
    assert failed(error).count("ValueError: round") == 1
