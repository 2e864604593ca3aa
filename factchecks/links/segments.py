"""Takes a quotation apart: left-out words, words put in by an editor, and marks such as [sic]."""

import re
from dataclasses import dataclass, replace

from factchecks.links.normal import letters, normalise_text

_DOTS = r"(?:\.\s?\.\s?\.(?:\s?\.)?)"
ELISION = re.compile(rf"\s*(?:\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})\s*")
MARK = re.compile(r"\s*[\[(](?:sic|emphasis added|emphasis mine|our emphasis|translated)[\])]", re.IGNORECASE)
INSERTED = re.compile(r"\[([^\]\[]{1,80})\]")
ENDS = " \"'"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch quoted word for word, with the editor's words `inserted` before and `inserted_after` it.

    `elided`: words were left out before it. `open_start`, `open_end`: it may begin or end inside a word, as
    in "[w]e".
    """

    text: str
    letters: str
    elided: bool = False
    inserted: str = ""
    inserted_after: str = ""
    open_start: bool = False
    open_end: bool = False


def pieces(quote: str) -> tuple[Piece, ...]:
    """The stretches of a quotation in order; one when nothing was left out or put in."""
    found: list[Piece] = []
    for part in ELISION.split(MARK.sub("", normalise_text(quote))):
        found.extend(_stretches(part.strip(ENDS), elided=bool(found)))
    return tuple(found)


def _stretches(part: str, *, elided: bool) -> list[Piece]:
    """Splits at [inserted words]. split() with one group gives text, insertion, text, ..., text."""
    bits = INSERTED.split(part)
    out: list[Piece] = []
    inserted = ""
    for index in range(0, len(bits), 2):
        text = bits[index]
        if letters(text):
            out.append(
                Piece(
                    text=text.strip(),
                    letters=letters(text),
                    elided=elided and not out,
                    inserted=inserted,
                    open_start=index > 0 and text[0].isalnum(),
                    open_end=index + 1 < len(bits) and text[-1].isalnum(),
                )
            )
            inserted = ""
        inserted = f"{inserted} {bits[index + 1]}".strip() if index + 1 < len(bits) else inserted
    if out and inserted:
        out[-1] = replace(out[-1], inserted_after=inserted)
    return out


def has_edits(quote: str) -> bool:
    """Whether anything was left out or put in."""
    normal = MARK.sub("", normalise_text(quote))
    return bool(ELISION.search(normal) or INSERTED.search(normal))
