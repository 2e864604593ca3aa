"""The words in which a quotation and its passage differ."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from factchecks.links.normal import normalise_text
from factchecks.links.scripts import UNSPACED

# Beyond this many words a side is shown as one part: nobody reads such a comparison.
MAX_WORDS = 5_000
_WORDS = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


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
    """Parts in reading order, in one spelling of quotes and dashes; case and closing punctuation count.

    Scripts without spaces are compared letter by letter.
    """
    ours, theirs = normalise_text(quote), normalise_text(passage)
    our_words, their_words = list(_WORDS.finditer(ours)), list(_WORDS.finditer(theirs))
    if max(len(our_words), len(their_words)) > MAX_WORDS:
        return tuple(part for part in (Part(Side.QUOTE, ours), Part(Side.SOURCE, theirs)) if part.text)
    parts: list[Part] = []
    changes = Indel.opcodes([word.group() for word in our_words], [word.group() for word in their_words])
    for step in changes:
        if step.tag == "equal":
            parts.append(Part(Side.BOTH, _stretch(ours, our_words[step.src_start : step.src_end])))
            continue
        if step.src_start < step.src_end:
            parts.append(Part(Side.QUOTE, _stretch(ours, our_words[step.src_start : step.src_end])))
        if step.dest_start < step.dest_end:
            parts.append(Part(Side.SOURCE, _stretch(theirs, their_words[step.dest_start : step.dest_end])))
    return tuple(_quote_first(parts))


def _stretch(text: str, words: list[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()]


def _quote_first(parts: list[Part]) -> list[Part]:
    """Where both sides differ, the quotation's words come first."""
    for index in range(len(parts) - 1):
        if (parts[index].side, parts[index + 1].side) == (Side.SOURCE, Side.QUOTE):
            parts[index], parts[index + 1] = parts[index + 1], parts[index]
    return parts
