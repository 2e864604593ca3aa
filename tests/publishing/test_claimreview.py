"""ClaimReview as others read it."""

import json
from dataclasses import replace

import extruct
import pytest

from factchecks.publishing.claimreview import claim_reviews, json_ld, structured_data
from tests.publishing.payloads import PAYLOADS
from tests.publishing.sample import CLAIM, FRAME, PICTURE, PUBLICATION, with_claim, with_verdict


def read(publication):
    """The data as another program reads it out of a page."""
    page = f'<script type="application/ld+json">{json_ld(structured_data(publication))}</script>'
    return extruct.extract(page, syntaxes=["json-ld"])["json-ld"]


def test_another_program_reads_what_was_typed():
    review, article = read(PUBLICATION)
    assert (review["@type"], article["@type"]) == ("ClaimReview", "NewsArticle")
    assert review["claimReviewed"] == CLAIM["short"]
    assert review["itemReviewed"]["author"] == {
        "@type": "Person",
        "name": "Dana Whitcombe",
        "jobTitle": "Chair of the transport committee",
    }
    assert review["itemReviewed"]["datePublished"] == "2026-11-18"
    assert review["itemReviewed"]["firstAppearance"]["url"] == "https://video.example/1"
    assert article["headline"] == PUBLICATION.text["headline"]


def test_the_rating_says_the_word_of_the_page_and_all_three_numbers():
    assert claim_reviews(PUBLICATION)[0]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Misleading",
        "ratingValue": 3,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "Nine of 54 stops still have a step.",
    }


def test_a_verdict_off_the_scale_carries_only_its_word():
    rating = claim_reviews(with_verdict(number=None))[0]["reviewRating"]
    assert set(rating) == {"@type", "alternateName", "ratingExplanation"}


def test_without_a_name_the_whole_author_is_left_out():
    review = claim_reviews(with_claim(claimant="", role="Chair", frame={"claimant": None}))[0]
    assert "author" not in review["itemReviewed"]


def test_an_organisation_has_no_job_title():
    known = {"kind": "organisation", "slug": "x", "same_as": "", "portrait": "", "portrait_extension": ""}
    author = claim_reviews(with_claim(frame={"claimant": known}))[0]["itemReviewed"]["author"]
    assert author == {"@type": "Organization", "name": "Dana Whitcombe"}


@pytest.mark.parametrize(("precision", "date"), [("day", "2026-11-18"), ("month", "2026-11"), ("year", "2026")])
def test_the_date_of_the_claim_says_no_more_than_is_known(precision, date):
    assert claim_reviews(with_claim(precision=precision))[0]["itemReviewed"]["datePublished"] == date


def test_a_further_claim_has_an_address_of_its_own():
    two = [CLAIM, CLAIM | {"text": "No lift is broken.", "verdict": "False"}]
    content = {"text": PUBLICATION.text | {"claims": two}, "frame": PUBLICATION.frame | {"claims": [FRAME, FRAME]}}
    first, second = claim_reviews(replace(PUBLICATION, content=content))
    assert (first["url"], second["url"]) == (PUBLICATION.url, f"{PUBLICATION.url}#claim-2")
    assert first["itemReviewed"]["@id"] != second["itemReviewed"]["@id"]


def test_a_repeat_is_an_appearance_and_other_schemes_are_none():
    urls = ("https://video.example/1", "https://video.example/2", "javascript:alert(1)")
    seen = [{"url": url, "title": "", "is_first": True, "timecode": ""} for url in urls]
    said = claim_reviews(with_claim(appearances=seen))[0]["itemReviewed"]
    assert said["firstAppearance"]["url"] == urls[0]
    assert [one["url"] for one in said["appearance"]] == [urls[1]]


def test_a_joint_statement_has_a_list_of_authors():
    union = {"kind": "organisation", "slug": "union", "same_as": "", "portrait": "", "portrait_extension": ""}
    others = [{"name": "Tram Union", "role": "Employer"}]
    author = read(with_claim(others=others, frame=FRAME | {"others": [union]}))[0]["itemReviewed"]["author"]
    assert [one["name"] for one in author] == ["Dana Whitcombe", "Tram Union"]
    assert author[1] == {"@type": "Organization", "name": "Tram Union"}


def test_a_place_among_the_sources_names_its_copy_in_an_archive():
    place = {"url": "https://transit.example/register", "title": "Register", "is_first": True, "timecode": ""}
    told = with_claim(appearances=[place | {"source": 71, "on": "2026-11-02"}])
    told.content["frame"]["archived"] = {"71": "https://archive.example/71"}
    first = read(told)[0]["itemReviewed"]["firstAppearance"]
    assert (first["archivedAt"], first["datePublished"]) == ("https://archive.example/71", "2026-11-02")


def test_the_article_carries_its_words_and_its_picture():
    article = structured_data(PUBLICATION)[-1]
    assert article["articleBody"] == "The register lists 45 stops. The other nine Asked by phone."
    assert article["wordCount"] == 11
    assert article["backstory"] == "We visited all nine."
    assert article["image"]["caption"] == PICTURE["caption"]
    assert article["image"]["url"] == f"https://newsroom.example/checks/step-free/media/{'ab' * 32}.jpg"


def test_times_are_utc():
    review = claim_reviews(PUBLICATION)[0]
    assert (review["datePublished"], review["dateModified"]) == ("2026-11-22T18:00:00Z", "2026-11-23T09:12:00Z")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_ends_the_script_element(payload):
    written = json_ld(structured_data(with_claim(text=payload, short=payload)))
    assert not set(written) & {"<", ">", "&", "\u2028", "\u2029"}
    assert json.loads(written)[0]["itemReviewed"]["text"] == payload


def test_a_claim_without_a_verdict_leaves_the_page_to_the_first_that_has_one():
    two = [CLAIM | {"verdict": ""}, CLAIM | {"text": "No lift is broken."}]
    content = {"text": PUBLICATION.text | {"claims": two}, "frame": PUBLICATION.frame | {"claims": [FRAME, FRAME]}}
    (only,) = claim_reviews(replace(PUBLICATION, content=content))
    assert (only["url"], only["claimReviewed"]) == (PUBLICATION.url, CLAIM["short"])


def test_the_publisher_says_how_it_works_and_how_it_corrects():
    by = claim_reviews(PUBLICATION)[0]["author"]
    assert by["publishingPrinciples"] == "https://newsroom.example/how-we-work/"
    assert by["correctionsPolicy"] == "https://newsroom.example/corrections/"
