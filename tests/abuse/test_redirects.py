"""No address of ours sends anybody elsewhere, and no mail names a host that a request named."""

import re
from itertools import product
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client
from django.urls import reverse

from factchecks.publishing.body import clean_body
from tests.abuse.tally import LONG, tell
from tests.factories import PASSWORD

PLAIN = r"""
    //evil.example ///evil.example ////evil.example /\evil.example \/evil.example \\evil.example /\/evil.example
    /\\evil.example \evil.example http:evil.example https:evil.example http:/evil.example https:///evil.example
    http:///evil.example http://evil.example https://evil.example HTTP://EVIL.example hTTps:\\evil.example
    http:\evil.example javascript:alert(1) JaVaScRiPt:alert(1) data:text/html,x vbscript:x file:///etc/passwd
    ftp://evil.example mailto:a@b blob:http://evil.example/x view-source:http://evil.example
    http://testserver@evil.example //testserver@evil.example http://testserver:80@evil.example
    http://testserver:x@evil.example/ http://testserver.evil.example http://evil.example#testserver
    http://evil.example?testserver http://evil.example\@testserver http://testserver\.evil.example
    //testserver.evil.example http://[::1 http://[evil] http://evil.example:x //evil%00.example //%65vil.example
    //evil。example ／／evil.example /／evil.example ⁄⁄evil.example http://ⓔvil.example //evil.example/%2e%2e
    https:evil.example/path .//evil.example ;//evil.example ?next=//evil.example http://127.0.0.1.evil.example
    testserver.evil.example/ \\\evil.example /%5cevil.example /%2f/evil.example /%2fevil.example /%09/evil.example
    %2f%2fevil.example /.//evil.example
"""
TARGETS = [
    *PLAIN.split(),
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\r\n//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "http\n://evil.example",
    "//evil.example\r\nX: y",
    "\u2028//evil.example",
]
PAGES = """
    account_login account_logout account_reauthenticate account_reset_password account_reset_password_done
    account_change_password account_set_password mfa_index mfa_reauthenticate mfa_authenticate usersessions_list
    profile_theme home_hide_note admin:login admin:logout admin:password_change account_inactive mfa_activate_totp
    home
"""
READ_NEXT = PAGES.split()
FORM = {"login": "rita@newsroom.example", "password": PASSWORD, "theme": "dark", "note": "1"}
# What every browser takes as within our origin: a path with one slash, one from here, a question, or our own host.
OURS = re.compile(r"(/(?![/\\\t\r\n])|\./|\?|#|http://testserver([/?#]|$))")


def leaves(answer):
    """Where an answer sends people, if a browser might not stay with us."""
    told = [
        answer.headers.get(name, "") for name in ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "Refresh")
    ]
    return [at for at in told if at and not (OURS.match(at) and re.search(r"[\x00-\x20\\]", at) is None)]


def ways(name, target):
    """Every way to name the target."""
    at = reverse(name)
    for headers in ({}, {"HX-Request": "true"}):
        yield "get", f"{at}?next={quote(target, safe='')}", {}, headers
        yield "post", at, FORM | {"next": target}, headers
    clean = re.sub(r"[^\x21-\x7e]", "", target)
    yield "post", f"{at}?next={quote(target, safe='')}", FORM, {"referer": clean}


def everyone(as_, cast):
    """Clients with a way to have their cookies back."""
    for client in (Client(), as_(cast.rita), as_(cast.sue)):
        yield client, dict(client.cookies)


def test_no_target_leads_away_from_us(cast, as_):
    tried, through = 0, []
    seats = [*everyone(as_, cast)]
    for place, (name, target) in enumerate(product(READ_NEXT, TARGETS)):
        for step, (method, at, data, headers) in enumerate(ways(name, target)):
            if not LONG and (place + step) % 61:
                continue
            client, cookies = seats[(place + step) % 3]
            cache.clear()
            with transaction.atomic():
                answer = getattr(client, method)(at, data, headers=headers)
                transaction.set_rollback(True)
            client.cookies = SimpleCookie()
            client.cookies.update(cookies)
            through += [(name, target, away) for away in leaves(answer)]
            tried += 1
    assert len(set(TARGETS)) >= 50
    tell(
        group="web", case=f"Redirects to {len(TARGETS)} hostile targets", tried=tried, unit="requests", through=through
    )


@pytest.mark.parametrize(
    "start", ["//evil.example/newsroom/", "/%5cevil.example/topics", "//evil.example/topics", "/\\evil"]
)
def test_a_path_that_looks_like_a_host_is_not_redirected_to(cast, as_, start):
    for client in (Client(), as_(cast.rita)):
        assert leaves(client.generic("GET", f"/{start.lstrip('/')}" if start[1] != "/" else f"/{start}")) == []


def test_the_way_back_of_an_error_page_is_ours(cast, as_):
    client = as_(cast.rita)
    clean = [target for target in TARGETS if target.isascii() and target.isprintable()]
    pages = [client.get("/newsroom/none/", headers={"referer": one, "host": "testserver"}).text for one in clean]
    through = [one for one, page in zip(clean, pages, strict=True) if "evil" in page or "alert(1)" in page]
    tell(group="web", case="Ways back from an error page", tried=len(clean), unit="referrers", through=through)


@pytest.mark.parametrize(
    "forged", [{"host": "localhost"}, {"X-Forwarded-Host": "evil.example"}, {"host": "evil.example"}]
)
def test_links_in_mail_are_at_our_address_whatever_the_request_names(cast, mailoutbox, settings, forged):
    settings.SITE_URL = "https://news.example.org"
    Client().post(reverse("account_reset_password"), {"email": cast.rita.email}, headers=forged)
    sent = [f"{mail.subject}\n{mail.body}" for mail in mailoutbox]
    assert len(sent) == (forged != {"host": "evil.example"})
    named = {host for text in sent for host in re.findall(r"https?://([^/\s]+)", text)}
    assert named <= {"news.example.org"}
    assert not re.search("evil|localhost|testserver", "".join(sent))


def test_rich_text_keeps_no_link_that_runs_or_follows_the_protocol():
    kept = {target: clean_body(f'<p><a href="{target}">x</a></p>') for target in TARGETS}
    through = [one for one, html in kept.items() if (at := re.search('href="([^"]*)', html)) and not _outside(at[1])]
    tell(group="web", case="Links in rich text", tried=len(kept), unit="targets", through=through)


def _outside(address):
    """An ordinary link to another site."""
    return re.match(r"(https?://|mailto:)", address, re.IGNORECASE)


def test_a_page_that_leads_away_would_be_found(cast, as_, monkeypatch):
    monkeypatch.setattr("factchecks.views.profile.url_has_allowed_host_and_scheme", lambda *args, **more: True)
    answer = as_(cast.rita).post(reverse("profile_theme"), {"theme": "dark", "next": "//evil.example"})
    assert leaves(answer) == ["//evil.example"]
