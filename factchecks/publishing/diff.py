"""Compares two texts by word. Pure: pieces in, runs for the template out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from diff_match_patch import diff_match_patch

from factchecks.publishing.blocks import Piece

FIRST_PRIVATE = 0x10000


class Op(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


_OPS = {0: Op.SAME, 1: Op.ADDED, -1: Op.REMOVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces with one fate; neighbours of the same look are joined."""

    op: Op
    pieces: tuple[Piece, ...]
    words: int = 0


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    looks = groupby(pieces, key=lambda one: (one.strong, one.emphasis, one.href, one.cite, one.number))
    joined = []
    for (strong, emphasis, href, cite, number), group in looks:
        text = "".join(one.text for one in group)
        joined.append(Piece(text=text, strong=strong, emphasis=emphasis, href=href, cite=cite, number=number))
    return tuple(joined)


def whole(pieces: Sequence[Piece], op: Op = Op.SAME) -> Run:
    """All the pieces as one run."""
    return Run(op=op, pieces=_joined(pieces), words=sum(piece.is_word for piece in pieces))


def side(runs: Sequence[Run], own: Op) -> tuple[Run, ...]:
    """One of the two texts with its own words marked: `own` is REMOVED for the earlier one, ADDED for the later."""
    return tuple(run for run in runs if run.op in (Op.SAME, own) and run.pieces)


def compare_words(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Run, ...]:
    """Runs that lead from old to new, at word level, tidied so that they read as a person would have marked it."""
    letters: dict[Piece, str] = {}
    texts = ["".join(letters.setdefault(p, chr(FIRST_PRIVATE + len(letters))) for p in side) for side in (old, new)]
    differ = diff_match_patch()
    found = differ.diff_main(texts[0], texts[1], False)
    differ.diff_cleanupSemantic(found)
    runs, at_old, at_new = [], 0, 0
    for code, text in found:
        op, size = _OPS[code], len(text)
        taken = old[at_old : at_old + size] if op is Op.REMOVED else new[at_new : at_new + size]
        at_old += size if op is not Op.ADDED else 0
        at_new += size if op is not Op.REMOVED else 0
        runs.append(whole(taken, op))
    return tuple(runs)
