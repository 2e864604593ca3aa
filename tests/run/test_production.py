"""What production says of itself: no warning, cookies that nobody else reads, hosts by name, mail by a server."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as ours
from django.test import Client
from django.urls import reverse

from newsroom.env import env, mailer
from tests.factories import PASSWORD

MADE_UP = {
    "DJANGO_SETTINGS_MODULE": "newsroom.settings.prod",
    "SECRET_KEY": "Kq7-vhz2ZpR4wXn8Jm3Lc6Tb9Yd5Gs1Fa0Ue-ow_iHrPjNkQxVCB",
    "SITE_URL": "https://news.example.org",
    "ALLOWED_HOSTS": "news.example.org",
    "MAIL_URL": "smtp+tls://news:pass@mail.example.org:587",
}
NAMES = (
    *(f"{kind}_COOKIE_{what}" for kind in ("SESSION", "CSRF") for what in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")),
    *("SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS"),
)
SAY = f"import json; from django.conf import settings; print(json.dumps({{n: getattr(settings, n) for n in {NAMES}}}))"


def run(folder, *command, **more):
    """A command of a newsroom in production."""
    around = {"PATH": os.environ["PATH"], "NEWSROOM_DATA": str(folder)} | MADE_UP | more
    return subprocess.run(
        [sys.executable, *command], cwd=ours.BASE_DIR, env=around, capture_output=True, text=True, check=False
    )


def test_nothing_is_warned_of(tmp_path):
    done = run(tmp_path, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("SECRET_KEY", "", "Set SECRET_KEY"), ("SITE_URL", "http://a.example", "https"), ("ALLOWED_HOSTS", "*", "Name")],
)
def test_it_does_not_start_without_what_keeps_it_safe(tmp_path, name, value, words):
    done = run(tmp_path, "manage.py", "check", **{name: value})
    assert done.returncode == 1
    assert words in done.stderr


def test_its_cookies_are_bound_to_the_host_and_closed_to_scripts(tmp_path, cast, settings):
    for name, value in json.loads(run(tmp_path, "-c", SAY).stdout).items():
        setattr(settings, name, value)
    client = Client(headers={"host": "news.example.org"})
    client.get(reverse("account_login"), secure=True)
    client.post(reverse("account_login"), {"login": cast.rita.email, "password": PASSWORD}, secure=True)
    assert sorted(client.cookies) == ["__Host-csrf", "__Host-session"]
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert client.get("/healthz").status_code == 301
    assert client.get("/healthz", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("url", "tls", "ssl"), [("smtp+tls://a:b@mail.example:587", True, False), ("smtp+ssl://mail.example", False, True)]
)
def test_mail_goes_by_the_server_in_mail_url(monkeypatch, url, tls, ssl):
    monkeypatch.setitem(env.ENVIRON, "MAIL_URL", url)
    made = mailer()
    assert made["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (made["OPTIONS"]["host"], made["OPTIONS"]["use_tls"], made["OPTIONS"]["use_ssl"]) == (
        "mail.example",
        tls,
        ssl,
    )


def test_mail_goes_to_the_log_without_a_server(monkeypatch):
    monkeypatch.delitem(env.ENVIRON, "MAIL_URL", raising=False)
    monkeypatch.delitem(env.ENVIRON, "MAIL_BACKEND", raising=False)
    assert mailer() == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
