"""One spelling for quotation marks, dashes, spaces, ligatures and invisible characters.

And a prepared source text.
"""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from factchecks.links.rewriting import Rewrite, compose, rewrite
from factchecks.links.scripts import WORD

_DROPPED = [0x02, 0xAD, 0x034F, 0x061C, 0x0640, 0x180E, 0x2060, 0xFEFF, 0xFFFE] + [
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC),
]
_FIXED = (
    dict.fromkeys("‘’‚‛′´`ʼ＇", "'")
    | dict.fromkeys("“”„‟″«»‹›＂〝〞", '"')
    | dict.fromkeys([*map(chr, range(0x2010, 0x2016)), "−", "﹘", "﹣", "－"], "-")
    | dict.fromkeys(["\u00a0", "\u2007", "\u2009", "\u202f", "\u3000"], " ")
    | {"…": "...", "٫": ".", "٬": ","}
)
# "10²" is not 102 and "5½" is not 51/2: what compatible forms would glue together is kept apart.
_POWERS = {"⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9"}
_FRACTIONS = "¼½¾⅐-⅞"
_FRACTION_SIGNS = frozenset("¼½¾" + "".join(map(chr, range(0x2150, 0x215F))))
# One expression over rare characters, a set first: str.translate over a page, or a look back at every letter,
# costs fifty times as much. PDF readers mark a hyphen at a line's end with U+0002 or U+FFFE, web pages with U+00AD.
_RARES = f"{''.join(map(re.escape, _FIXED))}{''.join(_POWERS)}{_FRACTIONS}{''.join(map(chr, _DROPPED))}"
_LINE_END = r"(?:(?<=[\x02\xad\ufffe])[ \t\r]*[\n\f]\s*(?=[^\W\d_]))?"
_RARE = re.compile(f"[{_RARES}]{_LINE_END}")
# Characters of the upper planes in a set make it a hundred times slower: only where there are any.
_TAG = re.compile("[\U000e0000-\U000e01ef]")
_RARE_OR_TAG = re.compile(f"[{_RARES}\U000e0000-\U000e01ef]{_LINE_END}")
_SPACING = re.compile(r"-(?<=[^\W\d_]-)[ \t\r]*[\n\f]\s*(?=[^\W\d_])|[^\S ]\s*| \s+")


def _plain(found: re.Match[str]) -> str:
    rare = found.group()
    if rare in _FIXED:
        return _FIXED[rare]
    if rare in _POWERS:
        return f"^{_POWERS[rare]}" if _follows_digit(found) else rare
    if len(rare) == 1 and rare in _FRACTION_SIGNS:
        return f" {rare}" if _follows_digit(found) else rare
    return ""


def _follows_digit(found: re.Match[str]) -> bool:
    return found.string[max(0, found.start() - 1) : found.start()].isdigit()


def _one_space(found: re.Match[str]) -> str:
    return "" if found.group().startswith("-") else " "


def _normalise(text: str) -> tuple[str, tuple[Rewrite, ...]]:
    fixed, first = rewrite(_RARE_OR_TAG if _TAG.search(text) else _RARE, _plain, text)
    composed, second = compose(fixed)
    total = len(composed)
    trimmed, ends = len(composed.lstrip()), len(composed.rstrip())
    if not trimmed:
        return "", (first, second, Rewrite())
    spaced, third = rewrite(_SPACING, _one_space, composed)
    before, after = int(trimmed < total), int(ends < total)
    return spaced[before : len(spaced) - after], (first, second, _moved(third, before))


def _moved(log: Rewrite, by: int) -> Rewrite:
    if not by:
        return log
    starts = [max(0, start - by) for start in log.starts]
    return Rewrite(starts, [end - by for end in log.ends], log.old_starts, log.old_ends)


def normalise_text(text: str) -> str:
    """The form in which quotes and sources are compared; case is kept."""
    return _normalise(text)[0]


def lower_same_length(text: str) -> str:
    """Lower case in which every position stays: the rare letters that would grow keep their case."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def letters(text: str) -> str:
    """Only letters, their marks and digits of a normalised text, in lower case."""
    return "".join(WORD.findall(lower_same_length(text).replace("_", " ")))


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A source prepared once for many quotes. `text` is the original: places of matches count its characters.

    `normal`: the text in one spelling, in which is searched. `lower`: the same length as `normal`. `loose`:
    its letters and digits only.
    """

    text: str
    normal: str
    lower: str
    loose: str
    _loose_starts: "array[int]" = field(repr=False)
    _normal_starts: "array[int]" = field(repr=False)
    _passes: tuple[Rewrite, ...] = field(repr=False)

    def position(self, loose_index: int) -> int:
        """Where in `normal` the letter at this index of `loose` stands."""
        word = bisect_right(self._loose_starts, loose_index) - 1
        return self._normal_starts[word] + loose_index - self._loose_starts[word]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where in `text` the stretch `normal[start:end]` (not empty) stands."""
        for log in reversed(self._passes):
            start, end = log.old_start(start), log.old_end(end)
        return start, end


def prepare(text: str) -> PreparedText:
    """Normalise a source and build its tables: about 5 ms for 38,000 characters."""
    normal, passes = _normalise(text)
    lower = lower_same_length(normal)
    loose_starts, normal_starts, words = array("I"), array("I"), list[str]()
    size = 0
    for found in WORD.finditer(lower.replace("_", " ")):
        word = found.group()
        words.append(word)
        loose_starts.append(size)
        normal_starts.append(found.start())
        size += len(word)
    return PreparedText(text, normal, lower, "".join(words), loose_starts, normal_starts, passes)
