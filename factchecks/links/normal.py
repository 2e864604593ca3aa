"""One spelling for quotation marks, dashes, spaces, ligatures and invisible characters.

And a prepared source text.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

_DROPPED = [0xAD, 0x180E, 0x2060, 0xFEFF] + [
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xFE00, 0xFE10),
]
_FIXED = (
    dict.fromkeys("‘’‚‛′´`ʼ＇", "'")
    | dict.fromkeys("“”„‟″«»‹›＂〝〞", '"')
    | dict.fromkeys([*map(chr, range(0x2010, 0x2016)), "−", "﹘", "﹣", "－"], "-")
    | {"…": "..."}
)
# One expression over rare characters: str.translate over a whole page costs fifty times as much.
_DROP = re.compile("[" + "".join(map(chr, _DROPPED)) + "]")
_FIX = re.compile("[" + "".join(map(re.escape, _FIXED)) + "]")
_LINE_END_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n\s*(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")


def normalise_text(text: str) -> str:
    """The form in which quotes and sources are compared; case is kept."""
    text = _FIX.sub(lambda found: _FIXED[found.group()], _DROP.sub("", text))
    text = unicodedata.normalize("NFKC", _LINE_END_HYPHEN.sub("", text))
    return _SPACE.sub(" ", text).strip()


def lower_same_length(text: str) -> str:
    """Lower case in which every position stays: the rare letters that would grow keep their case."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def letters(text: str) -> str:
    """Only letters and digits of a normalised text, in lower case."""
    return "".join(_WORD.findall(lower_same_length(text)))


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A source prepared once for many quotes. Positions of matches count characters of `text`.

    `lower`: the same length as `text`. `loose`: its letters and digits only, with the way back in the two
    tables.
    """

    text: str
    lower: str
    loose: str
    _loose_starts: tuple[int, ...] = field(repr=False)
    _text_starts: tuple[int, ...] = field(repr=False)

    def position(self, loose_index: int) -> int:
        """Where in `text` the letter at this index of `loose` stands."""
        word = bisect_right(self._loose_starts, loose_index) - 1
        return self._text_starts[word] + loose_index - self._loose_starts[word]


def prepare(text: str) -> PreparedText:
    """Normalise a source and build its tables: about 7 ms for 38,000 characters."""
    normal = normalise_text(text)
    lower = lower_same_length(normal)
    words = list(_WORD.finditer(lower))
    lengths = accumulate((len(word.group()) for word in words), initial=0)
    return PreparedText(
        text=normal,
        lower=lower,
        loose="".join(word.group() for word in words),
        _loose_starts=tuple(lengths)[:-1],
        _text_starts=tuple(word.start() for word in words),
    )
