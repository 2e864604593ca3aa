"""The article's HTML: the one allow-list, on write and on render, and the numbered citations."""

from collections.abc import Mapping
from typing import Any

import nh3
from django.template.loader import render_to_string
from selectolax.lexbor import LexborHTMLParser

from factchecks.publishing.pasted import DROPPED, in_our_tags

TAGS = {"p", "h2", "h3", "blockquote", "ul", "ol", "li", "strong", "em", "br", "a", "cite"}
ATTRIBUTES = {"a": {"href"}, "cite": {"data-source"}}
SCHEMES = {"http", "https", "mailto"}
# A key of the database has at most 19 digits; int() refuses numbers of thousands.
KEY_DIGITS = 18
BLOCKS = "p, h2, h3, li, blockquote, br"


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= KEY_DIGITS


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Drops addresses that are relative to the site or to the protocol, and citations that name no number."""
    if tag == "a" and name == "href":
        return value if value.lower().startswith(("http://", "https://", "mailto:")) else None
    if tag == "cite" and name == "data-source":
        return value if _is_key(value) else None
    return value


def clean_body(html: str) -> str:
    """The allowed part of the HTML; cleaning it again changes nothing."""
    return nh3.clean(
        in_our_tags(html, tags=TAGS, attributes=ATTRIBUTES),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
        attribute_filter=_attribute,
        clean_content_tags=DROPPED,
    ).strip()


def _tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<body>{html}</body>")


def cited_keys(html: str) -> list[int]:
    """Keys of the sources that the text cites, each once, in the order of the first citation."""
    found = (node.attributes.get("data-source") or "" for node in _tree(html).css("cite[data-source]"))
    return list(dict.fromkeys(int(key) for key in found if _is_key(key)))


def render_citations(html: str, numbers: Mapping[int, int]) -> str:
    """Turns each citation into the chip that leads to its source; those without a number are dropped."""
    tree = _tree(clean_body(html))
    for node in tree.css("cite"):
        key = node.attributes.get("data-source") or ""
        number = numbers.get(int(key)) if _is_key(key) else None
        if number is None:
            node.decompose()
            continue
        chip: Any = LexborHTMLParser(render_to_string("public/citation.html", {"number": number})).css_first("sup")
        node.replace_with(chip)
    return _inner(tree)


def _inner(tree: LexborHTMLParser) -> str:
    body: Any = tree.body
    return str(body.inner_html or "") if body is not None else ""


def plain_text(html: str) -> str:
    """The words without markup and citations; a space between blocks."""
    tree = _tree(html)
    for node in tree.css("cite"):
        node.decompose()
    for node in tree.css(BLOCKS):
        node.insert_after(" ")
    body: Any = tree.body
    return " ".join(str(body.text()).split()) if body is not None else ""


def word_count(html: str) -> int:
    """Number of words, citations not counted."""
    return len(plain_text(html).split())
