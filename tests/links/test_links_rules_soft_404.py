"""Rule 12: two points make a soft 404, one makes a note, and an article about the subject is neither."""

import re

import pytest

from factchecks.links.classify import classify
from factchecks.links.context import Context
from factchecks.links.records import Failure, Rule, Verdict
from factchecks.links.suspicion import LONG_BUT_TITLED, Point
from factchecks.links.text import read_page
from tests.links.made_pages import HOST, URL, attempt, page, prose

LOST = page("Try the search.", title="404 - Page not found | Harbourmouth Herald")
NOINDEX = '<meta name="robots" content="noindex, follow">'
KEPT = prose(2_000, seed=7)
FRONT = page(prose(3_000, seed=3), title="Harbourmouth Herald")
SHELL = page("", title="Page not found", body='<div id="root"></div><script src="/app.js"></script>')

CASES = [
    ("title and noindex", attempt(page("Gone.", title="Not found", head=NOINDEX)), {}),
    ("title and header", attempt(LOST, headers={"x-robots-tag": "noindex"}), {}),
    ("title and front page", attempt(LOST, final=f"{HOST}/"), {}),
    ("title and unlike the copy", attempt(LOST), {"kept_text": KEPT}),
    ("h1 and its address", attempt(page("x", body="<h1>Page not found</h1>"), final=f"{HOST}/404.html"), {}),
    ("front page, unlike the copy", attempt(FRONT, final=f"{HOST}/"), {"kept_text": KEPT}),
    ("section, unlike the copy", attempt(FRONT, final=f"{HOST}/news/"), {"kept_text": KEPT}),
    ("another root, unlike the copy", attempt(FRONT, final="http://sold.example.net/"), {"kept_text": KEPT}),
    ("front page with language", attempt(FRONT, final=f"{HOST}/en/"), {"kept_text": KEPT}),
    ("error address, unlike the copy", attempt(FRONT, final=f"{HOST}/error?code=1"), {"kept_text": KEPT}),
    ("all redirects permanent", attempt(LOST, final=f"{HOST}/", hops=(301, 301)), {}),
    ("front page for anything", attempt(FRONT, final=f"{HOST}/"), {"sibling": attempt(FRONT, url=f"{HOST}/x")}),
    ("title for anything", attempt(LOST), {"sibling": attempt(LOST, url=f"{HOST}/x")}),
]


@pytest.mark.parametrize(("name", "found", "known"), CASES, ids=[case[0] for case in CASES])
def test_two_points_are_a_page_that_is_gone(name, found, known):
    observation = classify(found, context=Context(**known))
    assert (observation.verdict, observation.rule) == (Verdict.SOFT_404, Rule.SOFT_404)
    assert "gone" in observation.detail


ONE = [
    ("title", attempt(LOST), {}, Verdict.OK, Point.HEADING_SAYS),
    ("front page", attempt(FRONT, final=f"{HOST}/"), {}, Verdict.REDIRECTED, Point.LED_UP),
    ("index page", attempt(FRONT, final=f"{HOST}/index.php"), {}, Verdict.REDIRECTED, Point.LED_UP),
    ("address", attempt(final=f"{HOST}/not-found"), {}, Verdict.REDIRECTED, Point.ADDRESS_SAYS),
    ("noindex", attempt(page("Short.", head=NOINDEX)), {}, Verdict.OK, Point.NOINDEX),
    ("unlike the copy", attempt(), {"kept_text": KEPT}, Verdict.CHANGED_HEAVILY, Point.UNLIKE_COPY),
]


@pytest.mark.parametrize(("name", "found", "known", "verdict", "point"), ONE, ids=[case[0] for case in ONE])
def test_one_point_is_a_note_and_asks_for_a_sibling(name, found, known, verdict, point):
    observation = classify(found, context=Context(**known))
    assert (observation.verdict, observation.notes) == (verdict, (point,))
    assert observation.sibling.startswith(f"{HOST}/news/2026/")
    assert observation.sibling != URL


