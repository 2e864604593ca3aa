"""Finds the passage that is most like a quotation when it does not stand there word for word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from factchecks.links.normal import PreparedText, lower_same_length
from factchecks.links.scripts import NEGATORS, UNSPACED, is_unspaced

SHORTEST = 12
LOWEST = 60.0
GOOD_ENOUGH = 99.0
# Bounds of the work for one stretch: words looked up, places of a word, passages compared.
MAX_WORDS = 8
MAX_ANCHORS = 4
MAX_PLACES = 200
MAX_WINDOWS = 8
MAX_LONG_WINDOWS = 3
WHOLE_BELOW = 20_000
# Longer stretches are compared by their beginning and end, then as a whole: aligning costs the square.
LONG = 256
EDGE = 128
WIDEST = 64
# Left out at the ends of a passage: they belong to the sentence around it.
OUTER = " \"'()[]{},;:.!?"
_ANCHOR = re.compile(rf"[{UNSPACED}]{{3}}|[^\W{UNSPACED}]{{4,}}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` 0 to 100; `start` and `end` in the normal text, widened to whole words."""

    score: float
    start: int
    end: int


def most_like(piece: str, source: PreparedText) -> Likeness | None:
    """The most similar passage, None when nothing reaches 60. Looks around the rarest words only."""
    needle = lower_same_length(piece)
    best: Likeness | None = None
    for guess in _guesses(needle, source.lower):
        like = _compare(needle, source.lower, guess, best.score if best else LOWEST)
        if like and (best is None or like.score > best.score):
            best = like
        if best and best.score >= GOOD_ENOUGH:
            break
    return _whole_words(best, source.lower) if best else None


def _guesses(needle: str, text: str) -> list[int]:
    """Where the passage may begin, the place that most rare words speak for first."""
    step = max(1, len(needle) // 4)
    votes: Counter[int] = Counter()
    firsts: dict[int, int] = {}
    for word in _anchors(needle, text):
        offset = needle.find(word)
        for place in _places(word, text):
            start = max(0, place - offset)
            firsts.setdefault(start // step, start)
            votes[start // step] += 1
    if not votes and len(text) <= WHOLE_BELOW:
        return list(range(0, max(1, len(text)), max(1, len(needle))))[: WHOLE_BELOW // SHORTEST]
    most = MAX_LONG_WINDOWS if len(needle) > LONG else MAX_WINDOWS
    return [firsts[bucket] for bucket, _ in votes.most_common(most)]


def _anchors(needle: str, text: str) -> list[str]:
    """The words of the needle that occur in the text, the rarest first; only its longest words are counted."""
    words = sorted(set(_ANCHOR.findall(needle)), key=len, reverse=True)
    # Where all pieces are equally long (Chinese, Japanese) they are taken from all over the needle.
    step = max(1, len(words) // MAX_WORDS) if words and len(words[0]) == len(words[-1]) else 1
    counted = [(text.count(word), word) for word in words[::step][:MAX_WORDS]]
    return [word for count, word in sorted(counted) if count][:MAX_ANCHORS]


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    for _ in range(MAX_PLACES):
        if place < 0:
            return
        yield place
        place = text.find(word, place + 1)


def _compare(needle: str, text: str, guess: int, lowest: float) -> Likeness | None:
    size = len(needle)
    slack = size // 4 + 8
    if size <= LONG:
        return _align(needle, text, guess - slack, guess + size + 2 * slack, lowest)
    head = _align(needle[:EDGE], text, guess - slack, guess + EDGE + slack, LOWEST)
    if head is None:
        return None
    tail = _align(needle[-EDGE:], text, head.start + size - EDGE - slack, head.start + size + slack, LOWEST)
    end = tail.end if tail and tail.end > head.end else head.start + size
    score = fuzz.ratio(needle, text[head.start : end], score_cutoff=lowest)
    return Likeness(score, head.start, min(end, len(text))) if score else None


def _align(needle: str, text: str, start: int, end: int, lowest: float) -> Likeness | None:
    start = max(0, start)
    hit = fuzz.partial_ratio_alignment(needle, text[start:end], score_cutoff=lowest)
    return Likeness(hit.score, start + hit.dest_start, start + hit.dest_end) if hit else None


def _whole_words(found: Likeness, text: str) -> Likeness:
    """Never half a word or number: '300,00' of '300,000' would hide a difference."""
    start, end = found.start, found.end
    lowest, highest = max(0, start - WIDEST), min(len(text), end + WIDEST)
    while start > lowest and _goes_on(text[start - 1], text[start : start + 1]):
        start -= 1
    while end < highest and _goes_on(text[end], text[end - 1 : end]):
        end += 1
    start += len(text[start:end]) - len(text[start:end].lstrip(OUTER))
    end = start + len(text[start:end].rstrip(OUTER))
    return Likeness(found.score, start, end)


def _goes_on(outside: str, inside: str) -> bool:
    if is_unspaced(outside):
        return outside in NEGATORS
    return not outside.isspace() and not inside.isspace()
