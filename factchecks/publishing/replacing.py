"""Other words in an article's HTML: changes the words that an anchor names and leaves the markup as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from factchecks.publishing.anchors import Anchor, find
from factchecks.publishing.body import BLOCKS

BREAKS = frozenset(BLOCKS.split(", "))
# What is nothing without words in it.
HOLLOW = frozenset({"strong", "em", "a"})


@dataclass(frozen=True)
class Letter:
    """One letter of the plain text: the text node it stands in and its place there; -1 between two blocks."""

    sign: str
    node: int
    at: int


def replaced(html: str, anchor: Anchor, words: str) -> str | None:
    """The HTML with other words at the anchor; None when its words are gone or span two paragraphs.

    Words that were partly bold or linked take the markup of the first of them; citations among them stay.
    """
    tree = LexborHTMLParser(f"<body>{html}</body>")
    body: Any = tree.body
    nodes: list[Any] = []
    letters = _single(_letters(body, nodes))
    at = find(anchor, "".join(letter.sign for letter in letters))
    if at is None:
        return None
    meant = letters[at : at + len(anchor.exact)]
    if any(letter.node < 0 for letter in meant):
        return None
    _put(nodes, meant, words)
    return str(body.inner_html or "")


def _letters(parent: Any, nodes: list[Any]) -> Iterator[Letter]:
    """Every letter below a node in reading order: none of citations, a space at the end of a block."""
    for child in parent.iter(include_text=True):
        if child.tag == "-text":
            nodes.append(child)
            yield from (Letter(sign, len(nodes) - 1, at) for at, sign in enumerate(child.text_content or ""))
        elif child.tag != "cite":
            yield from _letters(child, nodes)
        if child.tag in BREAKS:
            yield Letter(" ", -1, 0)


def _single(letters: Iterator[Letter]) -> list[Letter]:
    """Every run of white space as one space, as in `plain_text`, none at the start; a break within it makes it one."""
    kept: list[Letter] = []
    for letter in letters:
        if not letter.sign.isspace():
            kept.append(letter)
        elif kept and kept[-1].sign != " ":
            kept.append(Letter(" ", letter.node, letter.at))
        elif kept and letter.node < 0:
            kept[-1] = letter
    return kept


def _put(nodes: list[Any], meant: list[Letter], words: str) -> None:
    spans: dict[int, tuple[int, int]] = {}
    for letter in meant:
        first, _ = spans.get(letter.node, (letter.at, 0))
        spans[letter.node] = (first, letter.at + 1)
    for place, (number, (first, end)) in enumerate(spans.items()):
        text = nodes[number].text_content or ""
        # A run of white space is one letter; what is left of it goes with it.
        while text[end - 1].isspace() and text[end : end + 1].isspace():
            end += 1
        _write(nodes[number], text[:first] + (words if place == 0 else "") + text[end:])


def _write(node: Any, text: str) -> None:
    parent = node.parent
    if text:
        node.replace_with(text)
    elif parent.tag in HOLLOW and not parent.text(deep=True).replace(node.text_content or "", "", 1):
        parent.decompose()
    else:
        node.decompose()
