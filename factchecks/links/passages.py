"""Where a quotation stands in a reading view, block by block, so that it can be shown highlighted."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from factchecks.links.normal import prepare
from factchecks.links.quotes import QuoteMatch, verify
from factchecks.links.readingview import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of the text of block number `block`, counted from 0."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """`match`: what the comparison says. `marks`: one for each block touched, in order; empty when not found."""

    match: QuoteMatch
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a block and the keys of the quotations that cover it, in the order given; `starts` names those
    that begin here, which is where the focus goes."""

    text: str
    keys: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block cut into pieces."""

    kind: BlockKind
    level: int
    pieces: tuple[Piece, ...]


class Located:
    """A reading view prepared once for many quotations."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self._prepared = prepare("\n".join(block.text for block in self.blocks))
        lengths = accumulate((len(block.text) + 1 for block in self.blocks), initial=0)
        self._starts = list(lengths)[:-1]

    def find(self, quote: str) -> Passage:
        """Where the quotation, or what is nearest to it, stands."""
        match = verify(quote, self._prepared)
        return Passage(match, tuple(self._marks(match.start, match.end)) if match.start >= 0 else ())

    def highlight(self, quotes: Mapping[str, str]) -> tuple[ShownBlock, ...]:
        """All blocks, cut where quotations begin and end. `quotes`: key -> words."""
        marks = {key: self.find(quote).marks for key, quote in quotes.items()}
        return tuple(_cut(number, block, marks) for number, block in enumerate(self.blocks))

    def _marks(self, start: int, end: int) -> Iterator[Mark]:
        """From places in all the text to places in its blocks."""
        for number in range(bisect_right(self._starts, start) - 1, len(self.blocks)):
            offset, size = self._starts[number], len(self.blocks[number].text)
            if offset >= end:
                return
            mark = Mark(number, max(start - offset, 0), min(end - offset, size))
            if mark.start < mark.end:
                yield mark


def _cut(number: int, block: Block, marks: Mapping[str, Sequence[Mark]]) -> ShownBlock:
    here = {key: mark for key, found in marks.items() for mark in found if mark.block == number}
    first = {key: found[0] for key, found in marks.items() if found}
    edges = sorted({0, len(block.text), *(edge for mark in here.values() for edge in (mark.start, mark.end))})
    pieces = [
        Piece(
            block.text[start:end],
            tuple(key for key, mark in here.items() if mark.start <= start and end <= mark.end),
            tuple(key for key, mark in here.items() if mark.start == start and mark == first[key]),
        )
        for start, end in zip(edges, edges[1:], strict=False)
    ]
    return ShownBlock(block.kind, block.level, tuple(pieces))
