"""Where the cells of the last 90 days stand: six strips of 15 days as numbers for the SVG of the template."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factchecks.views.timeline import WORDS, Cell, Kind

PER_STRIP = 15
# SVG units: a cell and the gap after it, where the time line lies, and how far up it reaches.
STEP, WIDTH, BASE, TOP = 24, 22, 110.0, 78.0
# Seconds to answer at the top of the scale; a link is waited for 45 s at most.
SCALES = (0.5, 1, 1.5, 2, 3, 5, 10, 20, 45)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """How a kind of day is told from the others, beside colour and pattern, and its words in the legend."""

    kind: Kind
    letter: str
    words: str


LEGEND = (
    Sign(kind=Kind.LIVE, letter="L", words="Live"),
    Sign(kind=Kind.REDIRECTED, letter="R", words="Redirected"),
    Sign(kind=Kind.BLOCKED, letter="B", words="Blocked: we cannot tell"),
    Sign(kind=Kind.GONE, letter="G", words="Gone"),
    Sign(kind=Kind.NOT_REACHED, letter="N", words="Not reached"),
    Sign(kind=Kind.NO_LOOK, letter="", words="No look on that day"),
)
LETTERS = {sign.kind: sign.letter for sign in LEGEND}


@dataclass(frozen=True, kw_only=True)
class Square:
    """A day at its place: `x` is its left edge."""

    cell: Cell
    x: int

    @property
    def letter(self) -> str:
        return LETTERS[self.cell.kind]


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Fifteen days. `line`, `dot`: SVG path data of the times to answer, of several days or of one; '' for none.

    `label`: the strip in words.
    """

    first: date
    label: str
    squares: list[Square]
    line: str
    dot: str


@dataclass(frozen=True, kw_only=True)
class Strips:
    """All of them, with the top of the common time scale in seconds."""

    rows: list[Strip]
    top: float
    legend: tuple[Sign, ...] = LEGEND


def strips(cells: Sequence[Cell]) -> Strips:
    """Draws the days, oldest first."""
    known = [cell.seconds for cell in cells if cell.seconds is not None]
    top = next((one for one in SCALES if one >= max(known, default=0)), max(known, default=1))
    parts = [cells[start : start + PER_STRIP] for start in range(0, len(cells), PER_STRIP)]
    return Strips(rows=[_strip(part, top) for part in parts], top=top)


def _strip(cells: Sequence[Cell], top: float) -> Strip:
    squares = [Square(cell=cell, x=1 + STEP * number) for number, cell in enumerate(cells)]
    known = [(one, one.cell.seconds) for one in squares]
    points = [f"{one.x + WIDTH // 2} {_y(seconds, top)}" for one, seconds in known if seconds is not None]
    path = f"M{' L'.join(points)}" if points else ""
    alone = len(points) == 1
    return Strip(
        first=cells[0].day,
        label=_label(cells),
        squares=squares,
        line="" if alone else path,
        dot=f"{path}h.01" if alone else "",
    )


def _y(seconds: float, top: float) -> float:
    return round(BASE - (BASE - TOP) * min(seconds, top) / top, 1)


def _label(cells: Sequence[Cell]) -> str:
    counted = Counter(cell.kind for cell in cells)
    parts = [f"{n} day{'s' * (n > 1)} {WORDS[kind]}" for kind in Kind if (n := counted[kind])]
    day = cells[0].day
    return f"{day.day} {day:%B} and the {len(cells) - 1} days after: {', '.join(parts)}"
