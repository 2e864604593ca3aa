"""Does a quotation stand in a source? From word for word down to missing; a fuzzy hit is never verified."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from factchecks.links.elisions import Stand, find_in_order, stand_anywhere
from factchecks.links.meaning import difference, signs
from factchecks.links.near import SHORTEST, Likeness, most_like
from factchecks.links.normal import PreparedText, letters, lower_same_length, normalise_text
from factchecks.links.segments import ENDS, MARK, Piece, has_edits, pieces
from factchecks.links.whole import is_whole

MIN_LETTERS = 8
MAX_CHARS = 20_000
NEAR = 88.0
MAX_TRIES = 500
_TOKEN = re.compile(r"\w+")
_GLUE = re.compile(r"[^\w\s]")


class QuoteResult(StrEnum):
    """`segments_apart`: every part occurs, but in another order or too far apart."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    SEGMENTS_APART = "segments_apart"
    NEAR = "near"
    DIFFERS_IN_MEANING = "differs_in_meaning"
    MISSING = "missing"
    TOO_SHORT = "too_short"


VERIFIED = frozenset({QuoteResult.EXACT, QuoteResult.TYPOGRAPHIC, QuoteResult.ELIDED})


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """`score` 0 to 100. `start`, `end`: characters of the prepared text, -1 when nothing was found."""

    result: QuoteResult
    score: float = 0.0
    start: int = -1
    end: int = -1
    passage: str = ""
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether the source says it. A passage that is only similar never does."""
        return self.result in VERIFIED


def verify(quote: str, source: PreparedText) -> QuoteMatch:
    """Look for `quote` (up to 20,000 characters) in `source`."""
    wanted = MARK.sub("", normalise_text(quote[:MAX_CHARS])).strip(ENDS)
    if len(letters(wanted)) < MIN_LETTERS:
        return QuoteMatch(QuoteResult.TOO_SHORT, note=f"A quotation needs at least {MIN_LETTERS} letters.")
    found = _exact(wanted, source) or _typographic(wanted, source)
    if not found and has_edits(quote):
        found = _edited(pieces(quote[:MAX_CHARS]), source)
    return found or _near(pieces(quote[:MAX_CHARS]), wanted, source)


def _match(result: QuoteResult, score: float, start: int, end: int, source: PreparedText, note: str = "") -> QuoteMatch:
    return QuoteMatch(result, round(score, 1), start, end, source.text[start:end], note)


def _occurrences(needle: str, text: str) -> Iterator[int]:
    place = text.find(needle)
    for _ in range(MAX_TRIES):
        if place < 0:
            return
        yield place
        place = text.find(needle, place + 1)


def _exact(wanted: str, source: PreparedText) -> QuoteMatch | None:
    for start in _occurrences(wanted, source.text):
        if is_whole(source.text, start, start + len(wanted)):
            return _match(QuoteResult.EXACT, 100, start, start + len(wanted), source)
    return None


def _typographic(wanted: str, source: PreparedText) -> QuoteMatch | None:
    """The same letters; case and punctuation may differ.

    Other word limits or numbers make it less than verified.
    """
    needle = letters(wanted)
    weaker: QuoteMatch | None = None
    for place in _occurrences(needle, source.loose):
        start, end = source.position(place), source.position(place + len(needle) - 1) + 1
        if not is_whole(source.text, start, end):
            continue
        found = _judge_loose(wanted, source, start, end)
        if found.verified:
            return found
        weaker = weaker or found
    return weaker


def _judge_loose(wanted: str, source: PreparedText, start: int, end: int) -> QuoteMatch:
    passage = source.text[start:end]
    if changed := difference(wanted, passage):
        return _match(QuoteResult.DIFFERS_IN_MEANING, 99, start, end, source, _changed_note(changed))
    # A sign at either end belongs to its number, but the letters do not reach it.
    if signs(wanted) != signs(source.text[max(0, start - 1) : end + 1]):
        note = "Signs of money or share differ."
        return _match(QuoteResult.DIFFERS_IN_MEANING, 99, start, end, source, note)
    if not _same_words(wanted, passage):
        return _match(QuoteResult.NEAR, 99, start, end, source, "The words are divided differently.")
    return _match(QuoteResult.TYPOGRAPHIC, 100, start, end, source, "Only capitals or punctuation differ.")


def _same_words(one: str, other: str) -> bool:
    ours, theirs = lower_same_length(one), lower_same_length(other)
    apart = _TOKEN.findall(ours) == _TOKEN.findall(theirs)
    return apart or _GLUE.sub("", ours).split() == _GLUE.sub("", theirs).split()


def _edited(parts: tuple[Piece, ...], source: PreparedText) -> QuoteMatch | None:
    stand = find_in_order(parts, source)
    if stand:
        return _judge_stand(stand, source)
    apart = stand_anywhere(parts, source)
    if apart is None:
        return None
    note = "All parts occur, but in another order or too far apart."
    return _match(QuoteResult.SEGMENTS_APART, 100, apart.start, apart.end, source, note)


def _judge_stand(stand: Stand, source: PreparedText) -> QuoteMatch:
    if stand.changed:
        note = f"The words left out or put in change the meaning: {', '.join(stand.changed)}."
        return _match(QuoteResult.DIFFERS_IN_MEANING, 100, stand.start, stand.end, source, note)
    return _match(QuoteResult.ELIDED, 100, stand.start, stand.end, source, "All parts occur, in this order.")


def _near(parts: tuple[Piece, ...], wanted: str, source: PreparedText) -> QuoteMatch:
    found: list[Likeness] = []
    for part in parts:
        if len(part.text) < SHORTEST and len(parts) > 1:
            continue
        like = most_like(part.text, source)
        if like is None or like.score < NEAR:
            return QuoteMatch(QuoteResult.MISSING, round(like.score, 1) if like else 0.0)
        found.append(like)
    if not found:
        return QuoteMatch(QuoteResult.MISSING)
    start, end = min(like.start for like in found), max(like.end for like in found)
    said = " ".join(source.text[like.start : like.end] for like in found)
    ours = " ".join(part.text for part in parts if len(part.text) >= SHORTEST or len(parts) == 1)
    score = min(like.score for like in found)
    if changed := difference(ours, said):
        return _match(QuoteResult.DIFFERS_IN_MEANING, score, start, end, source, _changed_note(changed))
    return _match(QuoteResult.NEAR, score, start, end, source, "The source says it in slightly different words.")


def _changed_note(changed: tuple[str, ...]) -> str:
    return f"Negations or numbers differ: {', '.join(changed)}."