ABOUT = page("The page was not found. " + prose(5_000), title="Page not found: a history of the web's lost pages")
INNOCENT = [
    ("an article about it", attempt(ABOUT), {}),
    ("a headline that quotes it", attempt(page(prose(900), title="Why 'page not found' is read most")), {}),
    ("a headline with a number", attempt(page(prose(900), title="404 jobs go at the ferry yard")), {}),
    ("an address with a number", attempt(url=f"{HOST}/news/404-jobs-lost"), {}),
    ("a missing person", attempt(page(prose(900), title="Missing captain not found after storm")), {}),
    ("a short notice", attempt(page("The ferry does not sail today.")), {}),
    ("noindex with text", attempt(page(prose(800), head=NOINDEX)), {}),
    ("a site's own front page", attempt(url=f"{HOST}/", final=f"{HOST}/en/"), {}),
    ("a shell like any other", attempt(SHELL, url=URL), {"sibling": attempt(SHELL)}),
    ("the same as the copy", attempt(page(KEPT)), {"kept_text": KEPT}),
]


@pytest.mark.parametrize(("name", "found", "known"), INNOCENT, ids=[case[0] for case in INNOCENT])
def test_a_page_that_only_looks_a_little_like_it_is_not_gone(name, found, known):
    assert classify(found, context=Context(**known)).verdict in (Verdict.OK, Verdict.REDIRECTED)


def test_a_long_page_under_such_a_title_is_good_with_a_note():
    observation = classify(attempt(page(prose(3_000), title="404 Not Found")))
    assert (observation.verdict, observation.notes, observation.sibling) == (Verdict.OK, (LONG_BUT_TITLED,), "")


def test_a_good_page_asks_for_no_sibling_and_has_no_notes():
    observation = classify(attempt())
    assert (observation.notes, observation.sibling, observation.detail) == ((), "", "The page opens.")


@pytest.mark.parametrize(
    "sibling",
    [
        attempt(LOST, status=404),
        attempt(b"", status=0, error=Failure.TIMEOUT),
        attempt(page(prose(1_000, seed=9))),
        attempt(b"%PDF-1.7", headers={"content-type": "application/pdf"}),
    ],
    ids=["not found", "no answer", "another text", "a file"],
)
def test_a_sibling_that_proves_nothing_leaves_the_note_and_is_not_asked_again(sibling):
    observation = classify(attempt(LOST), sibling=sibling)
    assert (observation.verdict, observation.sibling) == (Verdict.OK, "")


def test_a_sibling_alone_is_no_point():
    assert classify(attempt(FRONT), sibling=attempt(FRONT)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("url", "like"),
    [
        (f"{HOST}/", rf"{HOST}/[0-9a-f]{{20}}"),
        (f"{HOST}/a/b.html?x=1#y", rf"{HOST}/a/[0-9a-f]{{20}}\.html"),
        ("https://example.org:8443/x/y/", r"https://example.org:8443/x/y/[0-9a-f]{20}"),
    ],
)
def test_the_sibling_stands_beside_the_page_and_is_one_a_day(url, like):
    first = classify(attempt(LOST, url=url)).sibling
    assert first == classify(attempt(LOST, url=url)).sibling
    assert re.fullmatch(like, first)


def test_a_person_who_opened_the_page_outweighs_the_points():
    found = attempt(LOST, final=f"{HOST}/")
    assert classify(found, context=Context(confirmed_by_hand=True)).verdict is Verdict.REDIRECTED


def test_the_callers_reading_is_used_instead_of_a_second_one():
    read = read_page(LOST, "text/html")
    unread = attempt(b"%PDF-1.7 unread", headers={"content-type": "application/pdf"}, final=f"{HOST}/")
    assert classify(unread, context=Context(page=read)).verdict is Verdict.SOFT_404
