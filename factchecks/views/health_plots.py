"""Where the lines of link health stand: numbers for the SVG of the template, and the same as table rows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factchecks.links.survival import MONTH_DAYS, Step, share_at
from factchecks.models import HealthDay, HostEvent
from factchecks.models.linkplots import DAYS

# The drawing area in SVG units; it is stretched to the width of its panel, the words stand outside of it.
WIDTH, HEIGHT, GRIDS = 360, 100, 4
STEPS = (1, 2, 5, 10, 20, 25)
MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A vertical axis in whole numbers; `ticks` from the top."""

    top: float
    bottom: float

    @property
    def ticks(self) -> list[int]:
        return [round(self.top - n * (self.top - self.bottom) / GRIDS) for n in range(GRIDS + 1)]

    def y(self, value: float) -> float:
        """The place of a value, counted from above."""
        return round(HEIGHT * (self.top - value) / (self.top - self.bottom), 2)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A share over time in per cent. `path` and `area` are SVG path data."""

    path: str
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class LiveDays:
    """Share of links live by day."""

    scale: Scale
    line: Line
    labels: list[date]
    rows: list[HealthDay]
    marks: list[float]


@dataclass(frozen=True, kw_only=True)
class Age:
    """What is still live after so many months, in per cent; None beyond the oldest link."""

    months: int
    every: float | None
    official: float | None


@dataclass(frozen=True, kw_only=True)
class Ages:
    """Share of links still live by age."""

    scale: Scale
    every: Line
    official: Line | None
    rows: list[Age]


def per_cent_scale(values: Sequence[float]) -> Scale:
    """The finest scale of four whole steps that holds all values (0..100)."""
    low, high = min(values), max(values)
    for step in STEPS:
        top = max(GRIDS * step, min(100, math.ceil(high / step) * step))
        if top - GRIDS * step <= low:
            break
    return Scale(top=top, bottom=top - GRIDS * step)


def live_days(rows: list[HealthDay], *, today: date, events: Sequence[HostEvent] = ()) -> LiveDays | None:
    """Of 90 days; None before the first count. The line breaks where a day was not counted."""
    known = [one for one in rows if one.watched]
    if not known:
        return None
    first = today - timedelta(days=DAYS - 1)
    scale = per_cent_scale([live_share(one) for one in known])
    points = {(one.day - first).days: scale.y(live_share(one)) for one in known}
    labels = [first, first + timedelta(days=30), first + timedelta(days=60)]
    marks = [_day_x((one.at.date() - first).days) for one in events if one.at.date() >= first]
    return LiveDays(scale=scale, line=_line(points), labels=labels, rows=known[::-1], marks=marks)


def live_share(day: HealthDay) -> float:
    """Per cent of the watched links that were live."""
    return 100 * day.live / day.watched


def _day_x(number: int) -> float:
    return round(WIDTH * number / (DAYS - 1), 2)


def _line(points: dict[int, float]) -> Line:
    path, area = [], []
    runs: list[list[int]] = []
    for number in sorted(points):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        # A day on its own is drawn as a dot.
        dots = " L".join(f"{_day_x(one)} {points[one]}" for one in run)
        path.append(f"M{dots}" + ("h.01" if len(run) == 1 else ""))
        area.append(f"M{_day_x(run[0])} {HEIGHT} L{dots} L{_day_x(run[-1])} {HEIGHT}Z")
    return Line(path=" ".join(path), area=" ".join(area))


def ages(curves: Sequence[list[Step]]) -> Ages | None:
    """From the curves of all links and of official records; None while there is nothing to draw."""
    every, official = curves
    if not every:
        return None
    seen = [one.share * 100 for curve in curves for one in curve if one.days <= MONTHS * MONTH_DAYS]
    scale = per_cent_scale([100, *seen])
    rows = [
        Age(months=number, every=_at(every, number), official=_at(official, number)) for number in range(1, MONTHS + 1)
    ]
    second = _stairs(official, scale) if official else None
    return Ages(scale=scale, every=_stairs(every, scale), official=second, rows=rows)


def _at(steps: list[Step], months: int) -> float | None:
    share = share_at(steps, months * MONTH_DAYS)
    return None if share is None else share * 100


def _stairs(steps: list[Step], scale: Scale) -> Line:
    wide = MONTHS * MONTH_DAYS
    shown = [one for one in steps if one.days <= wide]
    path = [f"M0 {scale.y(100)}"]
    path += [f"H{round(WIDTH * one.days / wide, 2)} V{scale.y(one.share * 100)}" for one in shown]
    end = min(steps[-1].days, wide)
    return Line(path=" ".join([*path, f"H{round(WIDTH * end / wide, 2)}"]))
