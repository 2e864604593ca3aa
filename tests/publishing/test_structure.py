"""Headings in order and links with telling names, measured in the article's clean HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.publishing.body import clean_body
from factchecks.publishing.structure import NAME_SHOWN, VAGUE_NAMES, structure_of
from tests.publishing.payloads import PAYLOADS

HEADINGS = {
    "": 0,
    "<p>Words.</p>": 0,
    "<h2>One</h2><h3>Two</h3><h2>Three</h2>": 0,
    "<h3>Two</h3><p>Words.</p><h2>One</h2>": 1,
    "<h3>Two</h3><h3>Two more</h3>": 2,
    "<h2></h2>": 1,
    "<h2> &nbsp; </h2><h3>Two</h3>": 1,
    '<h2><cite data-source="1">1</cite></h2>': 1,
    "<h3></h3>": 1,
    "<h2><strong>One</strong></h2>": 0,
}
TELLING = ["the minutes of the council", "Here is the report", "Link Light Rail", "a.m. bulletin", "Reuters"]
VAGUE = [
    "here",
    "HERE.",
    "Click  here",
    "(read more…)",
    "link",
    "this",
    "→ here",
    "hier",
    "lire la suite",
    "aquí",
    "qui",
]
BARE = ["https://example.org/", "http://example.org/a?b=c", "www.example.org", "example.org/minutes/2026", "<WWW.A.DE>"]


def linked(name: str) -> str:
    return clean_body(f'<p>See <a href="https://example.org/">{name}</a>.</p>')


@pytest.mark.parametrize("html", HEADINGS)
def test_headings_that_are_empty_or_before_their_parent_are_counted(html):
    assert structure_of(html).headings_misplaced == HEADINGS[html]


@pytest.mark.parametrize("name", TELLING)
def test_a_name_that_says_where_it_leads_is_left_alone(name):
    assert structure_of(linked(name)).links_vague == 0


@pytest.mark.parametrize("name", VAGUE + [name.replace("<", "&lt;") for name in BARE])
def test_a_name_that_says_nothing_and_a_bare_address_are_counted(name):
    assert structure_of(linked(name)).links_vague == 1


def test_the_phrases_are_small_letters_of_five_languages():
    assert sorted(VAGUE_NAMES) == ["de", "en", "es", "fr", "it"]
    assert all(name == name.casefold().strip() for names in VAGUE_NAMES.values() for name in names)


def test_the_first_vague_name_is_kept_as_it_was_written():
    found = structure_of(linked("the minutes") + linked("Click  here.") + linked("more"))
    assert (found.links_vague, found.vague_name) == (2, "Click here.")


def test_a_link_without_words_counts_and_a_citation_is_no_word():
    html = clean_body(
        '<a href="https://a.example/"></a><a href="https://a.example/">x<cite data-source="1">1</cite></a>'
    )
    assert structure_of(html).links_vague == 1
    assert structure_of(html).vague_name == ""


def test_what_leads_nowhere_is_no_link():
    assert structure_of(clean_body('<p><a href="/inside/">here</a></p>')).links_vague == 0


def test_a_long_address_is_shown_in_part():
    found = structure_of(linked("https://example.org/" + "a" * 500))
    assert found.vague_name == ("https://example.org/" + "a" * 500)[:NAME_SHOWN]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_an_attacker_sends_is_measured_too(payload):
    assert structure_of(clean_body(payload)).links_vague >= 0


@given(st.text(max_size=80) | st.text(alphabet='<>/"= abhref23cite&;:.#', max_size=80))
def test_whatever_comes_is_measured_and_fits_its_columns(text):
    found = structure_of(clean_body(text))
    assert 0 <= found.headings_misplaced <= len(text)
    assert 0 <= found.links_vague <= len(text)
    assert len(found.vague_name) <= NAME_SHOWN


@given(st.text(max_size=80))
def test_what_was_never_cleaned_does_not_break_it(text):
    assert structure_of(text) == structure_of(text)
