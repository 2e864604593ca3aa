"""What a source said: a kept copy or a file as blocks of text, with the words that checks take from it marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from factchecks.links import readingview
from factchecks.links.near import most_like
from factchecks.links.normal import PreparedText, normalise_text, prepare
from factchecks.links.passages import Located, ShownBlock
from factchecks.links.readingview import BlockKind, Origin, Reading
from factchecks.links.worddiff import Part, word_diff
from factchecks.models import Snapshot, Source
from factchecks.models.quotation import VERIFIED
from factchecks.services import snapshots, vault
from factchecks.views.rows import QuoteRow
from factchecks.views.source_uses import Use

# A longer text is shown in part; the quotations are looked for, and shown, in all of it.
SHOWN_CHARS = 200_000
MOST_QUOTES = 100
# Headings of a page begin below our own `h2`.
FIRST_HEADING, LAST_HEADING = 3, 6
CLOSING = " .,;:"


class View(StrEnum):
    """`READING`: the article without what surrounds it. `TEXT`: everything visible. `COMPARE`: word by word."""

    READING = "reading"
    TEXT = "text"
    COMPARE = "compare"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A quotation as it stands in the text that is shown. `passage`: '' when nothing there is like it.

    `marked`: whether its place can be shown; `outside`: it was found in this copy, in a part that is not shown.
    """

    use: Use
    quote: QuoteRow
    passage: str
    score: float
    verified: bool
    marked: bool
    outside: bool

    @property
    def key(self) -> str:
        return str(self.quote.quotation.pk)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Quotation and passage word by word, without the signs at the end, which a passage leaves out."""
        quoted = self.quote.quotation.text
        return word_diff(quoted.rstrip(CLOSING), self.passage.rstrip(CLOSING)) if self.passage else ()


@dataclass(frozen=True, kw_only=True)
class Run:
    """Some text; `told` are the quotations it belongs to, `starts` those that begin here."""

    text: str
    told: tuple[Told, ...]
    starts: tuple[Told, ...]

    @property
    def verified(self) -> bool:
        return all(one.verified for one in self.told)


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One block. `level`: 3 to 6 of a heading, without gaps; else 0. `told`: the quotations that end in it."""

    kind: BlockKind
    level: int
    runs: list[Run]
    told: list[Told]


@dataclass(frozen=True, kw_only=True)
class Said:
    """The text in groups of blocks of one kind, so that entries of a list stand together; empty without a text."""

    groups: list[list[Paragraph]]
    told: list[Told]
    origin: Origin | None = None
    cut: bool = False
    missing: bool = False
    located: Located | None = None

    @property
    def outside(self) -> list[Told]:
        """Quotations that were found in the copy, but stand outside of what is shown now."""
        return [one for one in self.told if one.outside]


@lru_cache(maxsize=8)
def _located(reading: Reading) -> Located:
    return Located(reading.blocks)


@lru_cache(maxsize=8)
def _prepared(reading: Reading) -> PreparedText:
    return prepare("\n".join(block.text for block in reading.blocks))


def _read(source: Source, copy: Snapshot | None, view: View) -> Reading | None:
    """None when there is no text. Raises FileNotFoundError when it was lost."""
    if copy is not None:
        read = snapshots.reading_of if view is View.READING else snapshots.everything_visible
        return read(snapshot=copy)
    file = source.attachment or source.copy_file
    return readingview.visible(vault.read_text(file.text_sha256)) if file and file.text_sha256 else None


def said(source: Source, copy: Snapshot | None, uses: Sequence[Use], view: View) -> Said:
    """The text of the copy, or of the file when there is none, with all quotations looked for in it."""
    try:
        reading = _read(source, copy, view)
    except FileNotFoundError:
        return Said(groups=[], told=[], missing=True)
    if reading is None:
        return Said(groups=[], told=[])
    located, key = _located(reading), copy.pk if copy else None
    quoted = [(use, quote) for use in uses for quote in use.quotes][:MOST_QUOTES]
    told = {one.key: one for one in (_told(use, quote, reading, key) for use, quote in quoted)}
    blocks = located.highlight({key: one.quote.quotation.text for key, one in told.items() if one.marked})
    shown, cut = _shortened(blocks)
    return Said(
        groups=_grouped(_paragraphs(shown, told)),
        told=list(told.values()),
        origin=reading.origin,
        cut=cut or reading.truncated,
        located=located,
    )


def _told(use: Use, quote: QuoteRow, reading: Reading, copy: int | None) -> Told:
    words = quote.quotation
    found = _located(reading).find(words.text)
    match = found.match
    outside = not match.verified and words.result in VERIFIED and words.snapshot_id == copy
    near = (match.passage, match.score) if match.passage else _nearest(words.text, reading)
    return Told(
        use=use,
        quote=quote,
        passage=near[0],
        score=near[1],
        verified=match.verified,
        marked=bool(found.marks) and not outside,
        outside=outside and copy is not None,
    )


def _nearest(text: str, reading: Reading) -> tuple[str, float]:
    """The passage that is most like words that do not stand there, and how much in per cent."""
    source = _prepared(reading)
    like = most_like(normalise_text(text), source)
    if like is None:
        return "", 0.0
    start, end = source.origin(like.start, like.end)
    return source.text[start:end], like.score


def _shortened(blocks: Sequence[ShownBlock]) -> tuple[list[ShownBlock], bool]:
    """The beginning, and every later block that bears a mark."""
    shown, size = [], 0
    for block in blocks:
        size += sum(len(piece.text) for piece in block.pieces)
        if size <= SHOWN_CHARS or any(piece.keys for piece in block.pieces):
            shown.append(block)
    return shown, len(shown) < len(blocks)


def _paragraphs(blocks: Sequence[ShownBlock], told: Mapping[str, Told]) -> Iterable[Paragraph]:
    last = {key: number for number, block in enumerate(blocks) for piece in block.pieces for key in piece.keys}
    levels = _levels(blocks)
    for number, block in enumerate(blocks):
        runs = [
            Run(
                text=piece.text,
                told=tuple(told[key] for key in piece.keys),
                starts=tuple(told[key] for key in piece.starts),
            )
            for piece in block.pieces
        ]
        ended = [told[key] for key, at in last.items() if at == number]
        yield Paragraph(kind=block.kind, level=next(levels), runs=runs, told=ended)


def _levels(blocks: Iterable[ShownBlock]) -> Iterator[int]:
    """Of each block the level of its heading, so that none is left out on the way down; 0 for other blocks."""
    above: list[int] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            yield 0
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield min(FIRST_HEADING - 1 + len(above), LAST_HEADING)


def _grouped(paragraphs: Iterable[Paragraph]) -> list[list[Paragraph]]:
    return [list(group) for _, group in groupby(paragraphs, key=lambda one: one.kind)]
