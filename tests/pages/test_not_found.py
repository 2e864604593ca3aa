"""Addresses that lead nowhere: readers get a search and the latest checks, staff their own page."""

import pytest
from django.core.cache import cache
from django.test import Client

from factchecks.states import State
from tests.factories import make_check
from tests.pages.lists import make_checks

LOST = ("/nothing/", "/checks/no-such-check/", "/topics/none/", "/claimants/none/", "/checks/none/versions/1/")


@pytest.mark.parametrize("path", LOST)
def test_a_reader_who_is_lost_can_search_and_see_the_latest(cast, path):
    check = make_check(cast, State.PUBLISHED)
    cache.clear()
    answer = Client().get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'role="search" action="/search/"' in page
    assert f'href="/checks/{check.slug}/"' in page
    assert "Reference" not in page


def test_the_field_holds_the_words_of_the_address(db):
    assert 'value="no such check"' in Client().get("/no-such-check/").content.decode()


def test_there_are_five_of_the_latest(cast, monkeypatch):
    make_checks(monkeypatch, cast, State.PUBLISHED, 6)
    cache.clear()
    assert Client().get("/nothing/").content.decode().count('class="pcheck"') == 5


def test_what_is_not_published_is_not_named(cast):
    check = make_check(cast, State.REVIEW)
    assert check.headline not in Client().get("/nothing/").content.decode()


def test_an_empty_newsroom_has_the_search_alone(db):
    page = Client().get("/nothing/").content.decode()
    assert "Our latest checks" not in page


def test_it_carries_no_session_and_no_script(db):
    answer = Client().get("/nothing/")
    assert "Set-Cookie" not in answer
    assert "<script" not in answer.content.decode()
    assert "nonce" not in answer["Content-Security-Policy"]


def test_staff_get_the_page_of_staff(cast, as_):
    page = as_(cast.rita).get("/newsroom/nothing/").content.decode()
    assert "Reference" in page


def test_a_request_nobody_can_read_is_answered_in_words(db):
    answer = Client().get("/", headers={"host": "evil example"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/%00/", "/%ff%fe/", "/..%2f..%2fetc/", "/<script>alert(1)</script>/", "/" + "a" * 4000]
)
def test_a_hostile_address_is_only_not_there(db, path):
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "<script" not in answer.content.decode()
