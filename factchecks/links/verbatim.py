"""Finds a quotation that stands in a source letter for letter, and judges what else differs."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from factchecks.links.meaning import apart, signs, words_apart
from factchecks.links.normal import PreparedText, letters, lower_same_length
from factchecks.links.scripts import MARKS, WORD
from factchecks.links.whole import is_whole

MAX_TRIES = 500
# Of a long quotation fewer places are judged: so many characters together.
MAX_JUDGED = 200_000
_GLUE = re.compile(rf"[^\w\s{MARKS}]")
_END_SIGN = re.compile(r"[-+$%<>\u00a3\u00a5\u00b1\u2030\u20a0-\u20bf]")
_SYMBOL = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff]")


class Likeness(StrEnum):
    """How the letters that stand there differ from the quotation."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    DIVIDED = "divided"
    SYMBOLS = "symbols"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Place:
    """`start`, `end` in the normal text. `count`: how often the same likeness occurs, up to 500.

    `changed`: the numbers, negations and signs that differ.
    """

    likeness: Likeness
    start: int
    end: int
    count: int = 1
    changed: tuple[str, ...] = ()


def find_exact(wanted: str, source: PreparedText, around: int) -> Place | None:
    """The occurrence of `wanted` in whole words that is nearest to `around`, a place in the original text."""
    size = len(wanted)
    spans = [(at, at + size) for at in _occurrences(wanted, source.normal) if is_whole(source.normal, at, at + size)]
    if not spans:
        return None
    start, end = _nearest(spans, source, around)
    return Place(Likeness.EXACT, start, end, len(spans))


def find_letters(wanted: str, source: PreparedText, around: int) -> Place | None:
    """The same letters; case and punctuation may differ. The best likeness wins, then the nearest place."""
    needle = letters(wanted)
    found: dict[Likeness, list[Place]] = {}
    for at in islice(_occurrences(needle, source.loose), max(5, MAX_JUDGED // len(wanted))):
        start, end = source.position(at), source.position(at + len(needle) - 1) + 1
        start, end = _with_signs(wanted, source.normal, start, end)
        if is_whole(source.normal, start, end):
            place = _judge(wanted, source.normal, start, end)
            found.setdefault(place.likeness, []).append(place)
    best = next((found[likeness] for likeness in Likeness if likeness in found), None)
    if best is None:
        return None
    span = _nearest([(place.start, place.end) for place in best], source, around)
    return Place(best[0].likeness, *span, len(best), best[0].changed)


def _occurrences(needle: str, text: str) -> Iterator[int]:
    place = text.find(needle)
    for _ in range(MAX_TRIES):
        if place < 0:
            return
        yield place
        place = text.find(needle, place + 1)


def _nearest(spans: list[tuple[int, int]], source: PreparedText, around: int) -> tuple[int, int]:
    if around < 0:
        return spans[0]
    return min(spans, key=lambda span: abs(source.origin(*span)[0] - around))


def _with_signs(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Signs at the ends of a quotation belong to its numbers, but its letters do not reach them."""
    if start and wanted[0] == text[start - 1] and _END_SIGN.match(wanted[0]):
        start -= 1
    if wanted[-1] == text[end : end + 1] and _END_SIGN.match(wanted[-1]):
        end += 1
    return start, end


def _judge(wanted: str, text: str, start: int, end: int) -> Place:
    passage, beside = text[start:end], text[max(0, start - 1) : end + 1]
    changed = words_apart(wanted, passage) or tuple(sorted(apart(signs(wanted), signs(beside))))
    if changed:
        return Place(Likeness.MEANING, start, end, changed=changed)
    if not _same_words(wanted, passage):
        return Place(Likeness.DIVIDED, start, end)
    if not Counter(_SYMBOL.findall(passage)) <= Counter(_SYMBOL.findall(wanted)) <= Counter(_SYMBOL.findall(beside)):
        return Place(Likeness.SYMBOLS, start, end)
    return Place(Likeness.TYPOGRAPHIC, start, end)


def _same_words(one: str, other: str) -> bool:
    ours, theirs = lower_same_length(one), lower_same_length(other)
    together = WORD.findall(ours) == WORD.findall(theirs)
    return together or _GLUE.sub("", ours).split() == _GLUE.sub("", theirs).split()
