"""What other programs write becomes what our editor writes (publishing/pasted.py)."""

import re

import pytest

from factchecks.publishing.body import TAGS, clean_body
from tests.browser.clipboard import PROGRAMS, copied, expected, outline


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_pasted_document_keeps_its_structure(program):
    assert outline(clean_body(copied(program))) == expected(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_pasted_document_loses_everything_else(program):
    kept = clean_body(copied(program))
    assert set(re.findall(r"<(\w+)", kept)) <= TAGS
    assert set(re.findall(r" ([\w-]+)=\"", kept)) <= {"href", "rel"}
    assert "mso" not in kept
    assert "window.track" not in kept


@pytest.mark.parametrize("program", PROGRAMS)
def test_cleaning_a_pasted_document_again_changes_nothing(program):
    once = clean_body(copied(program))
    assert clean_body(once) == once


@pytest.mark.parametrize(
    ("tag", "ours"), [("h1", "h2"), ("h4", "h3"), ("h5", "h3"), ("h6", "h3"), ("b", "strong"), ("i", "em")]
)
def test_tags_of_others_become_ours(tag, ours):
    assert clean_body(f"<{tag} class='x'>a</{tag}>") == f"<{ours}>a</{ours}>"


def test_a_row_becomes_a_paragraph_with_its_links_and_citations():
    row = '<td><p>Mon<b>day</b></p></td><td><a href="https://a.example/">x</a><cite data-source="4">1</cite></td>'
    link = '<a href="https://a.example/" rel="noopener">x</a>'
    kept = f'<p>Mon<strong>day</strong> {link}<cite data-source="4">1</cite></p>'
    assert clean_body(f"<table><tr>{row}</tr></table>").strip() == kept


def test_a_table_that_lays_out_a_page_keeps_the_blocks_in_it():
    page = "<table><tr><td>Left</td><td><h3>Title</h3><p>One</p><p>Two</p></td></tr></table>"
    assert outline(clean_body(page)) == ["p Left", "h3 Title", "p One", "p Two"]


def test_boxes_keep_their_words_apart():
    assert clean_body("<div>One</div><div>Two<div>Three</div></div>").split() == ["<p>One</p>", "Two<p>Three</p>"]


def test_empty_paragraphs_stay_where_they_were():
    assert clean_body("<p>a</p><p></p><p>b</p>") == "<p>a</p><p></p><p>b</p>"
    assert clean_body("<h1>a</h1><p></p><p>b</p>") == "<h2>a</h2><p></p><p>b</p>"


def test_a_text_of_many_open_boxes_is_cleaned_too():
    assert clean_body("<div>a " * 2000).count("a") == 2000
