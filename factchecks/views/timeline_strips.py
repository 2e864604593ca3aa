"""Where the cells of the last 90 days stand: six strips of 15 days as numbers for the SVG of the template."""

import math
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
LETTERS = {
    Kind.LIVE: "L",
    Kind.REDIRECTED: "R",
    Kind.BLOCKED: "B",
    Kind.GONE: "G",
    Kind.NOT_REACHED: "N",
    Kind.NO_LOOK: "",
}


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
    """Fifteen days. `line`: SVG path data of the times to answer, '' for none; `label`: the strip in words."""

    first: date
    label: str
    squares: list[Square]
    line: str


@dataclass(frozen=True, kw_only=True)
class Strips:
    """All of them, with the top of the common time scale in seconds."""

    rows: list[Strip]
    top: float


def strips(cells: Sequence[Cell]) -> Strips:
    """Draws the days, oldest first."""
    known = [cell.seconds for cell in cells if cell.seconds is not None]
    top = next((one for one in SCALES if one >= max(known, default=0)), max(known, default=1))
    parts = [cells[start : start + PER_STRIP] for start in range(0, len(cells), PER_STRIP)]
    return Strips(rows=[_strip(part, top) for part in parts], top=top)


def _strip(cells: Sequence[Cell], top: float) -> Strip:
    squares = [Square(cell=cell, x=1 + STEP * number) for number, cell in enumerate(cells)]
    points = [f"{one.x + WIDTH // 2} {_y(one.cell.seconds, top)}" for one in squares if one.cell.seconds is not None]
    # A point on its own is drawn as a dot.
    line = f"M{' L'.join(points)}" + ("h.01" if len(points) == 1 else "") if points else ""
    return Strip(first=cells[0].day, label=_label(cells), squares=squares, line=line)


def _y(seconds: float, top: float) -> float:
    return round(BASE - (BASE - TOP) * min(seconds, top) / top, 1) if math.isfinite(seconds) else BASE


def _label(cells: Sequence[Cell]) -> str:
    counted = Counter(cell.kind for cell in cells)
    parts = [f"{n} day{'s' * (n > 1)} {WORDS[kind]}" for kind in Kind if (n := counted[kind])]
    day = cells[0].day
    return f"{day.day} {day:%B} and the {len(cells) - 1} days after: {', '.join(parts)}"
