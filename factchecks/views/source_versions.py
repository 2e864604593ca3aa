"""Two kept texts side by side: which lines changed, in which words, and what to say of it in a word or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from factchecks.links import readingview
from factchecks.links.worddiff import Part, Side, word_diff
from factchecks.models import Snapshot
from factchecks.services import vault

# The row of copies shows the newest; all of them can be chosen for a comparison.
SHOWN, CHOSEN_FROM = 12, 200
# More than this share of the words: another page (design: evidence, rule 16).
REBUILT = 0.5
# Unchanged lines around a change that are shown; the others are counted.
AROUND = 1


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Lines in a row: `parts` when they changed, else the same `lines` on both sides. `hidden`: lines left out."""

    parts: tuple[Part, ...] = ()
    lines: tuple[str, ...] = ()
    hidden: int = 0

    @property
    def words(self) -> int:
        """How many words changed: the larger of those taken away and those put in."""
        gone = sum(len(part.text.split()) for part in self.parts if part.side is Side.QUOTE)
        new = sum(len(part.text.split()) for part in self.parts if part.side is Side.SOURCE)
        return max(gone, new)


@dataclass(frozen=True, kw_only=True)
class Version:
    """A kept copy in the row of copies, and how it differs from the one before it."""

    copy: Snapshot
    note: str


def compared(old: Sequence[str], new: Sequence[str]) -> tuple[Stretch, ...]:
    """Both texts line by line, changed lines word by word."""
    found: list[Stretch] = []
    before: list[str] = []
    after: list[str] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            found += _changed(before, after)
            before, after = [], []
            found.append(Stretch(lines=tuple(old[step.src_start : step.src_end])))
            continue
        before += old[step.src_start : step.src_end]
        after += new[step.dest_start : step.dest_end]
    return (*found, *_changed(before, after))


def _changed(before: list[str], after: list[str]) -> list[Stretch]:
    parts = word_diff("\n".join(before), "\n".join(after)) if before or after else ()
    return [Stretch(parts=parts)] if parts else []


def shortened(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The changes with a line around each; the other lines are counted only."""
    shown: list[Stretch] = []
    for number, one in enumerate(stretches):
        if one.parts:
            shown.append(one)
            continue
        first = one.lines[: AROUND if number else 0]
        last = one.lines[len(first) :][-AROUND:] if number < len(stretches) - 1 else ()
        hidden = len(one.lines) - len(first) - len(last)
        shown += [Stretch(lines=first)] if first else []
        shown += [Stretch(hidden=hidden)] if hidden else []
        shown += [Stretch(lines=last)] if last else []
    return shown


def lines_of(copy: Snapshot) -> list[str]:
    """Everything visible of the copy. Raises FileNotFoundError."""
    return [block.text for block in readingview.visible(vault.read_text(copy.text_sha256)).blocks]


@lru_cache(maxsize=4096)
def _note(old_sha256: str, new_sha256: str) -> str:
    """Texts lie under their sha256, so what is said of two of them never changes."""
    old, new = (
        [block.text for block in readingview.visible(vault.read_text(sha256)).blocks]
        for sha256 in (old_sha256, new_sha256)
    )
    words = sum(stretch.words for stretch in compared(old, new))
    longest = max(sum(len(line.split()) for line in text) for text in (old, new))
    if words > REBUILT * longest:
        return "Page rebuilt"
    return f"{words} word{'s' * (words != 1)} changed" if words else "Only spaces changed"


def note_of(copy: Snapshot, before: Snapshot | None) -> str:
    """A few words on what changed since the copy before."""
    if before is None:
        return "First copy"
    if copy.text_sha256 == before.text_sha256:
        return "Same text"
    try:
        return _note(before.text_sha256, copy.text_sha256)
    except FileNotFoundError:
        return "Text is missing"


def versions(copies: Sequence[Snapshot], shown: Snapshot | None, *, lost: bool) -> list[Version]:
    """Of all copies, newest first, the row as it is shown: oldest first. `lost`: the page is not there any more."""
    row = [
        Version(copy=copy, note=note_of(copy, copies[place + 1] if place + 1 < len(copies) else None))
        for place, copy in enumerate(copies)
        if place < SHOWN or copy == shown
    ]
    if lost and len(row) > 1:
        row[0] = Version(copy=row[0].copy, note="Last one before it went")
    return row[::-1]
