"""`claims:search` as programs written for Google's Fact Check Tools call it."""

import re
import string
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factchecks.models import Edition, FactCheck
from factchecks.services import checks
from factchecks.states import Action, State
from tests.factories import CLAIM, make_check, move
from tests.pages.lists import make_checks

ADDRESS = "/api/v1alpha1/claims:search"
NAMES = ("query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays", "pageSize", "pageToken", "offset")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def ask(**asked):
    return Client().get(ADDRESS, asked)


def found(**asked):
    answer = ask(**asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def urls(page):
    return [one["claimReview"][0]["url"] for one in page.get("claims", [])]


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def rewrite(check, change):
    """The live edition as if it had been published with other words."""
    edition = Edition.objects.get(pk=check.live_edition_id)
    change(edition.content["text"], edition.claim_review)
    Edition.objects.filter(pk=edition.pk).update(content=edition.content, claim_review=edition.claim_review)


def test_a_joint_statement_names_everybody_who_made_it(published):
    names = [{"@type": "Person", "name": name} for name in ("Dana Whitcombe", "Tram Union")]
    rewrite(published, lambda text, data: data[0]["itemReviewed"].update(author=names))
    (claim,) = found(query="tram stop")["claims"]
    assert claim["claimant"] == "Dana Whitcombe, Tram Union"


def test_a_claim_is_found_with_every_field_that_is_known(published):
    (claim,) = found(query="tram stop")["claims"]
    (review,) = claim["claimReview"]
    assert claim["text"] == CLAIM
    assert set(claim) <= {"text", "claimant", "claimDate", "claimReview"}
    assert set(review) == {"publisher", "url", "title", "reviewDate", "textualRating", "languageCode"}
    assert set(review["publisher"]) == {"name", "site"}
    assert (review["textualRating"], review["languageCode"]) == ("Misleading", "en")
    assert review["url"].endswith(f"/checks/{published.slug}/")
    assert TIME.fullmatch(review["reviewDate"])


@pytest.mark.parametrize("query", ["TRAM", "step-free", "spring tram", "  tram  ", "city\x00stop"])
def test_every_word_in_any_order_and_case_finds_it(published, query):
    assert urls(found(query=query))


@pytest.mark.parametrize("query", ["bridge", "tram bridge", "!!!", "%", "_", "'"])
def test_nothing_found_is_an_empty_object(published, query):
    assert found(query=query) == {}


@pytest.mark.parametrize("at", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_what_is_not_published_is_not_found(cast, at):
    make_check(cast, at)
    assert found(query="tram") == {}


@pytest.mark.parametrize("column", ["retracted_at", "taken_down_at"])
def test_what_was_withdrawn_is_not_found(published, column):
    FactCheck.objects.update(**{column: timezone.now()})
    assert found(query="tram") == {}


def test_the_working_copy_is_not_searched(published):
    FactCheck.objects.update(headline="Unseen words")
    assert found(query="unseen") == {}


@pytest.mark.parametrize(("code", "count"), [("en", 1), ("en-US", 1), ("EN", 1), ("de", 0)])
@pytest.mark.parametrize("written", ["en", "en-GB"])
def test_the_region_of_a_language_does_not_count(published, code, count, written):
    rewrite(published, lambda text, data: text.update(language=written))
    assert len(urls(found(query="tram", languageCode=code))) == count


def test_the_publisher_is_this_newsroom_or_nobody(published, settings):
    settings.SITE_URL = "https://www.newsroom.example"
    assert urls(found(reviewPublisherSiteFilter="newsroom.example"))
    assert urls(found(reviewPublisherSiteFilter="www.newsroom.example"))
    assert found(query="tram", reviewPublisherSiteFilter="example") == {}


def test_only_as_old_as_asked_for(published):
    FactCheck.objects.update(first_published_at=timezone.now() - timedelta(days=3))
    assert found(query="tram", maxAgeDays=2) == {}
    assert urls(found(query="tram", maxAgeDays=4))


def test_a_claimant_without_a_name_and_a_day_not_known_are_absent(published):
    def change(text, data):
        data[0]["itemReviewed"].pop("author", None)
        data[0]["itemReviewed"]["datePublished"] = "2026-11"

    rewrite(published, change)
    assert set(found(query="tram")["claims"][0]) == {"text", "claimReview"}


def test_a_claim_of_several_people_names_them_all(cast):
    check = make_check(cast, State.RESEARCH)
    values = {"claimant_name": "Dana Whitcombe", "others": (("Pavel Moreau", "Director"),)}
    checks.save_claim(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)
    assert found(query="tram")["claims"][0]["claimant"] == "Dana Whitcombe, Pavel Moreau"


def test_a_day_that_is_known_is_a_time_in_utc(published):
    rewrite(published, lambda text, data: data[0]["itemReviewed"].update(datePublished="2026-11-18"))
    assert found(query="tram")["claims"][0]["claimDate"] == "2026-11-18T00:00:00Z"


def test_words_of_other_scripts_are_found(published):
    rewrite(published, lambda text, data: text["claims"][0].update(text="Трамвай ohne Stufe für alle"))
    assert urls(found(query="Трамвай für"))


def test_pages_follow_one_another_without_a_gap_or_a_repeat(cast, monkeypatch):
    checks = make_checks(monkeypatch, cast, State.PUBLISHED, 3)
    first = found(query="tram", pageSize=2)
    second = found(query="tram", pageSize=2, pageToken=first["nextPageToken"])
    assert (len(urls(first)), len(urls(second))) == (2, 1)
    assert {url.split("/")[-2] for url in urls(first) + urls(second)} == {one.slug for one in checks}
    assert "nextPageToken" not in second
    assert urls(found(query="tram", offset=2)) == urls(second)


def test_a_check_of_several_claims_is_parted_between_pages(published):
    rewrite(published, lambda text, data: data.insert(1, data[0] | {"url": f"{data[0]['url']}#claim-2"}))
    first = found(query="tram", pageSize=1)
    second = found(query="tram", pageSize=1, pageToken=first["nextPageToken"])
    assert urls(second) == [f"{urls(first)[0]}#claim-2"]
    assert "nextPageToken" not in second


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"query": "  "},
        {"query": "tram", "languageCode": "not a code"},
        {"query": "tram", "pageToken": "made up"},
        *({"query": "tram", name: wrong} for name in ("pageSize", "offset") for wrong in ("-1", "x", "9" * 40, "१")),
    ],
)
def test_a_wrong_question_is_answered_in_googles_shape(db, asked):
    answer = ask(**asked)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert error["message"]


