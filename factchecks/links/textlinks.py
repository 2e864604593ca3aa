"""Links to a passage: `#:~:text=` for an address and a quotation, with what stands around it when it is needed.

The rules are those of the WICG draft "URL Fragment Text Directives".
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote as escape

from factchecks.links.passages import Located, Mark

DIRECTIVE: Final = ":~:"
# Above this many characters only the first and the last words are named.
LONGEST: Final = 200
EDGE_WORDS: Final = 6
MAX_CONTEXT: Final = 8
WORD: Final = re.compile(r"\S+")
OUTER: Final = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Words by number: the passage, its first stretch `head`, its last stretch `tail` (empty when named whole)."""

    first: int
    last: int
    head: tuple[str, ...]
    tail: tuple[str, ...]


def text_link(url: str, quotation: str, located: Located) -> str:
    """The address with a directive that leads to the quotation; unchanged when the words are not there.

    A fragment of the address stays; an older directive in it is replaced.
    """
    marks = located.find(quotation).marks
    if not marks:
        return url
    base = url.partition(DIRECTIVE)[0]
    directive = _directive(marks, located)
    joint = "" if "#" in base else "#"
    return f"{base}{joint}{DIRECTIVE}text={directive}"


def _directive(marks: tuple[Mark, ...], located: Located) -> str:
    words, wanted = _words(marks, located)
    context = _needed(words, wanted)
    if not context:
        # Signs at the ends only make a match less likely.
        return ",".join(_say(OUTER.sub("", " ".join(part))) for part in (wanted.head, wanted.tail) if part)
    # What stands around must follow at once, so every sign between is named.
    before = words[max(0, wanted.first - context) : wanted.first]
    after = words[wanted.last + 1 : wanted.last + 1 + context]
    parts = [_say(" ".join(before)) + "-"] if before else []
    parts += [_say(" ".join(part)) for part in (wanted.head, wanted.tail) if part]
    parts += ["-" + _say(" ".join(after))] if after else []
    return ",".join(parts)


def _words(marks: tuple[Mark, ...], located: Located) -> tuple[list[str], _Wanted]:
    """All words of the view in order, and those marked. Each stretch that is named lies within one block."""
    words: list[str] = []
    inside: dict[int, list[int]] = {}
    by_block = {mark.block: mark for mark in marks}
    for number, block in enumerate(located.blocks):
        mark = by_block.get(number)
        for found in WORD.finditer(block.text):
            if mark and found.end() > mark.start and found.start() < mark.end:
                inside.setdefault(number, []).append(len(words))
            words.append(found.group())
    first, *_, last = [*inside.values()] * 2
    named = [words[number] for number in first]
    if len(inside) == 1 and len(" ".join(named)) <= LONGEST:
        return words, _Wanted(first[0], first[-1], tuple(named), ())
    tail = tuple(words[number] for number in last[-EDGE_WORDS:])
    return words, _Wanted(first[0], last[-1], tuple(named[:EDGE_WORDS]), tail)


def _needed(words: list[str], wanted: _Wanted) -> int:
    """How many words on each side make sure that a browser, which takes the first match, finds this one."""
    plain = [_plain(word) for word in words]
    head = [_plain(word) for word in wanted.head]
    rivals = [n for n in range(len(plain)) if n != wanted.first and plain[n : n + len(head)] == head]
    for context in range(MAX_CONTEXT + 1):
        rivals = [rival for rival in rivals if _alike(plain, rival, wanted, context)]
        if not rivals:
            return context
    return MAX_CONTEXT


def _alike(plain: list[str], rival: int, wanted: _Wanted, context: int) -> bool:
    """Whether this many words around the rival are the same. What follows a stretch of unknown length cannot tell."""
    before = plain[max(0, rival - context) : rival] == plain[max(0, wanted.first - context) : wanted.first]
    end, other = wanted.first + len(wanted.head), rival + len(wanted.head)
    after = bool(wanted.tail) or plain[end : end + context] == plain[other : other + context]
    return before and after


def _plain(word: str) -> str:
    return OUTER.sub("", word).casefold() or word


def _say(text: str) -> str:
    """Percent-encoded; a hyphen and a comma have a meaning of their own in the directive."""
    return escape(text, safe="").replace("-", "%2D").replace("~", "%7E")
