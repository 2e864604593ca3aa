"""The article: everything that was typed is there, once and inert."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.publishing.article import render_main
from tests.publishing.payloads import PAYLOADS
from tests.publishing.sample import CLAIM, CONTENT, PICTURE, PUBLICATION, SOURCE, with_claim, with_text

TYPED = (
    CONTENT["text"]["headline"],
    CONTENT["text"]["standfirst"],
    CONTENT["text"]["methodology"],
    CLAIM["text"],
    CLAIM["claimant"],
    CLAIM["role"],
    CLAIM["place"],
    CLAIM["verdict"],
    CLAIM["definition"],
    CLAIM["explanation"],
    SOURCE["title"],
    SOURCE["publisher"],
    "45 of 54 stops",
    "page 2",
    "The press office, 20 November",
    PICTURE["caption"],
    PICTURE["credit"],
    "Trams and buses",
    "By Ines Park",
    "Edited by Rosa Lindqvist",
    "18 November 2026",
    "22 November 2026",
    "Copy kept 19 November 2026",
)


def page(publication=PUBLICATION):
    return LexborHTMLParser(render_main(publication))


def words(node):
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_is_on_the_page(typed):
    assert typed in words(page().body)


def test_the_caption_stands_once_and_belongs_to_its_picture():
    found = page()
    assert words(found.body).count(PICTURE["caption"]) == 1
    assert PICTURE["caption"] in words(found.css_first("figure figcaption"))
    assert found.css_first("figure img").attributes["alt"] == PICTURE["alternative_text"]


def test_pictures_are_named_by_path_so_that_any_host_may_serve_them():
    assert page().css_first("figure img").attributes["src"] == f"/checks/step-free/media/{'ab' * 32}.jpg"


def test_citations_carry_the_numbers_of_the_list():
    chips = page().css("cite a, sup.cite a")
    assert [(chip.attributes["href"], words(chip)) for chip in chips] == [("#s1", "1"), ("#s2", "2")]


def test_a_citation_of_a_source_that_is_not_public_is_dropped():
    found = page(with_text(body='<p>Told to us. <cite data-source="99">3</cite></p>'))
    assert words(found.css_first(".doc")) == "Told to us."
    assert found.css("cite") == []


def test_the_verdict_is_word_mark_and_place():
    plate = page().css_first(".plate")
    assert words(plate.css_first(".plate__w")) == "Misleading"
    assert plate.css_first("use").attributes["href"].endswith("icons.svg#v-diamond-filled")
    assert [words(one) for one in plate.css("[aria-current]")] == ["Misleading"]


def test_a_stored_page_names_no_file_that_a_release_renames():
    assert page().css_first(".plate use").attributes["href"] == "/static/icons.svg#v-diamond-filled"


def test_a_claim_of_unknown_origin_says_so():
    found = page(with_claim(claimant="", role="", origin_unknown=True, frame={"claimant": None}))
    assert "Origin unknown" in words(found.css_first(".card__claim"))


def test_there_is_one_main_and_no_script_or_style():
    found = page()
    assert len(found.css("main")) == 1
    assert found.css("script, style, [style]") == []


def dangers(tree):
    """Elements and attributes through which something could run."""
    for node in tree.css("*"):
        if node.tag in {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "math", "input"}:
            yield node.tag
        for name, value in node.attributes.items():
            target = (value or "").strip().lower()
            if name.startswith("on") or target.startswith(("javascript:", "vbscript:", "data:text")):
                yield f"{node.tag} {name}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_lets_anything_run(payload):
    fields = ("headline", "standfirst", "methodology", "body")
    text = dict.fromkeys(fields, payload) | {"sources": [SOURCE | {"title": payload, "publisher": payload}]}
    assert list(dangers(page(with_text(**text)))) == []
    claim = dict.fromkeys(("text", "claimant", "role", "place", "explanation", "verdict", "definition"), payload)
    assert list(dangers(page(with_claim(**claim)))) == []
