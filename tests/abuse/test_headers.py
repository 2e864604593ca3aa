"""Whatever is asked and however it is answered, the headers are there."""

import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path, reverse

from factchecks.models import FactCheck
from factchecks.states import State
from newsroom import urls as our_urls
from newsroom.headers import ALWAYS, PRIVATE
from tests.abuse.everywhere import shared_out, shut
from tests.abuse.tally import LONG, tell
from tests.factories import PASSWORD, make_check
from tests.signed_in import sign_in

TELLS = {"group": "web", "unit": "answers"}
CARD = "checks/<slug:slug>/card/"
EVIL = "evil.example"
METHODS = ("get", "post")


@login_not_required
def broken(request):
    """A page of ours that fails."""
    raise RuntimeError("It broke.")


urlpatterns = [path("newsroom/broken/", broken), path("broken/", broken), *our_urls.urlpatterns]
handler403, handler404 = our_urls.handler403, our_urls.handler404
handler429, handler500 = our_urls.handler429, our_urls.handler500


def missing(answer, *, framed=False):
    """What an answer should say and does not."""
    told = answer.headers
    wrong = [name for name in ALWAYS if not told.get(name)]
    policy = told.get("Content-Security-Policy", "")
    if ("frame-ancestors 'none'" in policy) is framed or re.search("unsafe-(inline|eval)", policy):
        wrong.append(policy)
    if (told.get("X-Content-Type-Options"), told.get("Cross-Origin-Opener-Policy")) != ("nosniff", "same-origin"):
        wrong.append("nosniff or opener")
    if answer.wsgi_request.path.startswith(PRIVATE) and "no-store" not in told.get("Cache-Control", ""):
        wrong.append("no-store")
    if answer.wsgi_request.is_secure() and "max-age=31536000" not in told.get("Strict-Transport-Security", ""):
        wrong.append("HSTS")
    shut(answer)
    return wrong


@pytest.fixture
def safe(settings):
    """As behind https."""
    settings.SECURE_HSTS_SECONDS = 31_536_000


def test_every_address_says_its_headers(places, seats, safe):
    tried, through = 0, []
    for pattern, at, name in shared_out(places, seats):
        for method in METHODS if LONG else METHODS[len(at) % 2 :][:1]:
            answer = getattr(seats[name], method)(at, secure=True)
            wrong = missing(answer, framed=pattern == CARD and answer.status_code == 200)
            through += [(name, method, at, answer.status_code, wrong)] if wrong else []
            tried += 1
    tell(**TELLS, case="Headers on every address", tried=tried, through=through)


def refused(cast, check, settings):
    """Answers of every kind that is none of a page's own."""
    client, strict = Client(raise_request_exception=False), Client(enforce_csrf_checks=True)
    ada = Client(raise_request_exception=False)
    sign_in(ada, cast.ada)
    yield 400, client.get("/", headers={"host": EVIL}, secure=True)
    yield 403, strict.post(reverse("account_login"), {"login": "a"}, secure=True)
    yield 404, client.get("/nothing/", secure=True)
    yield 404, ada.get("/newsroom/nothing/", secure=True)
    yield 405, client.post("/", secure=True)
    yield 410, client.get(f"/checks/{check.slug}/", secure=True)
    yield 404, client.get("/static/nothing.css", secure=True)
    yield 200, client.get("/static/css/tokens.css", secure=True)
    yield (
        304,
        client.get("/static/css/tokens.css", secure=True, headers={"If-Modified-Since": "Fri, 1 Jan 2100 0:0:0 GMT"}),
    )
    yield 301, client.get("/topics", secure=True)
    yield 302, client.get("/newsroom/", secure=True)
    yield 500, client.get("/broken/", secure=True)
    yield 500, client.get("/newsroom/broken/", secure=True)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    yield 400, client.post("/suggest-a-claim/", {str(n): n for n in range(9)}, secure=True)
    for _ in range(40):
        answer = client.post(reverse("account_login"), {"login": "a@b.example", "password": PASSWORD}, secure=True)
    yield 429, answer


@pytest.fixture
def gone(cast):
    """A published check that was taken down."""
    check = make_check(cast, State.PUBLISHED)
    FactCheck.objects.filter(pk=check.pk).update(taken_down_at=check.created_at)
    return check


def test_an_answer_that_refuses_or_breaks_says_them_too(cast, gone, settings, safe):
    settings.ROOT_URLCONF = __name__
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    answers = [(want, answer, missing(answer)) for want, answer in refused(cast, gone, settings)]
    assert [(want, answer.status_code) for want, answer, _ in answers if want != answer.status_code] == []
    through = [(answer.wsgi_request.path, want, wrong) for want, answer, wrong in answers if wrong]
    tell(**TELLS, case="Headers on errors, redirects and files", tried=len(answers), through=through)


def test_a_host_that_is_not_ours_is_refused_everywhere(places, seats):
    tried, through = 0, []
    for _, at, name in shared_out(places, seats):
        for host in (EVIL, "testserver@evil.example", "testserver:80@evil.example", "testserver/x"):
            answer = seats[name].get(at, headers={"host": host})
            shut(answer)
            through += [(name, at, host, answer.status_code)] if answer.status_code != 400 else []
            tried += 1
    tell(**TELLS, case="A Host that is not ours", tried=tried, through=through)


def test_a_page_without_its_headers_would_be_found(settings, db):
    settings.MIDDLEWARE = settings.MIDDLEWARE[1:]
    answer = Client().get(reverse("healthz"))
    assert {"Permissions-Policy", "Cross-Origin-Resource-Policy"} <= set(missing(answer))
    assert "no-store" in missing(Client().get("/newsroom/"))
