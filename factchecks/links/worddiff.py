"""The words in which a quotation and its passage differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Side(StrEnum):
    """Where the words of a part stand."""

    BOTH = "both"
    QUOTE = "quote"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of one side."""

    side: Side
    text: str


def word_diff(quote: str, passage: str) -> tuple[Part, ...]:
    """Parts in reading order; case and closing punctuation count as differences."""
    ours, theirs = quote.split(), passage.split()
    parts: list[Part] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part(Side.BOTH, " ".join(ours[i1:i2])))
            continue
        if i1 < i2:
            parts.append(Part(Side.QUOTE, " ".join(ours[i1:i2])))
        if j1 < j2:
            parts.append(Part(Side.SOURCE, " ".join(theirs[j1:j2])))
    return tuple(parts)
