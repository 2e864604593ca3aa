"""The reading view: the article as plain blocks, whatever a page does; nothing from outside but text."""

import json

import pytest

from factchecks.links import readingview
from factchecks.links.readingview import Block, BlockKind, Origin, from_json, read_blocks, to_json, visible
from factchecks.links.text import read_page

LONG = "Night buses run from half past midnight to five, and this page counts the trips of an ordinary week. " * 2
PAGE = f"""<!doctype html><title>Night network</title><nav><a href="/">Home</a></nav><main>
<h1>The night network</h1><p>{LONG}</p><h2>What was added</h2>
<ul><li>Sunday services</li><li>Four <b>lines</b> extended</li></ul>
<blockquote><p>We did it twice.</p><p>And once more.</p></blockquote>
<table><tr><td>Quay</td><td>no step</td></tr></table><p>Line one<br>line two.</p></main>"""


def read(markup, **options):
    body = markup.encode()
    return read_blocks(body, "text/html", read_page(body, "text/html").text, **options)


def test_an_article_becomes_typed_blocks():
    blocks = read(PAGE).blocks
    assert blocks[0] == Block(BlockKind.HEADING, "The night network", 1)
    assert blocks[1] == Block(BlockKind.PARAGRAPH, LONG.strip())
    assert blocks[2] == Block(BlockKind.HEADING, "What was added", 2)
    assert [one.text for one in blocks if one.kind is BlockKind.ITEM] == ["Sunday services", "Four lines extended"]
    assert [one.text for one in blocks if one.kind is BlockKind.QUOTE] == ["We did it twice.", "And once more."]
    assert Block(BlockKind.PARAGRAPH, "Quay | no step") in blocks
    assert Block(BlockKind.PARAGRAPH, "Line one line two.") in blocks


def test_what_is_not_the_article_is_left_out():
    found = read(PAGE)
    assert found.origin is Origin.MAIN
    assert "Home" not in [block.text for block in found.blocks]


def test_no_markup_comes_through():
    found = read(
        PAGE.replace("Sunday services", "<img src=x onerror=alert(1)>Sunday<script>alert(2)</script> services")
    )
    text = json.dumps(to_json(found).decode())
    assert "onerror" not in text
    assert "alert(2)" not in text
    assert Block(BlockKind.ITEM, "Sunday services") in found.blocks


def test_markup_that_was_shown_as_text_stays_text():
    found = read(PAGE.replace("Sunday services", "&lt;b&gt;Sunday&lt;/b&gt;"))
    assert Block(BlockKind.ITEM, "<b>Sunday</b>") in found.blocks


def test_marks_that_turn_text_around_are_taken_out():
    assert visible("safe\u202egnp.exe\x00\x1b[2J").blocks == (Block(BlockKind.PARAGRAPH, "safegnp.exe[2J"),)


def test_a_page_without_an_article_is_shown_line_by_line():
    found = read("<title>x</title><p>Ferry 7<p>Harbour 9")
    assert (found.origin, [block.text for block in found.blocks]) == (Origin.VISIBLE, ["Ferry 7", "Harbour 9"])


@pytest.mark.parametrize("media", ["text/plain", "application/pdf", "image/png"])
def test_what_is_no_web_page_is_shown_line_by_line(media):
    found = read_blocks(b"One\nTwo", media, "One\n\nTwo\fThree")
    assert [block.text for block in found.blocks] == ["One", "Two", "Three"]


def test_a_pdf_without_a_type_is_not_read_as_a_web_page():
    assert read_blocks(b"%PDF-1.7 " + LONG.encode(), "", "Page one").origin is Origin.VISIBLE


def test_an_extractor_that_takes_too_long_is_left_alone():
    found = read(PAGE, timeout=0.001)
    assert found.origin is Origin.VISIBLE
    assert "The night network" in [block.text for block in found.blocks]


HOSTILE = {
    "deep": "<div>" * 50_000 + "words",
    "tables": "<table><tr><td>" * 5_000 + "words",
    "open": "<a " * 100_000,
    "nothing": "",
    "nul": "\x00" * 1000 + "<p>words",
    "surrogates": "<p>&#xD800;&#x110000;</p>words",
    "entities": "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><p>&c;</p>words",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_blocks(name):
    found = read(HOSTILE[name])
    assert all(block.text for block in found.blocks)
    assert from_json(to_json(found)) == found


def test_blocks_and_letters_are_bounded(monkeypatch):
    monkeypatch.setattr(readingview, "MAX_BLOCKS", 3)
    monkeypatch.setattr(readingview, "MAX_CHARS", 12)
    found = visible("Harbour\nferry\nnight\nquay\n")
    assert ([block.text for block in found.blocks], found.truncated) == (["Harbour", "ferr"], True)


def test_the_child_knows_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "harbour")
    assert not {"SECRET_KEY", "DATABASE_URL", "NEWSROOM_DATA"} & set(readingview._environment())


def test_a_kept_view_comes_back_as_it_was():
    found = read(PAGE)
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    "junk", [b"", b"[]", b"{}", b'{"blocks": [1]}', b'{"blocks": [{"kind": "x", "text": "y"}]}', b"\xff"]
)
def test_a_damaged_view_is_refused(junk):
    with pytest.raises(ValueError):  # noqa: PT011 - any, the caller shows the text instead
        from_json(junk)
