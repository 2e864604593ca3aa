"""Where the bars of the assessment stand: numbers for the SVG of the templates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from factchecks.publishing.assessment import Figures, Month
from factchecks.views.health_plots import GRIDS, HEIGHT, WIDTH, Scale

# Of the room that one bar has, how much it fills.
FILLED = 0.7
LABELS = 6


@dataclass(frozen=True, kw_only=True)
class MonthBar:
    """One month; without a value nothing is drawn."""

    month: Month
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class MonthBars:
    """Bars of all months of a period, and (month, middle of its bar in per cent of the width) for those named."""

    scale: Scale
    bars: list[MonthBar]
    labels: list[tuple[date, float]]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a stacked bar in per cent of its room; `kind` chooses its pattern."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A row of a stacked plot."""

    label: str
    counts: tuple[int, ...]
    parts: list[Part]
    total: int


def whole_scale(most: float) -> Scale:
    """From nothing to a whole number that holds the greatest value, in steps of 1, 2, 5, 10, 20, 50 ..."""
    step, grow = 1, 0
    while step * GRIDS < most:
        grow += 1
        step = (1, 2, 5)[grow % 3] * 10 ** (grow // 3)
    return Scale(top=step * GRIDS, bottom=0)


def month_bars(months: Sequence[Month], value: Callable[[Month], float | None]) -> MonthBars:
    """A bar a month; at least one month."""
    values = [value(one) or 0 for one in months]
    scale, room = whole_scale(max(values)), WIDTH / len(months)
    bars = [
        MonthBar(
            month=one,
            x=round(room * (at + (1 - FILLED) / 2), 2),
            y=scale.y(values[at]),
            width=round(room * FILLED, 2),
            height=round(HEIGHT - scale.y(values[at]), 2),
        )
        for at, one in enumerate(months)
    ]
    every = max(1, -(-len(months) // LABELS))
    labels = [(one.first, round(100 * (at + 0.5) / len(months), 2)) for at, one in enumerate(months) if not at % every]
    return MonthBars(scale=scale, bars=bars, labels=labels)


def stacks(rows: Sequence[tuple[str, tuple[int, ...]]], kinds: Sequence[str]) -> list[Stack]:
    """A stacked bar a row, its parts in the order of `kinds`; the longest row fills its room."""
    most = max((sum(counts) for _, counts in rows), default=1) or 1
    return [_stack(label, counts, kinds, most) for label, counts in rows]


def _stack(label: str, counts: tuple[int, ...], kinds: Sequence[str], most: int) -> Stack:
    starts = [sum(counts[:at]) for at in range(len(counts))]
    parts = [
        Part(kind=kind, x=round(100 * start / most, 2), width=round(100 * count / most, 2))
        for kind, start, count in zip(kinds, starts, counts, strict=True)
        if count
    ]
    return Stack(label=label, counts=counts, parts=parts, total=sum(counts))


def plain(rows: Sequence[tuple[str, int]]) -> list[Stack]:
    """Bars of one part each."""
    return stacks([(label, (count,)) for label, count in rows], ("all",))


def plots(found: Figures, kinds: Sequence[str]) -> dict[str, object]:
    """Everything that the templates draw, by the name under which they draw it."""
    return {
        "published": month_bars(found.months, lambda one: one.published),
        "took": month_bars(found.months, lambda one: one.days),
        "kinds": stacks(found.kinds, kinds),
        "topics": plain(found.topics),
        "by_sources": plain(found.by_sources),
        "by_send_backs": plain(found.by_send_backs),
    }
