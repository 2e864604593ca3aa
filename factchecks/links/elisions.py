"""Finds the pieces of an edited quotation in a source, in order, and what stands in the gaps between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factchecks.links.meaning import negations, numbers
from factchecks.links.normal import PreparedText
from factchecks.links.segments import Piece
from factchecks.links.whole import is_whole

GAP_ELIDED = 6_000
GAP_INSERTED = 160
# A fragment of a word or two proves something only near its neighbours: "we ... cut ... taxes".
GAP_FRAGMENT = 600
FRAGMENT = 8
# All searches for the pieces of one quotation together, whatever the text repeats.
MAX_TRIES = 5_000
# "[un]able" for "able": an insertion that is part of a word and turns it round.
NEGATING = frozenset({"un", "in", "im", "il", "ir", "non", "non-", "dis", "mis", "anti", "anti-", "de"})
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where all pieces stand, in characters of the normal text.

    `changed`: negations lost, or negations and numbers added, in the gaps.
    """

    start: int
    end: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    loose_end: int


class _Tries:
    """Counts the searches that are left."""

    def __init__(self, left: int = MAX_TRIES) -> None:
        self._left = left

    def take(self) -> bool:
        """Whether one more search may be made."""
        self._left -= 1
        return self._left >= 0


def find_in_order(parts: Sequence[Piece], source: PreparedText) -> Stand | None:
    """The first place where every piece follows the one before it within reach."""
    tries, begin, fallback = _Tries(), 0, None
    while parts:
        first = _find(parts[0], source, begin, len(source.loose), tries)
        if first is None:
            break
        hits = _follow(first, parts, source, tries)
        if hits:
            stand = Stand(hits[0].start, hits[-1].end, _changed(parts, hits, source))
            if not stand.changed:
                return stand
            fallback = fallback or stand
        begin = first.loose_end - len(parts[0].letters) + 1
    return fallback


def stand_anywhere(parts: Sequence[Piece], source: PreparedText) -> Stand | None:
    """The place of the first piece when every piece occurs somewhere."""
    tries = _Tries()
    hits = [_find(part, source, 0, len(source.loose), tries) for part in parts]
    first = hits[0] if hits else None
    return Stand(first.start, first.end) if first and all(hits) else None


def _find(part: Piece, source: PreparedText, begin: int, stop: int, tries: _Tries) -> _Hit | None:
    while tries.take():
        place = source.loose.find(part.letters, begin, stop)
        if place < 0:
            return None
        loose_end = place + len(part.letters)
        start, end = source.position(place), source.position(loose_end - 1) + 1
        if is_whole(source.normal, start, end, open_start=part.open_start, open_end=part.open_end):
            return _Hit(start, end, loose_end)
        begin = place + 1
    return None


def _follow(first: _Hit, parts: Sequence[Piece], source: PreparedText, tries: _Tries) -> list[_Hit]:
    hits = [first]
    for before, part in pairwise(parts):
        begin = hits[-1].loose_end
        hit = _find(part, source, begin, begin + _reach(before, part) + len(part.letters), tries)
        if hit is None:
            return []
        hits.append(hit)
    return hits


def _reach(before: Piece, part: Piece) -> int:
    """How many letters may stand between two pieces."""
    if not part.elided:
        return GAP_INSERTED
    return GAP_ELIDED if min(len(before.letters), len(part.letters)) >= FRAGMENT else GAP_FRAGMENT


def _changed(parts: Sequence[Piece], hits: Sequence[_Hit], source: PreparedText) -> tuple[str, ...]:
    """Negations that the editor's words add, or that stood in a gap and are not given back."""
    text = source.normal
    before = _SENTENCE_END.split(text[max(0, hits[0].start - GAP_INSERTED) : hits[0].start])[-1]
    after = _SENTENCE_END.split(text[hits[-1].end : hits[-1].end + GAP_INSERTED])[0]
    changed = _added(parts[0].inserted, before) | _added(parts[-1].inserted_after, after)
    for part, hit in zip(parts, hits, strict=True):
        changed |= _turned(part, source.lower[max(0, hit.start - 10) : hit.start])
    for number in range(1, len(parts)):
        said = f"{parts[number - 1].inserted_after} {parts[number].inserted}"
        gap = text[hits[number - 1].end : hits[number].start]
        # Whole sentences may be left out, but not what belongs to the quoted words on either side.
        sentences = _SENTENCE_END.split(gap)
        kept = gap if len(sentences) < 3 else f"{sentences[0]} . {sentences[-1]}"
        changed |= _added(said, gap) | set(negations(kept) - negations(said))
    return tuple(sorted(changed))


def _added(words: str, beside: str) -> set[str]:
    """Negations and numbers in `words` that do not stand in `beside`."""
    return set(negations(words) - negations(beside)) | set(numbers(words) - numbers(beside))


def _turned(part: Piece, before: str) -> set[str]:
    """The prefix that an editor put on a word which does not have it in the source."""
    prefix = part.inserted.lower().split()[-1:] if part.open_start else []
    return {word for word in prefix if word in NEGATING and not before.endswith(word)}