def test_a_token_of_another_search_is_refused(cast, monkeypatch):
    make_checks(monkeypatch, cast, State.PUBLISHED, 2)
    token = found(query="tram", pageSize=1)["nextPageToken"]
    assert ask(query="stop", pageToken=token).status_code == 400


def test_the_numbers_at_their_ends_are_answered(published):
    most = str(2**31 - 1)
    assert found(query="tram", offset=most) == {}
    assert urls(found(query="tram", maxAgeDays=most, pageSize=most))
    assert urls(found(query="tram", pageSize="0"))


TEXT = st.text(max_size=40) | st.text(string.printable, max_size=40) | st.integers().map(str)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.dictionaries(st.sampled_from(NAMES), TEXT))
def test_no_question_breaks_it(db, asked):
    encoded = {name: value.encode("utf-8", "replace") for name, value in asked.items()}
    answer = ask(**encoded)
    assert answer.status_code in {200, 400}
    assert set(answer.json()) <= {"claims", "nextPageToken", "error"}


def test_queries_stay_the_same_at_any_number(cast, monkeypatch, django_assert_max_num_queries):
    make_checks(monkeypatch, cast, State.PUBLISHED, 4)
    with django_assert_max_num_queries(1):
        assert len(urls(found(query="tram"))) == 4


def test_scripts_of_any_site_may_ask_and_nothing_is_remembered(published):
    answer = ask(query="tram")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert not answer.cookies
    assert Client().head(ADDRESS, {"query": "tram"}).status_code == 200
