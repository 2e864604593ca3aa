"""Cookies, and what production answers: https only, and every cookie bound to its host."""

import json
import os
import subprocess
import sys

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from factchecks.states import Action, State
from newsroom.env import BASE_DIR
from tests.factories import PASSWORD, make_check
from tests.pages.test_access import FILLED, POSTED, everything, filled, make_open, of, parts
from tests.pages.typed import typed

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
secure, plain = Client().get("/healthz", secure=True), Client().get("/healthz")
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "MESSAGES_COOKIE_NAME", "SESSION_COOKIE_SECURE",
         "CSRF_COOKIE_SECURE", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "DEBUG", "DEMO",
         "ALLAUTH_TRUSTED_PROXY_COUNT")
print(json.dumps({name: getattr(settings, name) for name in names} | {
    "hsts": secure.headers["Strict-Transport-Security"], "plain": [plain.status_code, plain.headers["Location"]],
}))
"""


def production(folder, **changes):
    """Starts the production settings in a process of their own."""
    env = {
        "PATH": os.environ["PATH"],
        "NEWSROOM_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings.prod",
        "SECRET_KEY": "k" * 60,
        "SITE_URL": "https://news.example",
        "ALLOWED_HOSTS": "news.example,testserver",
    }
    command = [sys.executable, "-c", ASK]
    return subprocess.run(command, env=env | changes, cwd=BASE_DIR, capture_output=True, text=True, check=False)


def test_production_speaks_https_only_and_binds_cookies_to_the_host(tmp_path):
    done = production(tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert int(told["hsts"].split(";")[0].removeprefix("max-age=")) >= 31_536_000
    assert told["plain"] == [301, "https://testserver/healthz"]
    for kind in ("SESSION", "CSRF", "MESSAGES"):
        assert told[f"{kind}_COOKIE_NAME"].startswith("__Host-")
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert told["SESSION_COOKIE_SECURE"]
    assert told["CSRF_COOKIE_SECURE"]
    assert not any(told[name] for name in ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "DEBUG", "DEMO"))


@pytest.mark.parametrize("change", [{"SITE_URL": "http://news.example"}, {"SECRET_KEY": ""}])
def test_production_does_not_start_without_https_or_a_key(tmp_path, change):
    done = production(tmp_path, **change)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr


def test_these_three_are_all_the_cookies_there_are(cast, settings):
    """In normal use, refusals and messages included; each for the whole host, with its attributes."""
    check, client = make_check(cast, State.RESEARCH), Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": cast.rita.email, "password": PASSWORD})
    answer = client.post(reverse("workspace", args=[check.pk]), typed(check, headline="Another"))
    assert list(get_messages(answer.wsgi_request))
    client.post(reverse("check_do", args=[check.pk, Action.APPROVE.value]), {"version": check.version})
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.MESSAGES_COOKIE_NAME}
    assert set(client.cookies) == ours
    for cookie in client.cookies.values():
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
        assert cookie["httponly"] or not cookie.value


def test_other_sites_may_read_public_data_alone(cast, as_):
    check = make_check(cast, State.PUBLISHED)
    open_, origin = make_check(cast, State.RESEARCH), {"Origin": "https://evil.example"}
    client, kept = as_(cast.rita), []
    for path in ("/feeds/feed.json", "/feeds/claimreview.json", "/api/v1alpha1/claims:search?query=tram"):
        kept += [client.get(path, headers=origin).headers]
    assert [one["Access-Control-Allow-Origin"] for one in kept] == ["*"] * 3
    ours = ("/", f"/checks/{check.slug}/", reverse("home"), reverse("workspace", args=[open_.pk]), "/accounts/login/")
    kept += [client.options(path, headers=origin).headers for path in ours]
    kept[3:] += [client.get(path, headers=origin).headers for path in ours]
    assert not any("Access-Control-Allow-Credentials" in one for one in kept)
    assert not any("Access-Control-Allow-Origin" in one for one in kept[3:])


def test_no_form_of_another_site_is_taken(cast, tmp_path, subtests):
    """Every address that takes forms, and those of the accounts, asked by a browser that is signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.rita, backend=BACKEND)
    paths = filled(parts(make_open(cast, tmp_path)), [*POSTED, *of("check", "staff")])
    paths |= {name: reverse(name) for name in ("account_login", "account_logout", "account_change_password")}
    before = everything()
    for pattern, path in paths.items():
        with subtests.test(pattern):
            answer = client.post(path, FILLED, headers={"Origin": "https://evil.example"})
            assert answer.status_code in (403, 405)
    assert everything() == before
