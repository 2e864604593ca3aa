"""The article: everything that was typed is there, once and inert."""

import copy
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.publishing.article import render_main
from tests.publishing.payloads import PAYLOADS
from tests.publishing.sample import (
    CLAIM,
    CONTENT,
    FRAME,
    PICTURE,
    PUBLICATION,
    SOURCE,
    VERDICT,
    everywhere,
    with_claim,
    with_text,
)

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
            leads = name in {"href", "src", "srcset", "action", "formaction", "data", "srcdoc", "xlink:href", "poster"}
            if name.startswith("on") or (leads and target.startswith(("javascript:", "vbscript:", "data:"))):
                yield f"{node.tag} {name}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_lets_anything_run(payload):
    assert list(dangers(page(everywhere(payload)))) == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "ftp://a.example/x"])
def test_only_web_addresses_are_linked(url):
    found = page(with_text(sources=[SOURCE | {"url": url}]))
    assert found.css(".srcs a") == []
    assert SOURCE["title"] in words(found.css_first(".srcs"))
    appearance = {"url": url, "title": "Recording", "is_first": True, "timecode": ""}
    assert page(with_claim(appearances=[appearance])).css(".card a") == []


@pytest.mark.parametrize(
    ("precision", "shown", "machine"),
    [("day", "18 November 2026", "2026-11-18"), ("month", "November 2026", "2026-11"), ("year", "2026", "2026")],
)
def test_the_date_of_a_claim_says_no_more_than_is_known(precision, shown, machine):
    said = page(with_claim(precision=precision)).css_first(".card__where time")
    assert (words(said), said.attributes["datetime"]) == (shown, machine)


def test_the_circumstances_of_the_claim_are_told():
    appearance = {"url": "", "title": "Evening radio", "is_first": True, "timecode": "00:12:30"}
    card = words(page(with_claim(context="In reply to a question.", appearances=[appearance])).css_first(".card"))
    assert "In reply to a question." in card
    assert "Evening radio at 00:12:30" in card


def test_each_further_claim_has_its_own_card_and_verdict():
    content = copy.deepcopy(CONTENT)
    content["text"]["claims"].append(CLAIM | {"text": "No lift is broken.", "verdict": "False"})
    content["frame"]["claims"].append(FRAME | {"verdict": VERDICT | {"silhouette": "octagon", "number": 1}})
    found = page(replace(PUBLICATION, content=content))
    second = found.css_first("#claim-2")
    assert "No lift is broken." in words(second)
    assert words(second.css_first(".plate__w")) == "False"
    assert [words(one.css_first(".plate__w")) for one in found.css(".card")] == ["Misleading", "False"]


def test_a_claim_is_in_quotation_marks_once():
    for typed in ("Every stop.", "“Every stop.”"):
        assert words(page(with_claim(text=typed)).css_first(".card blockquote")) == "“Every stop.”"


def test_a_verdict_that_is_not_on_the_scale_is_shown_without_a_place():
    assert page(replace(PUBLICATION, scale=("True", "Mixed", "False"))).css(".scale") == []


def test_a_lead_picture_without_a_published_copy_is_not_shown():
    assert page(with_text(files=[PICTURE | {"sha256": "", "extension": ""}])).css("img") == []
