"""The lint of ClaimReview data: each rule says who asks for it, and finds what breaks it and nothing else."""

import copy
from dataclasses import replace

import pytest

from factchecks.publishing.claimreview import claim_reviews
from factchecks.publishing.claimreview_lint import NOTHING, RULES, faults, lint, warnings
from factchecks.publishing.claimreview_rule import Place, Severity
from tests.publishing.sample import CLAIM, FRAME, PUBLICATION, with_claim, with_text, with_verdict

URL, SITE = PUBLICATION.url, PUBLICATION.site.url
PLACE = Place(url=URL, site=SITE, words=frozenset({"Misleading"}), urls=(URL,))
RULE = {rule.code: rule for rule in RULES}
RATING, SAID = "reviewRating", "itemReviewed"
# Code of the rule: the path into the data, and what is put there (None: taken away).
BREAKS = {
    "type": ("@type", "Review"),
    "claim-words": ("claimReviewed", "  "),
    "claim-length": ("claimReviewed", "word " * 100),
    "claim-wraps": ("claimReviewed", "word " * 16),
    "claim-spoils": ("claimReviewed", "It is misleading that stops are step-free"),
    "verdict-word": (f"{RATING}.alternateName", ""),
    "verdict-shown": (f"{RATING}.alternateName", "False"),
    "numbers-whole": (f"{RATING}.bestRating", None),
    "scale-start": (f"{RATING}.worstRating", 0),
    "scale-order": (f"{RATING}.bestRating", 1),
    "number-on-scale": (f"{RATING}.ratingValue", 6),
    "url-page": ("url", f"{SITE}/checks/another/"),
    "url-primary": ("url", f"{URL}#claim-1"),
    "claimant-named": (f"{SAID}.author.name", None),
    "claimant-kind": (f"{SAID}.author.@type", "Thing"),
    "claim-date": (f"{SAID}.datePublished", "last spring"),
    "appearance-address": (f"{SAID}.firstAppearance.url", None),
    "published": ("datePublished", "22 November 2026"),
    "modified": ("dateModified", "2026-11-23T09:12:00"),
    "modified-later": ("dateModified", "2026-11-22T17:59:59Z"),
    "language": ("inLanguage", "English, British"),
    "publisher": ("author.logo", None),
    "addresses": ("author.correctionsPolicy", "/corrections/"),
    "safe": (f"{RATING}.ratingExplanation", "half a pair: \ud800"),
}
# Rules about where the review stands: what is another there.
MOVED = {
    "url-site": {"site": "https://newsroom.example.evil"},
    "url-own": {"urls": (URL, URL)},
}


def broken(path, value):
    """The good review with one thing in it changed."""
    review = copy.deepcopy(claim_reviews(PUBLICATION)[0])
    *way, last = path.split(".")
    inner = review
    for name in way:
        inner = inner[name]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return review


def found(review, place):
    urls = place.urls if review["url"] == URL else (review["url"],)
    return [rule.code for rule in RULES if not rule.holds(review, replace(place, urls=urls))]


@pytest.mark.parametrize("code", BREAKS)
def test_a_rule_finds_what_breaks_it_and_no_other_does(code):
    beside = ["claim-wraps"] if code == "claim-length" else []
    assert sorted(found(broken(*BREAKS[code]), PLACE)) == sorted([code, *beside])


@pytest.mark.parametrize("code", MOVED)
def test_a_rule_about_the_place_finds_what_breaks_it_and_no_other_does(code):
    assert found(claim_reviews(PUBLICATION)[0], replace(PLACE, **MOVED[code])) == [code]


def test_every_rule_can_fail_and_says_who_asks_for_it():
    assert set(BREAKS) | set(MOVED) == set(RULE)
    assert len(RULE) == len(RULES)
    for rule in RULES:
        assert rule.source.startswith(("Google: ", "schema.org: ", "RFC "))
        assert rule.asks.endswith(".")


def test_only_what_may_be_longer_is_a_warning():
    assert [rule.code for rule in RULES if rule.severity is Severity.WARN] == ["claim-wraps"]


