"""Thousands of hostile requests by nobody, a reporter, an editor and an admin: none is answered with a broken page."""

import gc
import traceback
import warnings
from functools import partial
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import QueryDict, SimpleCookie

from factchecks.models import FactCheck
from tests.abuse.hostile_requests import Hostile, Request
from tests.abuse.tally import LONG, on_both, rounds, tell
from tests.pages.test_access import FILLED

# What oEmbed says to a format that we do not have.
ON_PURPOSE = {501}


@pytest.fixture(autouse=True)
def _half_a_file():
    """A form that ends in the middle of a file leaves that file to Python, which removes it with the request."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture
def known(places):
    """A form that would be taken: it names the versions that the check in research has."""
    check = FactCheck.objects.filter(live_edition=None).latest("pk")
    return FILLED | {"version": check.version, "seen_version": check.version}


@pytest.fixture
def read(places, seats, known, monkeypatch):
    """Which names each page reads of a question or a form; only the long form takes the time to find out."""
    found, now = {}, set()
    for name in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, name, noting(getattr(QueryDict, name), now))
    for pattern, path in places.items() if LONG else ():
        now.clear()
        for name, method, form in product(("rita", "ada"), ("post", "get"), ({}, known)):
            ask(partial(send, method=method, path=path, form=form), seats[name])
        found[pattern] = {key for key in now if isinstance(key, str)}
    monkeypatch.undo()
    return found


def noting(plain, now):
    """A way to look into a form that keeps the names that were asked for."""

    def looked(data, key, *more):
        now.add(key)
        return plain(data, key, *more)

    return looked


def send(client, *, method, path, form):
    """An ordinary request."""
    answer = getattr(client, method)(path, form)
    if answer.streaming:
        answer.getvalue()
    return answer


def fault(answer):
    """Where it broke, in one line; empty when it did not."""
    if answer.status_code < 500 or answer.status_code in ON_PURPOSE:
        return ""
    if not getattr(answer, "exc_info", None):
        return f"{answer.status_code} without an exception"
    kind, error, trace = answer.exc_info
    last = [one for one in traceback.extract_tb(trace) if "/factchecks/" in one.filename] or traceback.extract_tb(trace)
    return f"{kind.__name__}: {error} at {last[-1].filename}:{last[-1].lineno}"


def ask(go, client):
    """Sends a request with the client's own session; what it changes is taken back."""
    own = dict(client.cookies)
    cache.clear()
    try:
        with transaction.atomic():
            answer = go(client)
            transaction.set_rollback(True)
    finally:
        client.cookies = SimpleCookie()
        client.cookies.update(own)
    return fault(answer)


@on_both
def test_no_request_breaks_a_page(places, seats, known, read):
    dice = Hostile("newsroom", places, known, read)
    tried, through = rounds(150, 20_000), []
    for _ in range(tried):
        name, request = dice.request()
        try:
            broken = ask(request.send, seats[name])
        except Exception as error:  # noqa: BLE001 - whatever it is, no answer came
            broken = f"not answered: {error!r}"
        through += [(name, broken, str(request)[:500])] if broken else []
    tell(
        group="web",
        case="Hostile requests, no broken page",
        tried=tried,
        unit="requests",
        through=through,
        database=connection.display_name,
    )


def test_a_page_that_breaks_would_be_found(seats, monkeypatch):
    monkeypatch.setattr("factchecks.views.health.generate_latest", lambda _registry: 1 / 0)
    broken = ask(Request("GET", "/metrics").send, seats["nobody"])
    assert broken.startswith("ZeroDivisionError: division by zero at ")


def test_the_same_seed_makes_the_same_requests():
    first, second = (Hostile("newsroom", {"a/<int:b>/": "/a/1/"}, FILLED) for _ in range(2))
    assert [str(first.request()) for _ in range(50)] == [str(second.request()) for _ in range(50)]


@pytest.mark.parametrize("target", ["http://[::1", "[]", "http://["])
def test_what_is_no_address_is_no_way_on(as_, rita, target):
    client = as_(rita)
    assert client.get("/accounts/password/reset/done/", {"next": target}).status_code == 200
    assert client.post("/newsroom/profile/theme/", {"theme": "dark", "next": target}).url == "/newsroom/profile/"


def test_a_word_of_the_templates_own_language_is_no_way_in(as_, rita):
    """In a template `request.GET.items` would be what ?items= says."""
    page = as_(rita).get("/newsroom/checks/?items=x&keys=x&lists=x&state=draft&q=tram")
    assert page.status_code == 200
    assert page.text.count('<input type="hidden" name="state" value="draft">') == 1
