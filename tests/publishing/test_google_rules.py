"""The independent list of Google's requirements: each of them finds what it forbids."""

import copy
import json

import pytest

from factchecks.publishing.claimreview import structured_data
from tests.publishing.google import BOTH, CLAIM_REVIEW, NEWS_ARTICLE, unmet
from tests.publishing.sample import PUBLICATION

URL = PUBLICATION.url
REVIEW, ARTICLE = json.loads(json.dumps(structured_data(PUBLICATION)))
ELSEWHERE = "https://elsewhere.example/"
# Each requirement by the start of its name: where the item is changed, and to what.
REVIEWS = [
    ("claimReviewed: text", "claimReviewed", " "),
    ("claimReviewed: under", "claimReviewed", "word " * 15),
    ("reviewRating: a Rating", "reviewRating.@type", "Thing"),
    ("alternateName", "reviewRating.alternateName", "It is not quite what the chair said"),
    ("numbers", "reviewRating.ratingValue", 0),
    ("numbers", "reviewRating.worstRating", 0),
    ("numbers", "reviewRating.bestRating", "5"),
    ("url: required", "url", f"{ELSEWHERE}checks/step-free/"),
    ("url: the page", "url", "https://newsroom.example/checks/another/"),
    ("author: an", "author.@type", "Thing"),
    ("author.name", "author.name", " "),
    ("author.url", "author.url", ELSEWHERE),
    ("author.logo", "author.logo", "https://newsroom.example/logo"),
    ("datePublished", "datePublished", "2026-11-22"),
    ("dateModified", "dateModified", "2026-11-21T18:00:00Z"),
    ("itemReviewed: a Claim", "itemReviewed.@type", "CreativeWork"),
    ("itemReviewed.author", "itemReviewed.author.name", " "),
    ("itemReviewed.author", "itemReviewed.author.@type", "Thing"),
    ("itemReviewed.datePublished", "itemReviewed.datePublished", "November 2026"),
    ("appearances", "itemReviewed.firstAppearance.@type", "Thing"),
    ("inLanguage", "inLanguage", "English"),
    ("@context", "@context", "http://example.org"),
    ("addresses", "author.publishingPrinciples", "/how-we-work/"),
    ("values", "itemReviewed.description", ""),
]
ARTICLES = [
    ("headline", "headline", "word " * 30),
    ("datePublished and", "dateModified", "2026-11-22"),
    ("author: a Person", "author.name", "By Ines Park, editor"),
    ("publisher", "publisher.logo", "https://newsroom.example/logo"),
    ("image", "image.width", 60),
    ("mainEntityOfPage", "mainEntityOfPage", "https://newsroom.example/"),
]


def changed(one, path, value):
    made = copy.deepcopy(one)
    *way, last = path.split(".")
    inner = made
    for name in way:
        inner = inner[name]
    inner[last] = value
    return made


@pytest.mark.parametrize("one", [REVIEW, ARTICLE], ids=["review", "article"])
def test_the_sample_meets_all_of_them(one):
    assert unmet(one, URL) == []


@pytest.mark.parametrize(("rule", "path", "value"), REVIEWS)
def test_a_requirement_of_a_review_finds_what_it_forbids(rule, path, value):
    assert any(name.startswith(rule) for name in unmet(changed(REVIEW, path, value), URL))


@pytest.mark.parametrize(("rule", "path", "value"), ARTICLES)
def test_a_requirement_of_an_article_finds_what_it_forbids(rule, path, value):
    assert any(name.startswith(rule) for name in unmet(changed(ARTICLE, path, value), URL))


def test_no_requirement_is_without_an_example():
    shown = [rule for rule, _, _ in REVIEWS + ARTICLES]
    asked = [*CLAIM_REVIEW, *NEWS_ARTICLE, *BOTH]
    assert [name for name in asked if not any(name.startswith(rule) for rule in shown)] == []