@pytest.mark.parametrize("value", [None, [], "x", 5, {"author": "x", "reviewRating": [1]}])
def test_data_of_any_shape_is_judged_without_an_error(value):
    strange = value if isinstance(value, dict) else {"itemReviewed": value, "reviewRating": value, "url": value}
    assert "claim-words" in [rule.code for rule in RULES if not rule.holds(strange, PLACE)]


@pytest.mark.parametrize("value", [0, True, "3", float("nan")])
def test_a_number_of_a_rating_is_a_number_and_never_nought(value):
    assert found(broken(f"{RATING}.ratingValue", value), PLACE) != []


@pytest.mark.parametrize("address", ["ftp://a.example/", "//a.example/x", "https://", "http://[1/", "javascript:x", 5])
def test_an_address_leads_to_the_web(address):
    assert found(broken("citation", [{"@type": "CreativeWork", "url": address}]), PLACE) == ["addresses"]


@pytest.mark.parametrize("code", ["en", "pt-BR", "zh-Hant-TW", "sr-Latn", "es-419"])
def test_language_codes_are_known(code):
    assert found(broken("inLanguage", code), PLACE) == []


def test_good_data_has_no_faults():
    assert lint(PUBLICATION) == ()
    assert warnings(PUBLICATION) == ()


def test_a_claim_of_nobody_and_one_of_several_are_both_in_order():
    assert lint(with_claim(claimant="", frame={"claimant": None})) == ()
    others = {"claimant": FRAME["claimant"], "others": [FRAME["claimant"]]}
    assert lint(with_claim(others=[{"name": "Tram Union", "role": ""}], frame=others)) == ()
    assert lint(with_claim(others=[{"name": "", "role": ""}], frame=others)) == (RULE["claimant-named"].asks,)


def test_what_was_said_may_have_the_word_of_the_verdict():
    assert lint(with_claim(short="", text="Their numbers are misleading.")) == ()


def test_a_longer_word_is_not_the_word_of_the_verdict():
    assert lint(with_claim(verdict="True", short="Untrue figures were given")) == ()


def test_a_long_claim_is_a_warning_and_stops_nothing():
    long = with_claim(short="", text="word " * 20)
    assert (lint(long), warnings(long)) == ((), (RULE["claim-wraps"].asks,))


def test_each_claim_of_a_check_is_judged_by_its_own_place():
    two = [CLAIM, CLAIM | {"text": "No lift is broken.", "short": ""}]
    content = {"text": PUBLICATION.text | {"claims": two}, "frame": PUBLICATION.frame | {"claims": [FRAME, FRAME]}}
    both = replace(PUBLICATION, content=content)
    assert lint(both) == ()
    reviews = claim_reviews(both)
    swapped = faults(reviews[::-1], url=URL, site=SITE, words=["Misleading"])
    assert swapped == (RULE["url-primary"].asks,)


@pytest.mark.parametrize(
    ("publication", "code"),
    [
        (with_verdict(number=6), "number-on-scale"),
        (with_verdict(number=0), "number-on-scale"),
        (with_verdict(worst=0, number=1), "scale-start"),
        (with_verdict(worst=5, best=5, number=5), "scale-order"),
        (with_verdict(best=None), "numbers-whole"),
        (with_claim(short="Misleading: every stop"), "claim-spoils"),
        (with_claim(short="", text="word " * 100), "claim-length"),
        (with_claim(short="", text=""), "claim-words"),
        (with_text(language=""), "language"),
        (replace(PUBLICATION, url="https://newsroom.example.evil/checks/a/"), "url-site"),
    ],
)
def test_each_fault_of_a_publication_is_named(publication, code):
    assert lint(publication) == (RULE[code].asks,)


@pytest.mark.parametrize("publication", [with_claim(verdict=""), with_text(claims=[])])
def test_without_a_verdict_there_is_nothing_to_publish(publication):
    assert lint(publication) == (NOTHING,)
