"""What follows the '#': a quoted text, a page, a place. A note at most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.links.classify import classify
from factchecks.links.context import Context
from factchecks.links.fragments import Fragment, TextQuote, fragment_notes, parse_fragment
from factchecks.links.normal import prepare
from factchecks.links.quotes import verify
from factchecks.links.records import Verdict
from factchecks.links.text import Page
from tests.links.made_pages import attempt, page, prose


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("", Fragment()),
        ("#", Fragment()),
        ("costs", Fragment(anchor="costs")),
        ("k%C3%BCste", Fragment(anchor="küste")),
        ("page=7", Fragment(page=7)),
        ("view=FitH&page=12", Fragment(page=12)),
        ("page=0", Fragment()),
        ("t=30", Fragment()),
        ("!/news", Fragment()),
        ("/news", Fragment()),
        ("top", Fragment()),
        (":~:text=ferry%20sailed", Fragment((TextQuote("ferry sailed"),))),
        ("costs:~:text=a%2Cb,c%2Dd", Fragment((TextQuote("a,b", "c-d"),), anchor="costs")),
        (":~:text=the-,ferry,pier,-today", Fragment((TextQuote("ferry", "pier", "the", "today"),))),
        (":~:text=the-,ferry", Fragment((TextQuote("ferry", prefix="the"),))),
        (":~:text=ferry,-today", Fragment((TextQuote("ferry", suffix="today"),))),
        (":~:text=one&text=two&other=x", Fragment((TextQuote("one"), TextQuote("two")))),
        (":~:text=", Fragment()),
        (":~:text=a,b,c,d,e", Fragment()),
        (":~:text=a-,-b", Fragment()),
        (":~:selector(type=x)", Fragment()),
    ],
)
def test_a_fragment_is_taken_apart(fragment, expected):
    assert parse_fragment(fragment) == expected


@given(st.text(max_size=80))
def test_no_fragment_breaks_it(text):
    assert parse_fragment(f"x:~:text={text}&{text}").page >= 0


def test_a_text_directive_is_checked_as_a_quotation():
    source = prepare("The ferry carried 300,000 people last year, the council said, and sails daily.")
    ranged, plain = parse_fragment(":~:text=The%20ferry,last%20year&text=the%20council%20said").texts
    assert verify(ranged.quote, source).verified
    assert verify(plain.quote, source).verified


@pytest.mark.parametrize(
    ("fragment", "pages", "told"),
    [(Fragment(page=3), 2, 1), (Fragment(page=2), 2, 0), (Fragment(page=9), 0, 0), (Fragment(anchor="x"), 0, 1),
     (Fragment(anchor="here"), 0, 0), (Fragment(anchor="named"), 0, 0)],
)  # fmt: skip
def test_a_page_or_place_that_is_not_there_is_a_note(fragment, pages, told):
    assert len(fragment_notes(fragment, pages=pages, markup='<h2 id="here"></h2><a name="named">')) == told


PLACES = page(prose(900), body='<h2 id="costs">Costs</h2>')
SHELL = page("Loading", body='<div id="app"></div><script>1</script>')
PDF = attempt(b"%PDF-1.7", headers={"content-type": "application/pdf"})


@pytest.mark.parametrize(
    ("found", "read", "fragment", "told"),
    [
        (attempt(PLACES), None, "costs", 0),
        (attempt(PLACES), None, "gains", 1),
        (attempt(PLACES), None, "", 0),
        (attempt(SHELL), None, "gains", 0),
        (attempt(PLACES, truncated=True), None, "gains", 0),
        (PDF, Page(text=prose(900), pages=4), "page=5", 1),
        (PDF, Page(text=prose(900), pages=4), "page=4", 0),
        (PDF, None, "page=4", 0),
    ],
)
def test_a_link_with_such_a_fragment_stays_good(found, read, fragment, told):
    observation = classify(found, context=Context(page=read, fragment=fragment))
    assert (observation.verdict, len(observation.notes)) == (Verdict.OK, told)
