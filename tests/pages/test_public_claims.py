"""A check of two claims as readers and other programs get it: two reviews, two verdicts, one article and one feed."""

from xml.etree import ElementTree as ET

import extruct
import pytest
from django.test import Client

from factchecks.models import FactCheck, Verdict
from factchecks.services import claims
from factchecks.states import Action, State
from tests.factories import CLAIM, make_check, move

SECOND = "Every bus has a ramp & a <low> floor."
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def add(check, cast, **more):
    values = {"text": SECOND, "claimant_name": "Omar Lind", "claimant_role": "Mayor", "place": "Market square"} | more
    check.refresh_from_db()
    return claims.add(check_id=check.pk, by=cast.rita, seen_version=check.version, values=values)


def publish(check, cast):
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        check = move(check, action, by)
    return check


def reviews(page):
    """As another program reads them out of the page."""
    return [one for one in extruct.extract(page, syntaxes=["json-ld"])["json-ld"] if one["@type"] == "ClaimReview"]


@pytest.fixture
def page(published):
    return Client().get(f"/checks/{published.slug}/").text


@pytest.fixture
def published(cast):
    check = make_check(cast, State.RESEARCH)
    add(check, cast, verdict=Verdict.objects.get(slug="false"), explanation="Two buses have none.")
    return publish(check, cast)


def test_the_first_review_has_the_address_of_the_page_and_the_second_one_of_its_own(published, page):
    first, second = reviews(page)
    assert first["url"].endswith(f"/checks/{published.slug}/")
    assert f'<link rel="canonical" href="{first["url"]}">' in page
    assert second["url"] == f"{first['url']}#claim-2"
    assert 'id="claim-2"' in page
    assert first["itemReviewed"]["@id"] != second["itemReviewed"]["@id"]


def test_each_review_has_the_words_the_claimant_and_the_rating_of_its_claim(page):
    first, second = reviews(page)
    assert [one["itemReviewed"]["text"] for one in (first, second)] == [CLAIM, SECOND]
    assert [one["claimReviewed"] for one in (first, second)] == [CLAIM, SECOND]
    assert first["itemReviewed"]["author"]["name"] == "Dana Whitcombe"
    assert second["itemReviewed"]["author"] == {"@type": "Person", "name": "Omar Lind", "jobTitle": "Mayor"}
    ratings = [first["reviewRating"], second["reviewRating"]]
    assert [one["alternateName"] for one in ratings] == ["Misleading", "False"]
    assert [one["ratingExplanation"] for one in ratings] == [
        "Most stops are, but nine are not.",
        "Two buses have none.",
    ]
    assert ratings[0]["ratingValue"] != ratings[1]["ratingValue"]


def test_the_article_shows_both_claims_with_their_verdicts(page):
    for words in (CLAIM, "Dana Whitcombe", "Misleading", "Most stops are, but nine are not."):
        assert words in page
    for words in ("Every bus has a ramp &amp; a &lt;low&gt; floor.", "Omar Lind", "Two buses have none."):
        assert words in page
    assert page.count('class="plate__w"') == 2


def test_a_further_claim_without_a_claimant_names_nobody(cast):
    check = make_check(cast, State.RESEARCH)
    unknown = {"claimant_name": "", "claimant_role": "", "origin_unknown": True}
    add(check, cast, **unknown, verdict=Verdict.objects.get(slug="false"), explanation="Two have none.")
    check = publish(check, cast)
    first, second = reviews(Client().get(f"/checks/{check.slug}/").text)
    assert first["itemReviewed"]["author"]["name"] == "Dana Whitcombe"
    assert "author" not in second["itemReviewed"]


def test_moved_up_the_second_claim_is_the_primary_one(cast):
    check = make_check(cast, State.RESEARCH)
    claim = add(check, cast, verdict=Verdict.objects.get(slug="false"), explanation="Two buses have none.")
    seen = FactCheck.objects.get(pk=check.pk).version
    claims.move(check_id=check.pk, claim_id=claim.pk, by=cast.rita, seen_version=seen, up=True)
    check = publish(check, cast)
    first, second = reviews(Client().get(f"/checks/{check.slug}/").text)
    assert [one["reviewRating"]["alternateName"] for one in (first, second)] == ["False", "Misleading"]
    assert second["url"] == f"{first['url']}#claim-2"


def test_the_feed_has_one_entry_with_the_verdict_of_the_first_claim(published):
    feed = ET.fromstring(Client().get("/feeds/atom.xml").content)
    (entry,) = feed.findall("a:entry", ATOM)
    for name in ("id", "title", "updated", "published", "summary", "author/a:name"):
        assert entry.findtext(f"a:{name}", namespaces=ATOM)
    assert entry.findtext("a:id", namespaces=ATOM).endswith(f"/checks/{published.slug}/")
    assert [one.get("term") for one in entry.findall("a:category", ATOM)] == ["Misleading"]
    assert CLAIM in entry.findtext("a:summary", namespaces=ATOM)
