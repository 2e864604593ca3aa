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
# "[un]able" for "able": an insertion that is part of a word and turns it round.
NEGATING = frozenset({"un", "in", "im", "il", "ir", "non", "non-", "dis", "mis", "anti", "anti-", "de"})
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
    """Negations that the editor's words add, or that stood in a gap and are not given back."""
    sentence_before = _SENTENCE_END.split(source.text[max(0, hits[0].start - GAP_INSERTED) : hits[0].start])[-1]
    sentence_after = _SENTENCE_END.split(source.text[hits[-1].end : hits[-1].end + GAP_INSERTED])[0]
    changed = _added(parts[0].inserted, sentence_before) | _added(parts[-1].inserted_after, sentence_after)
    for part, hit in zip(parts, hits, strict=True):
        changed |= _turned(part, source.lower[: hit.start])
    for number in range(1, len(parts)):
        said = f"{parts[number - 1].inserted_after} {parts[number].inserted}"
        gap = source.text[hits[number - 1].end : hits[number].start]
        changed |= _added(said, gap)
        # What stands in another sentence may be left out.
        if not _SENTENCE_END.search(gap):
            changed |= _added(gap, said)
    return tuple(sorted(changed))


def _added(words: str, beside: str) -> set[str]:
    """Negations in `words` that do not stand in `beside`."""
    return set(negations(words) - negations(beside))


def _turned(part: Piece, before: str) -> set[str]:
    """The prefix that an editor put on a word which does not have it in the source."""
    prefix = part.inserted.lower().split()[-1:] if part.open_start else []
    return {word for word in prefix if word in NEGATING and not before.endswith(word)}
