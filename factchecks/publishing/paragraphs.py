"""Lays two bodies side by side by paragraph: changed, new, removed or moved; long unchanged runs are folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.fuzz import ratio

from factchecks.publishing.blocks import Block, Kind
from factchecks.publishing.diff import Op, Run, compare_words, side, whole

# Below this likeness of words (0-100) two paragraphs are one removed and one new, not a changed one.
LIKE = 40
# Unchanged blocks kept in sight on each side of a change; a fold hides two or more.
IN_SIGHT = 1


class Moved(StrEnum):
    """Which way a block went past blocks that stayed."""

    NOT = ""
    UP = "Moved up"
    DOWN = "Moved down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One block of the new text, or a removed one of the old, with the fate of its words.

    `stood`: its place among the blocks of the old text, from 0; None for a new one.
    """

    op: Op
    kind: Kind
    runs: tuple[Run, ...]
    was: Kind | None = None
    changed: bool = False
    moved: Moved = Moved.NOT
    stood: int | None = None

    @property
    def quiet(self) -> bool:
        """Whether nothing happened to it."""
        return self.op is Op.SAME and not self.changed and not self.moved

    @property
    def before(self) -> tuple[Run, ...]:
        """What the earlier text said here; empty for a new block."""
        return side(self.runs, Op.REMOVED)

    @property
    def after(self) -> tuple[Run, ...]:
        """What the text says here now; empty for a removed block."""
        return side(self.runs, Op.ADDED)

    @property
    def fate(self) -> str:
        """What happened to it, in words; empty when nothing did."""
        if self.op is not Op.SAME:
            return "New" if self.op is Op.ADDED else "Removed"
        if self.moved:
            return f"{self.moved} and changed" if self.changed else str(self.moved)
        return "Changed" if self.changed else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Rows to be shown, or, `folded`, a run of unchanged ones."""

    rows: tuple[Row, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    old: int
    new: int


def _equal_pairs(old: Sequence[Block], new: Sequence[Block]) -> list[_Pair]:
    places: dict[Block, list[int]] = {}
    for i, block in enumerate(old):
        places.setdefault(block, []).append(i)
    return [_Pair(old=places[block].pop(0), new=j) for j, block in enumerate(new) if places.get(block)]


def _likeness(one: Block, other: Block) -> float:
    words = [[piece.text for piece in block.pieces if piece.is_word] for block in (one, other)]
    return ratio(words[0], words[1], score_cutoff=LIKE)


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> list[_Pair]:
    """Which old block became which new one: equal ones first, then the most alike, in the new order."""
    pairs = _equal_pairs(old, new)
    free_old = set(range(len(old))) - {pair.old for pair in pairs}
    free_new = set(range(len(new))) - {pair.new for pair in pairs}
    likeness = [(_likeness(old[i], new[j]), -abs(i - j), i, j) for i in free_old for j in free_new]
    for score, _, i, j in sorted(likeness, reverse=True):
        if score >= LIKE and i in free_old and j in free_new:
            free_old.discard(i)
            free_new.discard(j)
            pairs.append(_Pair(old=i, new=j))
    return sorted(pairs, key=lambda pair: pair.new)


def _stayed(pairs: Sequence[_Pair]) -> set[int]:
    """New positions of the longest run of pairs that kept their order; the others have moved."""
    best: list[list[int]] = []
    for at, pair in enumerate(pairs):
        before = [best[k] for k in range(at) if pairs[k].old < pair.old]
        best.append([*max(before, key=len, default=[]), at])
    return {pairs[at].new for at in max(best, key=len, default=[])}


def _moved(pair: _Pair, stayed: Sequence[_Pair]) -> Moved:
    if pair in stayed:
        return Moved.NOT
    went_up = any(one.old < pair.old and one.new > pair.new for one in stayed)
    return Moved.UP if went_up else Moved.DOWN


def _paired_row(was: Block, now: Block, *, moved: Moved, stood: int) -> Row:
    runs = compare_words(was.pieces, now.pieces)
    return Row(
        op=Op.SAME,
        kind=now.kind,
        was=was.kind if was.kind is not now.kind else None,
        runs=runs,
        changed=was.kind is not now.kind or any(run.op is not Op.SAME for run in runs),
        moved=moved,
        stood=stood,
    )


def _whole_row(block: Block, op: Op, *, stood: int | None = None) -> Row:
    return Row(op=op, kind=block.kind, runs=(whole(block.pieces, op),), changed=True, stood=stood)


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[Row]:
    """Rows in the order of the new text; removed blocks stand where they stood."""
    pairs = _pairs(old, new)
    came_from = {pair.new: pair for pair in pairs}
    kept_order = _stayed(pairs)
    stayed = [pair for pair in pairs if pair.new in kept_order]
    gone = sorted(set(range(len(old))) - {pair.old for pair in pairs})
    ahead = list(stayed)
    rows = _taken_out(old, gone, before=_next_old(ahead, old))
    for j, block in enumerate(new):
        pair = came_from.get(j)
        if pair is None:
            rows.append(_whole_row(block, Op.ADDED))
            continue
        rows.append(_paired_row(old[pair.old], block, moved=_moved(pair, stayed), stood=pair.old))
        if pair in ahead:
            ahead.remove(pair)
            rows += _taken_out(old, gone, before=_next_old(ahead, old))
    return rows


def _next_old(ahead: Sequence[_Pair], old: Sequence[Block]) -> int:
    return ahead[0].old if ahead else len(old)


def _taken_out(old: Sequence[Block], gone: list[int], *, before: int) -> list[Row]:
    """Rows for the removed blocks that stood before the given place; takes them off `gone`."""
    rows = []
    while gone and gone[0] < before:
        at = gone.pop(0)
        rows.append(_whole_row(old[at], Op.REMOVED, stood=at))
    return rows


def fold(rows: Sequence[Row]) -> list[Stretch]:
    """Hides runs of two or more unchanged rows that do not touch a change."""
    loud = [i for i, row in enumerate(rows) if not row.quiet]
    near = {i + step for i in loud for step in range(-IN_SIGHT, IN_SIGHT + 1)}
    stretches: list[Stretch] = []
    for shown, group in groupby(enumerate(rows), key=lambda item: item[0] in near):
        taken = tuple(row for _, row in group)
        stretches.append(Stretch(rows=taken, folded=not shown and len(taken) > 1))
    return stretches
