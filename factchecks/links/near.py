"""Finds the passage that is most like a quotation when it does not stand there word for word."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz

from factchecks.links.normal import PreparedText, lower_same_length

SHORTEST = 12
LOWEST = 60.0
MAX_ANCHORS = 4
MAX_PLACES = 40
WHOLE_BELOW = 20_000
_ANCHOR = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` 0 to 100; `start` and `end` in the prepared text, widened to whole words."""

    score: float
    start: int
    end: int


def most_like(piece: str, source: PreparedText) -> Likeness | None:
    """The most similar passage, None when nothing reaches 60. Looks around the rarest words only."""
    needle = lower_same_length(piece)
    best: Likeness | None = None
    for start, end in _windows(needle, source):
        hit = fuzz.partial_ratio_alignment(needle, source.lower[start:end], score_cutoff=best.score if best else LOWEST)
        if hit and (best is None or hit.score > best.score):
            best = Likeness(hit.score, start + hit.dest_start, start + hit.dest_end)
    return _whole_words(best, source.lower) if best else None


def _windows(needle: str, source: PreparedText) -> list[tuple[int, int]]:
    length = len(needle)
    step = max(1, length // 4)
    found: dict[int, tuple[int, int]] = {}
    for word, places in _anchors(needle, source):
        offset = needle.find(word)
        for place in places:
            start = max(0, place - offset - step)
            found.setdefault(start // step, (start, start + length + length // 2 + 2 * step))
    if not found and len(source.lower) <= WHOLE_BELOW:
        return [(0, len(source.lower))]
    return list(found.values())


def _anchors(needle: str, source: PreparedText) -> list[tuple[str, list[int]]]:
    wanted = set(_ANCHOR.findall(needle))
    places: dict[str, list[int]] = defaultdict(list)
    for found in _ANCHOR.finditer(source.lower):
        if found.group() in wanted:
            places[found.group()].append(found.start())
    rarest = sorted(places.items(), key=lambda item: len(item[1]))[:MAX_ANCHORS]
    return [(word, starts[:MAX_PLACES]) for word, starts in rarest]


def _whole_words(found: Likeness, text: str) -> Likeness:
    """Never half a word or number: '300,00' of '300,000' would hide a difference."""
    start, end = found.start, found.end
    while start > 0 and not text[start - 1].isspace() and not text[start : start + 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end - 1 : end].isspace():
        end += 1
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    return Likeness(found.score, start, end)
