"""Rewrites rare stretches of a text and remembers where each stood, so that a place can be found in the original."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

LAST_COMPATIBLE = 0x2FA1F


@dataclass(slots=True)
class Rewrite:
    """The changed stretches of one pass, in order: where each begins and ends in the new and in the old text."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    old_starts: list[int] = field(default_factory=list)
    old_ends: list[int] = field(default_factory=list)

    def old_start(self, place: int) -> int:
        """Where the character at `place` of the new text began in the old one."""
        last = bisect_right(self.starts, place) - 1
        if last < 0:
            return place
        if place < self.ends[last]:
            return self.old_starts[last]
        return place - self.ends[last] + self.old_ends[last]

    def old_end(self, place: int) -> int:
        """Where the stretch that ends before `place` of the new text ended in the old one."""
        last = bisect_right(self.starts, place - 1) - 1
        if last < 0:
            return place
        if place <= self.ends[last]:
            return self.old_ends[last]
        return place - self.ends[last] + self.old_ends[last]


def rewrite(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], text: str) -> tuple[str, Rewrite]:
    """Replaces every match by new(match)."""
    log, parts = Rewrite(), list[str]()
    at = grown = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        words = new(found)
        parts.append(text[at:start])
        parts.append(words)
        log.starts.append(start + grown)
        log.ends.append(start + grown + len(words))
        log.old_starts.append(start)
        log.old_ends.append(end)
        grown += len(words) - (end - start)
        at = end
    if not parts:
        return text, log
    parts.append(text[at:])
    return "".join(parts), log


def compose(text: str) -> tuple[str, Rewrite]:
    """NFKC: ligatures, full-width letters, combining marks."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text, Rewrite()
    return rewrite(_unstable(), _nfkc, text)


def _nfkc(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


@cache
def _unstable() -> re.Pattern[str]:
    """A character with those that may join it, or one that changes by itself.

    Made once, when first needed: whatever joins its left neighbour is in the first set, so nothing outside a
    match ever composes with what is inside (UAX 15, "Stable Code Points").
    """
    joining = {char for code in range(0xC0, LAST_COMPATIBLE) for char in unicodedata.normalize("NFD", chr(code))[1:]}
    joiners, changing = list[int](), list[int]()
    for code in range(0x80, LAST_COMPATIBLE + 1):
        first = unicodedata.normalize("NFKC", chr(code))[0]
        if unicodedata.combining(chr(code)) or unicodedata.combining(first) or first in joining:
            joiners.append(code)
        elif first != chr(code) or not unicodedata.is_normalized("NFKC", chr(code)):
            changing.append(code)
    return re.compile(f"[^{_set(joiners)}]?[{_set(joiners)}]+|[{_set(changing)}]")


def _set(codes: list[int]) -> str:
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _ranges(codes))


def _ranges(codes: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found
