"""Reads an article body into blocks of word-sized pieces, so that two versions can be laid side by side."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser

# A word keeps its apostrophes, hyphens and decimal marks; spaces and signs stand for themselves.
TOKEN = re.compile(r"\w+(?:[’'.,\-]\w+)*|\s+|[^\w\s]")
SAFE_HREFS = ("https://", "http://", "mailto:")
SPACE = re.compile(r"[ \t\r\n\f]+")


class Kind(StrEnum):
    """What a block is to the reader."""

    PARAGRAPH = "paragraph"
    HEADING = "sub-heading"
    QUOTE = "block quote"
    ITEM = "list item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, a space, a sign, or a citation (`cite` is the source's key; its number is no part of equality)."""

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    cite: str = ""
    number: str = field(default="", compare=False)

    @property
    def is_word(self) -> bool:
        """Whether it counts as a word."""
        return bool(self.text) and (self.text[0].isalnum() or self.text[0] == "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, sub-heading, quotation or list item."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words alone, for measuring likeness."""
        return "".join(piece.text for piece in self.pieces)


LEAVES = {"p": Kind.PARAGRAPH, "h2": Kind.HEADING, "h3": Kind.HEADING, "h4": Kind.HEADING, "footer": Kind.QUOTE}
AROUND = {"blockquote": Kind.QUOTE, "li": Kind.ITEM}


class _Reader(HTMLParser):
    def __init__(self, numbers: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.numbers = numbers
        self.blocks: list[Block] = []
        self._pieces: list[Piece] = []
        self._kind = Kind.PARAGRAPH
        self._around: list[Kind] = []
        self._open: list[str] = []
        self._hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LEAVES or tag in AROUND:
            self._close()
            self._kind = LEAVES.get(tag, Kind.PARAGRAPH)
        if tag in AROUND:
            self._around.append(AROUND[tag])
        elif tag == "a":
            href = given.get("href") or ""
            self._hrefs.append(href if href.startswith(SAFE_HREFS) else "")
        elif tag == "cite":
            key = given.get("data-source") or ""
            self._pieces.append(Piece(cite=key, number=self.numbers.get(key, "?")))
        if tag == "br":
            self._pieces.append(Piece(text=" "))
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in LEAVES or tag in AROUND:
            self._close()
        if tag in AROUND and self._around:
            self._around.pop()
        elif tag == "a" and self._hrefs:
            self._hrefs.pop()
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if "cite" in self._open:
            return
        strong = bool({"strong", "b"} & set(self._open))
        emphasis = bool({"em", "i"} & set(self._open))
        href = self._hrefs[-1] if self._hrefs else ""
        for token in TOKEN.findall(SPACE.sub(" ", data)):
            self._pieces.append(Piece(text=token, strong=strong, emphasis=emphasis, href=href))

    def _close(self) -> None:
        pieces = _trimmed(self._pieces)
        if pieces:
            kind = self._around[-1] if self._around and self._kind is Kind.PARAGRAPH else self._kind
            self.blocks.append(Block(kind=kind, pieces=pieces))
        self._pieces, self._kind = [], Kind.PARAGRAPH

    def close(self) -> None:
        super().close()
        self._close()


def _trimmed(pieces: list[Piece]) -> tuple[Piece, ...]:
    while pieces and pieces[0].text.isspace():
        pieces = pieces[1:]
    while pieces and pieces[-1].text.isspace():
        pieces = pieces[:-1]
    return tuple(pieces)


def read_blocks(html: str, numbers: Mapping[str, str]) -> list[Block]:
    """The blocks of a body in order; `numbers` gives each source key the number shown for it."""
    reader = _Reader(numbers)
    reader.feed(html)
    reader.close()
    return reader.blocks


def plain(text: str) -> tuple[Piece, ...]:
    """A plain text as pieces."""
    return tuple(Piece(text=token) for token in TOKEN.findall(SPACE.sub(" ", text).strip()))
