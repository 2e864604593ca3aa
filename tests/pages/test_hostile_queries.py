"""Every public address with questions that nobody would type: an answer in words, never an error of ours."""

import json
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access import ACCESS
from tests.pages.test_access import FORMS, PUBLIC, filled, make_published, parts

# 302 is the sign in the browser's tab, 501 what oEmbed says to a format that we do not have.
ANSWERS = {200, 301, 302, 304, 400, 404, 405, 410, 501}
NAMES = (
    "q page topic claimant verdict query languageCode reviewPublisherSiteFilter maxAgeDays pageSize pageToken offset"
)
NAMES = (*NAMES.split(), "url", "format", "maxwidth", "text", "typed", "show", "from", "to")
MARK = "<b>xq</b>"
VALUES = {
    "a negative number": "-1",
    "a huge number": "9" * 40,
    "no number": "1e3",
    "a digit of another script": "٣",
    "a day that is not": "9999-99-99",
    "markup": f"\"'--{MARK}",
    "a template": "{{7*7}}{%25 x %25}",
    "an engine's words": '"* NEAR( AND headline:',
    "a zero byte": "tram%00stop",
    "no utf-8": "%ff%fe",
    "half a pair": "%ed%a0%80",
    "ten thousand letters": "a" * 10_000,
    "nothing": "",
}
MOST_QUERIES = 12


@pytest.fixture
def addresses(cast, tmp_path):
    """Every address for readers, with something published behind it."""
    return [path.split("?")[0] for path in filled(parts(make_published(cast, tmp_path)), [*PUBLIC, *FORMS]).values()]


def ask(path, value, names=NAMES):
    """One request that gives the value to every name; None, or what is wrong with its answer."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(f"{path}?{'&'.join(f'{name}={value}' for name in names)}")
        body = (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace")
    wrong = answer.status_code not in ANSWERS or MARK in body or len(asked) > MOST_QUERIES
    return answer.status_code, (answer.status_code, MARK in body, len(asked)) if wrong else None


def test_no_question_is_an_error(addresses):
    wrong = {}
    for path, (kind, value) in product(addresses, VALUES.items()):
        refused, wrong[path, kind] = ask(path, value)
        # What is refused for one name has not looked at the others.
        for name in NAMES if refused == 400 else ():
            _, wrong[path, kind, name] = ask(path, value, [name])
    assert {one: what for one, what in wrong.items() if what} == {}


def status(answer):
    """Its status, once all of it is read: that closes the file that it streams."""
    answer.getvalue() if answer.streaming else answer.content
    return answer.status_code


def test_names_given_twice_are_no_error(addresses):
    question = "&".join(f"{name}=1&{name}=%00" for name in NAMES)
    answers = {path: status(Client().get(f"{path}?{question}")) for path in addresses}
    assert {path: one for path, one in answers.items() if one not in ANSWERS} == {}


def test_readers_only_read(addresses):
    ways = product(addresses, ("put", "delete", "patch", "options", "trace"))
    answers = {(path, method): status(getattr(Client(), method)(path)) for path, method in ways}
    assert {way: one for way, one in answers.items() if one not in {404, 405}} == {}


def test_what_an_interface_refuses_it_refuses_as_data(db):
    answer = Client().get("/api/v1alpha1/claims:search?query=tram&pageToken=forged")
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]["status"] == "INVALID_ARGUMENT"


def test_the_walk_knows_every_address_of_readers(addresses):
    assert len(addresses) == sum(rule in {"public", "public form"} for rule in ACCESS.values())
