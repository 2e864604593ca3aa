"""The article's HTML: the one allow-list, on write and on render, and the numbered citations."""

from collections.abc import Mapping
from typing import Any

import nh3
from django.template.loader import render_to_string
from selectolax.lexbor import LexborHTMLParser

TAGS = {"p", "h2", "h3", "blockquote", "ul", "ol", "li", "strong", "em", "br", "a", "cite"}
ATTRIBUTES = {"a": {"href"}, "cite": {"data-source"}}
SCHEMES = {"http", "https", "mailto"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Drops addresses that are relative to the site or to the protocol, and citations that name no number."""
    if tag == "a" and name == "href":
        return value if value.lower().startswith(("http://", "https://", "mailto:")) else None
    if tag == "cite" and name == "data-source":
        return value if value.isascii() and value.isdigit() else None
    return value


def clean_body(html: str) -> str:
    """The allowed part of the HTML; cleaning it again changes nothing."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
        attribute_filter=_attribute,
        clean_content_tags={"script", "style", "template", "noscript"},
    ).strip()


def _tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<body>{html}</body>")


def cited_keys(html: str) -> list[int]:
    """Keys of the sources that the text cites, each once, in the order of the first citation."""
    found = (node.attributes.get("data-source") or "" for node in _tree(html).css("cite[data-source]"))
    return list(dict.fromkeys(int(key) for key in found if key.isascii() and key.isdigit()))


def render_citations(html: str, numbers: Mapping[int, int]) -> str:
    """Turns each citation into the chip that leads to its source; those without a number are dropped."""
    tree = _tree(clean_body(html))
    for node in tree.css("cite"):
        key = node.attributes.get("data-source") or ""
        number = numbers.get(int(key)) if key.isdigit() else None
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
    """The words without markup; a space between blocks."""
    body: Any = _tree(html).body
    return " ".join(str(body.text(separator=" ")).split()) if body is not None else ""


def word_count(html: str) -> int:
    """Number of words, citations not counted."""
    tree = _tree(html)
    for node in tree.css("cite"):
        node.decompose()
    return len(plain_text(_inner(tree)).split())
