"""Finds the pieces of an edited quotation in a source, in order, and what stands in the gaps between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factchecks.links.meaning import negations
from factchecks.links.normal import PreparedText
from factchecks.links.segments import Piece
from factchecks.links.whole import is_whole

GAP_ELIDED = 6_000
GAP_INSERTED = 160
MAX_TRIES = 500
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where all pieces stand, in characters of the prepared text. `changed`.

    Negations lost or added in the gaps.
    """

    start: int
    end: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    loose_end: int


def find_in_order(parts: Sequence[Piece], source: PreparedText) -> Stand | None:
    """The first place where every piece follows the one before it within reach."""
    if not parts:
        return None
    begin, fallback = 0, None
    for _ in range(MAX_TRIES):
        first = _find(parts[0], source, begin, len(source.loose))
        if first is None:
            break
        hits = _follow(first, parts, source)
        if hits:
            stand = Stand(hits[0].start, hits[-1].end, _changed(parts, hits, source))
            if not stand.changed:
                return stand
            fallback = fallback or stand
        begin = first.loose_end - len(parts[0].letters) + 1
    return fallback


def stand_anywhere(parts: Sequence[Piece], source: PreparedText) -> Stand | None:
    """The place of the first piece when every piece occurs somewhere."""
    hits = [_find(part, source, 0, len(source.loose)) for part in parts]
    first = hits[0] if hits else None
    return Stand(first.start, first.end) if first and all(hits) else None


def _find(part: Piece, source: PreparedText, begin: int, stop: int) -> _Hit | None:
    for _ in range(MAX_TRIES):
        place = source.loose.find(part.letters, begin, stop)
        if place < 0:
            return None
        loose_end = place + len(part.letters)
        start, end = source.position(place), source.position(loose_end - 1) + 1
        if is_whole(source.text, start, end, open_start=part.open_start, open_end=part.open_end):
            return _Hit(start, end, loose_end)
        begin = place + 1
    return None


def _follow(first: _Hit, parts: Sequence[Piece], source: PreparedText) -> list[_Hit]:
    hits = [first]
    for part in parts[1:]:
        reach = GAP_ELIDED if part.elided else GAP_INSERTED
        begin = hits[-1].loose_end
        hit = _find(part, source, begin, begin + reach + len(part.letters))
        if hit is None:
            return []
        hits.append(hit)
    return hits


def _changed(parts: Sequence[Piece], hits: Sequence[_Hit], source: PreparedText) -> tuple[str, ...]:
    """Negations of a gap inside one sentence that the editor's words do not give back, or that they add."""
    changed: set[str] = set()
    for part, hit, before in zip(parts[1:], hits[1:], hits, strict=False):
        gap = source.text[before.end : hit.start]
        if _SENTENCE_END.search(gap):
            continue
        lost, added = negations(gap), negations(part.inserted)
        changed |= set((lost - added) + (added - lost))
    return tuple(sorted(changed))
