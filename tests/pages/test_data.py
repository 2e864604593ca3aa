"""The DataFeed and the dump as other programs read them."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from factchecks.models import FactCheck
from factchecks.states import State
from tests.factories import make_check
from tests.pages.lists import make_checks

FEED, DUMP = "/feeds/claimreview.json", "/feeds/claimreview.jsonl"
BOTH = pytest.mark.parametrize("path", [FEED, DUMP])


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def text(path, **headers):
    return Client().get(path, headers=headers).getvalue().decode()


def feed():
    return json.loads(text(FEED))


def lines():
    return [json.loads(line) for line in text(DUMP).splitlines()]


def test_the_feed_has_an_item_with_the_stored_reviews(published):
    shown = feed()
    assert (shown["@context"], shown["@type"]) == ("https://schema.org", "DataFeed")
    (item,) = shown["dataFeedElement"]
    assert set(item) == {"@type", "dateCreated", "dateModified", "url", "item"}
    assert item["url"].endswith(f"/checks/{published.slug}/")
    assert item["item"] == [one for one in published.live_edition.claim_review if one["@type"] == "ClaimReview"]
    assert shown["dateModified"] == item["dateModified"]


def test_the_dump_has_a_line_for_each_review(cast, monkeypatch):
    checks = make_checks(monkeypatch, cast, State.PUBLISHED)
    assert [one["@type"] for one in lines()] == ["ClaimReview"] * 2
    assert {one["url"].split("/")[-2] for one in lines()} == {one.slug for one in checks}


@pytest.mark.parametrize("column", ["retracted_at", "taken_down_at"])
def test_what_was_withdrawn_keeps_its_item_without_words(published, column):
    FactCheck.objects.update(**{column: timezone.now()})
    (item,) = feed()["dataFeedElement"]
    assert set(item) == {"@type", "dateCreated", "dateModified", "url", "dateDeleted"}
    assert published.headline not in text(FEED)
    assert lines() == []


@BOTH
@pytest.mark.parametrize("at", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_what_is_not_published_is_nowhere(cast, path, at):
    check = make_check(cast, at)
    assert check.headline not in text(path)
    assert "ClaimReview" not in text(path)


def test_with_nothing_published_both_are_still_well_formed(db):
    assert feed() == {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": []}
    assert lines() == []


@BOTH
@pytest.mark.parametrize("column", ["retracted_at", "taken_down_at"])
def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(published, path, column):
    etag = Client().get(path).headers["ETag"]
    again = Client().get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.headers["ETag"]) == (304, etag)
    FactCheck.objects.update(**{column: timezone.now()})
    assert Client().get(path, headers={"if-none-match": etag}).status_code == 200


@BOTH
def test_it_is_streamed_in_two_queries(published, path, django_assert_num_queries):
    with django_assert_num_queries(2):
        answer = Client().get(path)
        assert answer.streaming
        answer.getvalue()


@BOTH
def test_any_site_may_read_it_and_a_head_has_no_body(published, path):
    answer = Client().head(path)
    assert (answer.status_code, answer.getvalue()) == (200, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert not answer.cookies
