"""Lists for readers: filters as plain links, topics, claimants, search, feeds; and questions nobody can read."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factchecks.models import Claimant, FactCheck, Filing, Topic
from factchecks.services import checks
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, reword
from tests.pages.lists import make_checks
from tests.pages.test_preview import with_picture

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def get(path):
    return Client().get(path)


def text(path):
    answer = get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def check(cast, tmp_path):
    """Published on a topic, with a portrait-less claimant."""
    check = make_check(cast, State.RESEARCH)
    with_picture(check, cast.rita, tmp_path)
    check.topics.add(Topic.objects.create(name="Transport", slug="transport"))
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        move(check, action, by)
    return FactCheck.objects.get(pk=check.pk)


def retract(cast, check):
    move(check, Action.RETRACT, cast.cleo, "A reason.")
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    cache.clear()


FILTERS = ("verdict=misleading", "topic=transport", "claimant=dana-whitcombe", "verdict=misleading&topic=transport")


def test_home_offers_each_filter_as_a_link_with_its_count(check):
    page = text("/")
    for query in FILTERS[:3]:
        assert f'href="/?{query}"' in page


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_shows_what_is_filed_there_and_can_be_removed(check, query):
    page = text(f"/?{query}")
    assert f"/checks/{check.slug}/" in page
    assert page.count("Remove this filter") == query.count("=")


def test_filters_that_match_nothing_together_say_so(cast, check, monkeypatch):
    other = make_checks(monkeypatch, cast, State.RESEARCH)[0]
    checks.save_text(
        check_id=other.pk, by=cast.rita, seen_version=other.version, values={"headline": "Ramps on buses?"}
    )
    other.topics.add(Topic.objects.create(name="Health", slug="health"))
    other = reword(FactCheck.objects.get(pk=other.pk), cast.rita, kind="minor", verdict="true")
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        move(other, action, by)
    assert "No check matches all of these." in text("/?verdict=misleading&topic=health")


def test_a_check_being_corrected_is_filed_as_readers_see_it(cast, check):
    reword(correct(check, cast.rita), cast.rita, kind="correction", verdict="false")
    cache.clear()
    assert check.slug in text("/?verdict=misleading")
    assert get("/?verdict=false").status_code == 400


BAD = (
    "page=x",
    "page=0",
    "page=-1",
    "page=99999999999",
    "page=²",
    "verdict=nosuch",
    "topic=../etc",
    "claimant=" + "a" * 400,
)


@pytest.mark.parametrize("query", BAD)
@pytest.mark.parametrize("path", ["/", "/search/"])
def test_what_nobody_can_read_is_answered_in_words(check, path, query):
    answer = get(f"{path}?q=tram&{query}")
    assert answer.status_code == 400
    assert "We cannot read that address" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/?page=2", "/topics/transport/?page=2", "/claimants/dana-whitcombe/?page=2", "/search/?q=tram&page=2"]
)
def test_beyond_the_end_there_is_no_page(check, path):
    assert get(path).status_code == 404


@pytest.mark.parametrize("question", ["a" * 301, "tram%00stop"])
def test_a_question_that_is_too_long_or_broken_is_answered_in_words(check, question):
    assert get(f"/search/?q={question}").status_code == 400


def test_what_was_retracted_stays_in_the_list_and_does_not_lead_it(cast, check, monkeypatch):
    retract(cast, check)
    page = text("/")
    assert "leadcheck" not in page
    assert ">Retracted</span>" in page
    (other,) = make_checks(monkeypatch, cast, State.PUBLISHED, 1)
    FactCheck.objects.filter(pk=other.pk).update(first_published_at=check.first_published_at - timedelta(days=1))
    cache.clear()
    lead = text("/").split('class="leadcheck')[1].split("</article>")[0]
    assert f"/checks/{other.slug}/" in lead


def test_topics_and_claimants_are_listed_from_a_to_z(check):
    assert "/topics/transport/" in text("/topics/")
    assert "/claimants/dana-whitcombe/" in text("/claimants/")


def test_what_only_unpublished_work_names_is_not_there(cast, check):
    Topic.objects.create(name="Secret", slug="secret")
    Claimant.objects.create(name="Nobody Yet", slug="nobody-yet")
    assert get("/topics/secret/").status_code == 404
    assert get("/claimants/nobody-yet/").status_code == 404
    assert "Secret" not in text("/topics/")
    assert "Nobody Yet" not in text("/claimants/")


def test_a_claimant_has_roles_and_checks_but_no_score(cast, check):
    check.claims.update(claimant_role="Chair of the committee", claimed_on="2026-11-18")
    before = text("/claimants/dana-whitcombe/")
    assert check.slug in before
    assert "Chair of the committee" not in before
    publish(reword(correct(check, cast.rita), cast.rita, kind="correction"), cast)
    page = text("/claimants/dana-whitcombe/")
    assert "Chair of the committee" in page
    assert "18 November 2026" in page
    assert "%" not in page.split("<main")[1]


def publish(check, cast):
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)


def test_a_retracted_check_is_listed_as_such_and_not_found(cast, check):
    retract(cast, check)
    assert "Retracted" in text("/?topic=transport")
    assert "Misleading</span>" not in text("/topics/transport/").split("<main")[1]
    assert "Nothing found" in text("/search/?q=tram")


def test_what_was_found_shows_its_passage(check):
    page = text("/search/?q=rebuilt")
    assert "1 check found" in page
    assert "<mark>rebuilt.</mark>" in page


def test_what_is_not_found_can_be_sent_to_us(check):
    page = text("/search/?q=Zeppelins+%26+co")
    assert "/suggest-a-claim/?claim=Zeppelins%20%26%20co" in page
    assert "Zeppelins &amp; co" in text("/suggest-a-claim/?claim=Zeppelins%20%26%20co")


def test_without_words_the_search_offers_topics(check):
    assert "/?topic=transport" in text("/search/")


def test_a_search_can_be_narrowed_and_widened_again(check):
    assert 'href="/search/?q=tram&amp;verdict=misleading"' in text("/search/?q=tram")
    page = text("/search/?q=tram&verdict=misleading")
    assert 'href="/search/?q=tram"' in page
    assert check.slug in page


@pytest.mark.parametrize("place", ["verdict/misleading", "topic/transport", "claimant/dana-whitcombe"])
def test_each_place_has_its_feeds(check, place):
    feed = ET.fromstring(get(f"/feeds/{place}.xml").content)  # noqa: S314  (our own feed)
    assert feed.find("a:entry/a:id", ATOM).text.endswith(f"/checks/{check.slug}/")
    [item] = json.loads(get(f"/feeds/{place}.json").content)["items"]
    assert item["url"].endswith(f"/checks/{check.slug}/")


@pytest.mark.parametrize("place", ["verdict/nosuch", "nosuch/transport", "topic/secret"])
@pytest.mark.parametrize("kind", ["xml", "json"])
def test_there_is_no_feed_of_nothing(check, place, kind):
    assert get(f"/feeds/{place}.{kind}").status_code == 404


def test_the_article_leads_to_others_of_its_topic_and_claimant(cast, check, monkeypatch):
    (other,) = make_checks(monkeypatch, cast, State.PUBLISHED, 1)
    cache.clear()
    page = text(f"/checks/{check.slug}/")
    assert "More from Dana Whitcombe" in page
    assert f"/checks/{other.slug}/" in page
    assert "More on Transport" not in page


PATHS = (
    "/",
    "/?verdict=misleading",
    "/topics/",
    "/claimants/",
    "/claimants/dana-whitcombe/",
    "/search/?q=tram",
    "/corrections/",
)


@pytest.mark.parametrize("path", PATHS)
def test_lists_take_at_most_twelve_queries_when_cold(check, django_assert_max_num_queries, path):
    cache.clear()
    with django_assert_max_num_queries(12):
        get(path)


@pytest.mark.parametrize("path", PATHS)
def test_lists_take_the_same_queries_for_many(cast, check, monkeypatch, path):
    get(path)
    one = count(path)
    make_checks(monkeypatch, cast, State.PUBLISHED, count=4)
    assert count(path) == one


def count(path):
    with CaptureQueriesContext(connection) as found:
        get(path)
    return len(found)


def test_filings_go_with_the_check(check):
    assert Filing.objects.filter(factcheck=check).count() == 3
