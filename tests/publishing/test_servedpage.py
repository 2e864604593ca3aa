"""The served page beside what was published: each way in which it can be wrong is named, and a right one is right."""

import json

import pytest

from factchecks.links.ownpage import Served
from factchecks.publishing.article import render_main
from factchecks.publishing.claimreview import json_ld, structured_data
from factchecks.publishing.servedpage import Expected, compare
from tests.publishing.sample import PUBLICATION, with_claim, with_verdict

DATA = json.loads(json.dumps(structured_data(PUBLICATION)))
SCRIPT = f'<script type="application/ld+json">{json_ld(DATA)}</script>'
CANONICAL = f'<link rel="canonical" href="{PUBLICATION.url}">'
PAGE = f"<!doctype html><html><head>{CANONICAL}{SCRIPT}</head><body>{render_main(PUBLICATION)}</body></html>"
EXPECTED = Expected(url=PUBLICATION.url, site=PUBLICATION.site.url, data=DATA)
LINT = "The verdict in the data is not the one on the page."
DIFFERS = "The ClaimReview on the page is not that of the published version."
NONE = "The page carries no ClaimReview that can be read."


def found(html=PAGE, expected=EXPECTED, status=200, **headers):
    return compare(Served(status=status, html=html, headers=headers), expected)


def script(data):
    return PAGE.replace(SCRIPT, f'<script type="application/ld+json">{data}</script>')


def test_the_page_as_it_was_published_is_right():
    assert found() == ()


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (500, "The page answers with status 500 instead of 200."),
        (404, "The page answers with status 404 instead of 200."),
        (410, "The page answers with status 410 instead of 200."),
        (204, "The page answers with status 204 instead of 200."),
        (301, "The page leads to another address (status 301)."),
        (302, "The page leads to another address (status 302)."),
    ],
)
def test_another_status_is_all_there_is_to_say(status, sentence):
    assert found(status=status) == (sentence,)


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        (PAGE.replace(SCRIPT, ""), (NONE,)),
        (script("{"), (NONE,)),
        (script("[" * 100_000), (NONE,)),
        (script(json_ld(DATA[-1])), (NONE,)),
        (PAGE + SCRIPT, (DIFFERS, "Two claims of this check have the same address.")),
        (PAGE.replace(CANONICAL, ""), ("The page names another address as its own (canonical).",)),
        (PAGE.replace(CANONICAL, CANONICAL * 2), ("The page names another address as its own (canonical).",)),
        (PAGE.replace(PUBLICATION.url, "https://b.example/"), None),
        ("", None),
        ("\x00<" * 1000, None),
    ],
)
def test_what_the_page_lacks_is_named(page, sentences):
    told = found(page)
    assert told
    assert sentences is None or set(sentences) <= set(told)


def test_another_verdict_in_the_words_is_found():
    other = PAGE.replace(render_main(PUBLICATION), render_main(with_claim(verdict="False")))
    assert found(other) == ("The verdict “Misleading” is not on the page.", LINT)


def test_another_verdict_in_the_data_is_found():
    other = script(json_ld(structured_data(with_claim(verdict="False"))))
    assert found(other) == (DIFFERS, LINT)


def test_data_that_breaks_a_rule_is_found_even_when_it_was_stored_so():
    data = structured_data(with_verdict(number=9))
    told = found(script(json_ld(data)), Expected(url=EXPECTED.url, site=EXPECTED.site, data=data))
    assert told == ("The verdict's number does not lie on its scale.",)


@pytest.mark.parametrize("said", ["noindex", "NOINDEX, nofollow", "none", "max-snippet:5, noindex"])
@pytest.mark.parametrize("name", ["robots", "googlebot"])
def test_a_page_that_hides_from_search_engines_is_found(said, name):
    hidden = PAGE.replace("<head>", f'<head><meta name="{name}" content="{said}">')
    assert found(hidden) == ("The page tells search engines to leave it out (noindex).",)


def test_a_header_hides_it_too():
    headers = {"x-robots-tag": "googlebot: noindex"}
    assert found(**headers) == ("The page tells search engines to leave it out (noindex).",)
    assert found(**{"x-robots-tag": "all"}) == ()


def test_a_retracted_check_has_no_claim_review_on_its_page():
    retracted = Expected(url=EXPECTED.url, site=EXPECTED.site, data=DATA, retracted=True)
    assert found(f"{CANONICAL}<main>This check has been retracted.</main>", retracted) == ()
    assert found(expected=retracted) == ("The check is retracted, and its page still carries a ClaimReview.",)
