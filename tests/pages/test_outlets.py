"""JSON Feed by the rules of its specification, and the news sitemap by Google's."""

import json
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from factchecks.models import FactCheck
from factchecks.states import State
from tests.factories import make_check

FEED, NEWS = "/feeds/feed.json", "/sitemap-news.xml"
BOTH = pytest.mark.parametrize("path", [FEED, NEWS])
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
ITEM = {"id", "url", "title", "content_text", "date_published", "date_modified", "authors", "tags"}


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def feed():
    return json.loads(Client().get(FEED).content)


def news():
    return etree.fromstring(Client().get(NEWS).content).findall("s:url", NAMES)


def test_the_feed_has_what_the_specification_asks_for(published):
    shown = feed()
    assert set(shown) == {"version", "title", "home_page_url", "feed_url", "items"}
    assert shown["version"] == "https://jsonfeed.org/version/1.1"
    assert shown["feed_url"].endswith(FEED)
    (item,) = shown["items"]
    assert set(item) == ITEM
    assert item["id"] == item["url"]
    assert item["url"].endswith(f"/checks/{published.slug}/")
    assert all(datetime.fromisoformat(item[name]).tzinfo for name in ("date_published", "date_modified"))
    assert item["tags"] == ["Misleading"]
    assert [set(one) for one in item["authors"]] == [{"name"}]


def test_a_retracted_check_says_so_in_the_feed_and_nothing_else(published):
    FactCheck.objects.update(retracted_at=timezone.now())
    (item,) = feed()["items"]
    assert item["content_text"] == "This check has been retracted."
    assert "tags" not in item


def test_news_has_each_field_that_google_asks_for(published):
    (page,) = news()
    assert page.findtext("s:loc", namespaces=NAMES).endswith(f"/checks/{published.slug}/")
    assert page.findtext("n:news/n:publication/n:name", namespaces=NAMES)
    assert page.findtext("n:news/n:publication/n:language", namespaces=NAMES) == "en"
    assert page.findtext("n:news/n:title", namespaces=NAMES) == published.headline
    assert datetime.fromisoformat(page.findtext("n:news/n:publication_date", namespaces=NAMES)).tzinfo


@pytest.mark.parametrize(("hours", "count"), [(47, 1), (49, 0)])
def test_news_is_two_days_old_at_most(published, hours, count):
    FactCheck.objects.update(first_published_at=timezone.now() - timedelta(hours=hours))
    assert len(news()) == count


def test_what_was_retracted_is_no_news(published):
    FactCheck.objects.update(retracted_at=timezone.now())
    assert news() == []


@BOTH
@pytest.mark.parametrize("at", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_what_is_not_published_is_in_neither(cast, path, at):
    assert make_check(cast, at).headline not in Client().get(path).text


@BOTH
def test_what_was_taken_down_is_in_neither(published, path):
    FactCheck.objects.update(taken_down_at=timezone.now())
    assert published.slug not in Client().get(path).text


@BOTH
def test_an_unchanged_one_is_not_sent_again(published, path):
    etag = Client().get(path).headers["ETag"]
    assert Client().get(path, headers={"if-none-match": etag}).status_code == 304
    assert Client().head(path).status_code == 200
