"""Does a quotation stand in a source? From word for word down to missing; a fuzzy hit is never verified."""

from dataclasses import dataclass
from enum import StrEnum

from factchecks.links.elisions import Stand, find_in_order, stand_anywhere
from factchecks.links.meaning import difference, spelled_differently
from factchecks.links.near import SHORTEST, most_like
from factchecks.links.near import Likeness as Alike
from factchecks.links.normal import PreparedText, letters, normalise_text
from factchecks.links.segments import ENDS, MARK, Piece, has_edits, pieces
from factchecks.links.verbatim import Likeness, Place, find_exact, find_letters
from factchecks.links.worddiff import Part, word_diff
from factchecks.links.wordwise import turned_round

MIN_LETTERS = 8
NEAR = 88.0
# Longer quotations are looked for word for word only.
MAX_CHARS = 20_000
MAX_PIECES = 40
CUT = "The same letters stand there, but a word or a number is cut or divided differently."


class QuoteResult(StrEnum):
    """`segments_apart`: every part occurs, but in another order or too far apart.

    `unverifiable`: there is no text to look in; said by those who read the source, never by `verify`.
    """

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    SEGMENTS_APART = "segments_apart"
    NEAR = "near"
    DIFFERS_IN_MEANING = "differs_in_meaning"
    MISSING = "missing"
    TOO_SHORT = "too_short"
    UNVERIFIABLE = "unverifiable"


VERIFIED = frozenset({QuoteResult.EXACT, QuoteResult.TYPOGRAPHIC, QuoteResult.ELIDED})
_OF_LETTERS = {
    Likeness.EXACT: (QuoteResult.EXACT, 100.0, ""),
    Likeness.TYPOGRAPHIC: (QuoteResult.TYPOGRAPHIC, 100.0, "Only capitals or punctuation differ."),
    Likeness.DIVIDED: (QuoteResult.NEAR, 99.0, "The words are divided differently."),
    Likeness.SYMBOLS: (QuoteResult.NEAR, 99.0, "The symbols differ."),
    Likeness.MEANING: (QuoteResult.DIFFERS_IN_MEANING, 99.0, "Negations or numbers differ: {}."),
}


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """`score` 0 to 100. `start`, `end`: characters of the original text, -1 when nothing was found.

    `passage`: the original words there. `count`: how often it stands there like this (exact and typographic).
    """

    result: QuoteResult
    score: float = 0.0
    start: int = -1
    end: int = -1
    passage: str = ""
    note: str = ""
    count: int = 0
    quote: str = ""

    @property
    def verified(self) -> bool:
        """Whether the source says it. A passage that is only similar never does."""
        return self.result in VERIFIED

    @property
    def diff(self) -> tuple[Part, ...]:
        """The quotation and its passage word by word; () when nothing was found."""
        return word_diff(self.quote, self.passage) if self.passage else ()


@dataclass(frozen=True, slots=True)
class _Search:
    """One quotation and where to look. `around`: -1, or the place in the original that is preferred."""

    quote: str
    source: PreparedText
    around: int

    def match(
        self, result: QuoteResult, score: float, start: int, end: int, note: str = "", count: int = 1
    ) -> QuoteMatch:
        start, end = self.source.origin(start, end)
        return QuoteMatch(result, round(score, 1), start, end, self.source.text[start:end], note, count, self.quote)

    def nothing(self, result: QuoteResult, score: float = 0.0, note: str = "") -> QuoteMatch:
        return QuoteMatch(result, round(score, 1), note=note, quote=self.quote)


def verify(quote: str, source: PreparedText, *, around: int = -1) -> QuoteMatch:
    """Look for `quote` in `source`; of equal passages the one nearest to `around` (a character of the
    original text) is taken, the first when -1. Never raises.
    """
    search = _Search(quote, source, around)
    whole = normalise_text(quote).strip(ENDS)
    wanted = MARK.sub("", whole).strip(ENDS)
    if len(letters(wanted)) < MIN_LETTERS:
        return search.nothing(QuoteResult.TOO_SHORT, note=f"A quotation needs at least {MIN_LETTERS} letters.")
    # The marks of an editor, such as [sic], may be the source's own.
    found = _verbatim(search, whole, wanted)
    if found:
        return found
    if len(whole) > MAX_CHARS:
        note = "A quotation as long as this is only looked for word for word."
        return search.nothing(QuoteResult.MISSING, note=note)
    parts = pieces(whole)
    return (has_edits(whole) and _edited(search, parts)) or _near(search, parts)


def _verbatim(search: _Search, whole: str, wanted: str) -> QuoteMatch | None:
    forms = tuple(dict.fromkeys((whole, wanted)))
    exact = (find_exact(form, search.source, search.around) for form in forms)
    if place := next(filter(None, exact), None):
        return _of_letters(search, place)
    places = [place for form in forms if (place := find_letters(form, search.source, search.around))]
    best = min(places, key=lambda place: list(Likeness).index(place.likeness), default=None)
    return _of_letters(search, best) if best else None


def _of_letters(search: _Search, place: Place) -> QuoteMatch:
    result, score, note = _OF_LETTERS[place.likeness]
    note = note.format(", ".join(place.changed))
    return search.match(result, score, place.start, place.end, note, place.count)


def _edited(search: _Search, parts: tuple[Piece, ...]) -> QuoteMatch | None:
    stand = find_in_order(parts, search.source)
    if stand:
        return _judge_stand(search, stand)
    apart = stand_anywhere(parts, search.source)
    if apart is None:
        return None
    note = "All parts occur, but in another order or too far apart."
    return search.match(QuoteResult.SEGMENTS_APART, 100, apart.start, apart.end, note)


def _judge_stand(search: _Search, stand: Stand) -> QuoteMatch:
    if stand.changed:
        note = f"The words left out or put in change the meaning: {', '.join(stand.changed)}."
        return search.match(QuoteResult.DIFFERS_IN_MEANING, 100, stand.start, stand.end, note)
    return search.match(QuoteResult.ELIDED, 100, stand.start, stand.end, "All parts occur, in this order.")


def _near(search: _Search, parts: tuple[Piece, ...]) -> QuoteMatch:
    long_enough = [part for part in parts if len(part.text) >= SHORTEST] or list(parts[:1])
    if len(parts) > MAX_PIECES:
        return search.nothing(QuoteResult.MISSING, note="So many parts are only looked for word for word.")
    found: list[Alike] = []
    for part in long_enough:
        like = most_like(part.text, search.source)
        close = turned_round(part.text, search.source, like) if like else None
        if like and not close and like.score >= NEAR:
            close = like
        if close is None:
            return search.nothing(QuoteResult.MISSING, like.score if like else 0.0)
        found.append(close)
    return _judge_near(search, " ".join(part.text for part in long_enough), found)


def _judge_near(search: _Search, ours: str, found: list[Alike]) -> QuoteMatch:
    start, end = min(like.start for like in found), max(like.end for like in found)
    said = " ".join(search.source.normal[like.start : like.end] for like in found)
    score = min(like.score for like in found)
    if changed := difference(ours, said):
        note = f"Negations or numbers differ: {', '.join(changed)}."
        return search.match(QuoteResult.DIFFERS_IN_MEANING, score, start, end, note)
    same = letters(ours) == letters(said)
    note = CUT if same else "The source says it in slightly different words."
    if spelled := spelled_differently(ours, said):
        note += f" A number is written differently: {', '.join(spelled)}."
    return search.match(QuoteResult.NEAR, score, start, end, note)
