"""Where the bars of link health stand: waits in the check queue by hour, broken links by publisher."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from factchecks.models.linkplots import HOURS, Publisher
from factchecks.views.health_plots import GRIDS, HEIGHT, WIDTH, Scale

AIM_MIN = 30


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The longest wait of one hour in minutes; None when nothing was looked at."""

    hour: datetime
    minutes: int | None
    x: float
    y: float
    height: float
    over: bool


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Bars of 24 hours, the last one is now."""

    scale: Scale
    bars: list[Bar]
    aim: float

    @property
    def longest(self) -> Bar | None:
        """The worst hour."""
        known = [one for one in self.bars if one.minutes is not None]
        return max(known, key=lambda one: one.minutes or 0, default=None)

    @property
    def labels(self) -> list[Bar]:
        """Every sixth hour."""
        return self.bars[:: HOURS // GRIDS]


@dataclass(frozen=True, kw_only=True)
class PublisherBar:
    """A row of the bars by publisher; `most` is the longest one."""

    publisher: Publisher
    most: int


def waits(longest: dict[datetime, int], *, now: datetime) -> Waits:
    """Bars from the longest waits in seconds by hour."""
    this = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    hours = [this - timedelta(hours=HOURS - 1 - number) for number in range(HOURS)]
    most = max([AIM_MIN, *(seconds // 60 for seconds in longest.values())])
    step = 10
    while step * GRIDS < most:
        step *= 2
    scale = Scale(top=step * GRIDS, bottom=0)
    bars = [_bar(number, hour, longest.get(hour), scale) for number, hour in enumerate(hours)]
    return Waits(scale=scale, bars=bars, aim=scale.y(AIM_MIN))


def _bar(number: int, hour: datetime, seconds: int | None, scale: Scale) -> Bar:
    minutes = None if seconds is None else math.ceil(seconds / 60)
    y = scale.y(minutes or 0)
    x = number * WIDTH / HOURS + 1.5
    over = (minutes or 0) > AIM_MIN
    return Bar(hour=hour, minutes=minutes, x=x, y=y, height=round(HEIGHT - y, 2), over=over)


def publisher_bars(rows: Sequence[Publisher]) -> list[PublisherBar]:
    """Each with the longest of them, to which it is drawn."""
    most = max((one.broken for one in rows), default=1)
    return [PublisherBar(publisher=one, most=most) for one in rows]
