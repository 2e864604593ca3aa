"""The last 90 days of a link, one cell a day: how it stood, how fast it answered, what changed. Pure functions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from statistics import median
from types import MappingProxyType

from factchecks.links.explanations import VERDICTS
from factchecks.links.kinds import DEFINITE, GOOD, IMPOSSIBLE, NEUTRAL, TEMPORARY, WALLED
from factchecks.links.observations import Verdict

DAYS = 90


class Kind(StrEnum):
    """How a day is drawn."""

    LIVE = "live"
    REDIRECTED = "redirected"
    BLOCKED = "blocked"
    GONE = "gone"
    NOT_REACHED = "not_reached"
    NO_LOOK = "no_look"


WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.LIVE: "live",
        Kind.REDIRECTED: "redirected",
        Kind.BLOCKED: "blocked",
        Kind.GONE: "gone",
        Kind.NOT_REACHED: "not reached",
        Kind.NO_LOOK: "without a look",
    }
)
KINDS: Mapping[Verdict, Kind] = MappingProxyType(
    {
        **dict.fromkeys(GOOD | WALLED, Kind.LIVE),
        Verdict.REDIRECTED: Kind.REDIRECTED,
        Verdict.MOVED_PERMANENTLY: Kind.REDIRECTED,
        **dict.fromkeys(NEUTRAL, Kind.BLOCKED),
        **dict.fromkeys(DEFINITE, Kind.GONE),
        **dict.fromkeys(TEMPORARY | IMPOSSIBLE, Kind.NOT_REACHED),
    }
)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One attempt. `at` in the zone in which days are counted; `text`: sha256 of what was kept, '' for nothing."""

    at: datetime
    verdict: Verdict
    status: int = 0
    elapsed_ms: int = 0
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One day. The last look of it decides; `changed`: another text than at the look before; `kept`: a new copy."""

    day: date
    looks: tuple[Looked, ...] = ()
    changed: bool = False
    kept: bool = False

    @property
    def kind(self) -> Kind:
        return KINDS[self.looks[-1].verdict] if self.looks else Kind.NO_LOOK

    @property
    def seconds(self) -> float | None:
        """The median time to answer; None on a day without an answer."""
        answered = [one.elapsed_ms for one in self.looks if one.status]
        return median(answered) / 1000 if answered else None


@dataclass(frozen=True, kw_only=True)
class Run:
    """Days in a row on which looks found the same, with the days between them on which nobody looked."""

    cells: Sequence[Cell] = field(repr=False)

    @property
    def first(self) -> date:
        return self.cells[0].day

    @property
    def last(self) -> date:
        return self.cells[-1].day

    @property
    def kind(self) -> Kind:
        return self.cells[0].kind

    @property
    def words(self) -> str:
        return WORDS[self.kind]

    @property
    def answer(self) -> str:
        """The last answer of the run in words, e.g. `404, not found`."""
        look = self.cells[-1].looks[-1]
        words = VERDICTS[look.verdict].lower()
        return f"{look.status}, {words}" if look.status else words

    @property
    def seconds(self) -> float | None:
        """The median of the days' times."""
        known = [cell.seconds for cell in self.cells if cell.seconds is not None]
        return median(known) if known else None

    @property
    def changed(self) -> list[date]:
        return [cell.day for cell in self.cells if cell.changed]

    @property
    def kept(self) -> list[date]:
        return [cell.day for cell in self.cells if cell.kept]


def days(attempts: Iterable[Looked], until: date, kept: Collection[date] = ()) -> list[Cell]:
    """The 90 days up to `until`, oldest first. `kept`: days on which a copy was kept that was not there before."""
    by_day, changed, text = defaultdict(list), set(), ""
    for one in sorted(attempts, key=lambda look: look.at):
        by_day[one.at.date()].append(one)
        if one.text and text and one.text != text:
            changed.add(one.at.date())
        text = one.text or text
    wanted = [until - timedelta(days=number) for number in reversed(range(DAYS))]
    return [Cell(day=day, looks=tuple(by_day[day]), changed=day in changed, kept=day in kept) for day in wanted]


def runs(cells: Iterable[Cell]) -> list[Run]:
    """The same as rows of a table; days without a look make no row of their own."""
    looked = [cell for cell in cells if cell.looks]
    return [Run(cells=list(group)) for _, group in groupby(looked, key=lambda cell: cell.kind)]
