"""The allow-list of the article's HTML and its citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.publishing.body import cited_keys, clean_body, plain_text, render_citations, word_count
from tests.publishing.payloads import PAYLOADS

KEPT = "<p>A <strong>b</strong> <em>c</em></p><h2>d</h2><blockquote><p>e</p></blockquote><ul><li>f</li></ul>"


def test_what_the_editor_can_write_is_kept_as_it_is():
    assert clean_body(KEPT) == KEPT


@pytest.mark.parametrize("href", ["/admin/", "//evil.example/", "javascript:alert(1)", "ftp://a.example/", "#top"])
def test_links_lead_to_whole_web_addresses_only(href):
    assert "href" not in clean_body(f'<p><a href="{href}">x</a></p>')


def test_links_cannot_reach_back_into_the_page():
    assert 'rel="noopener"' in clean_body('<p><a href="https://a.example/">x</a></p>')


def test_a_citation_keeps_only_its_number():
    assert clean_body('<cite data-source="12" class="x">1</cite>') == '<cite data-source="12">1</cite>'
    assert clean_body('<cite data-source="x">1</cite>') == "<cite>1</cite>"


def test_a_citation_of_absurd_length_is_no_citation():
    html = f'<p>x<cite data-source="{"9" * 5000}">1</cite></p>'
    assert cited_keys(html) == []
    assert clean_body(html) == "<p>x<cite>1</cite></p>"
    assert render_citations(html, {9: 1}) == "<p>x</p>"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_cleaning_twice_changes_nothing(payload):
    assert clean_body(clean_body(payload)) == clean_body(payload)


@given(st.text(alphabet='<>/"= abpcite-h2&;#1', max_size=60))
def test_cleaning_twice_changes_nothing_whatever_comes(text):
    assert clean_body(clean_body(text)) == clean_body(text)


def test_cited_keys_are_named_once_in_order():
    assert cited_keys(
        '<p><cite data-source="9">2</cite><cite data-source="4">1</cite><cite data-source="9">2</cite></p>'
    ) == [
        9,
        4,
    ]


def test_numbers_follow_the_list_not_the_text():
    html = render_citations('<p>x <cite data-source="9">old</cite></p>', {9: 3})
    assert '<a href="#s3" aria-label="Source 3">3</a>' in html
    assert "old" not in html


def test_emphasis_inside_a_word_does_not_split_it():
    html = "<h2>Un<strong>believ</strong>able</h2><p>story<br>twice</p>"
    assert (plain_text(html), word_count(html)) == ("Unbelievable story twice", 3)


def test_words_are_counted_without_citations():
    html = '<p>One two <cite data-source="9">1</cite></p><p>three</p>'
    assert (word_count(html), plain_text("<p>One</p><p>two</p>")) == (3, "One two")
