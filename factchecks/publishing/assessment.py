"""The figures that say how a newsroom works, from the rows of its published checks. No database, no clock."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from statistics import median, quantiles

from factchecks.models.assessment import Checked, Period

# Nobody is known to have made the claim.
UNKNOWN = "unknown"
KINDS = ("person", "organisation", UNKNOWN)
MOST_CLAIMANTS = 40
MOST_SOURCES, MOST_BACK = 8, 3


@dataclass(frozen=True, kw_only=True)
class Month:
    """What was published in a month, and the middle time that took; None when nothing was."""

    first: date
    published: int
    days: float | None


@dataclass(frozen=True, kw_only=True)
class Quartiles:
    """A quarter is at or below `low`, half at or below `middle`, three quarters at or below `high`."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ClaimantRow:
    """A claimant and how their claims were rated, in the order of `Figures.verdicts`."""

    name: str
    kind: str
    counts: tuple[int, ...]

    @property
    def claims(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True, kw_only=True)
class Share:
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def per_cent(self) -> int | None:
        """Rounded; None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything on the page. Distributions are (label, number of checks); `kinds` is by verdict in order of KINDS."""

    checks: int
    claims: int
    months: list[Month]
    verdicts: tuple[str, ...]
    kinds: list[tuple[str, tuple[int, ...]]]
    claimants: list[ClaimantRow]
    claimants_left: int
    topics: list[tuple[str, int]]
    days: Quartiles | None
    sources: float | None
    by_sources: list[tuple[str, int]]
    send_backs: int
    by_send_backs: list[tuple[str, int]]
    second_approval: Share
    reply: Share
    rationale: Share
    corrected: Share
    verdict_changed: Share
    retracted: Share


def months_of(period: Period) -> Iterator[date]:
    """The first day of each month that the period touches."""
    at, last = period.first.replace(day=1), period.last
    while at <= last:
        yield at
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def quartiles(values: Sequence[float]) -> Quartiles | None:
    """By linear interpolation, both ends included; None of nothing."""
    if not values:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    return Quartiles(low=low, middle=middle, high=high)


def _months(rows: Sequence[Checked], period: Period, zone: tzinfo) -> list[Month]:
    took: dict[date, list[float]] = {first: [] for first in months_of(period)}
    for row in rows:
        took[row.published_at.astimezone(zone).date().replace(day=1)].append(row.days)
    return [Month(first=one, published=len(days), days=median(days) if days else None) for one, days in took.items()]


def _spread(values: Sequence[int], most: int) -> list[tuple[str, int]]:
    """How often each number from 0 to `most`; the last row holds all that are greater."""
    counted = Counter(min(one, most) for one in values)
    return [(f"{n} or more" if n == most else str(n), counted[n]) for n in range(most + 1)]


def _pairs(rows: Sequence[Checked]) -> list[tuple[tuple[str, str], str]]:
    """((name, kind), verdict) for every claimant of every claim."""
    nobody = (("Origin unknown", UNKNOWN),)
    said = (claim for row in rows for claim in row.claims)
    return [(one, claim.verdict) for claim in said for one in claim.claimants or nobody]


def _claimants(pairs: Sequence[tuple[tuple[str, str], str]], verdicts: Sequence[str]) -> list[ClaimantRow]:
    counted, people = Counter(pairs), {one for one, _ in pairs}
    rows = [
        ClaimantRow(name=one[0], kind=one[1], counts=tuple(counted[one, word] for word in verdicts)) for one in people
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.name, row.kind))


def _kinds(pairs: Sequence[tuple[tuple[str, str], str]], verdicts: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    counted = Counter((one[1], word) for one, word in pairs)
    return [(word, tuple(counted[kind, word] for kind in KINDS)) for word in verdicts]


def _most(words: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda one: (-one[1], one[0]))


def figures(rows: Sequence[Checked], period: Period, zone: tzinfo) -> Figures:
    """Of the checks published in the period; a claim with two claimants counts with each of them."""
    pairs = _pairs(rows)
    verdicts = tuple(word for word, _ in _most([word for _, word in pairs]))
    claimants = _claimants(pairs, verdicts)
    asked = [row for row in rows if row.required > 1]
    return Figures(
        checks=len(rows),
        claims=sum(len(row.claims) for row in rows),
        months=_months(rows, period, zone),
        verdicts=verdicts,
        kinds=_kinds(pairs, verdicts),
        claimants=claimants[:MOST_CLAIMANTS],
        claimants_left=max(0, len(claimants) - MOST_CLAIMANTS),
        topics=_most([topic for row in rows for topic in row.topics]),
        days=quartiles([row.days for row in rows]),
        sources=median(row.sources for row in rows) if rows else None,
        by_sources=_spread([row.sources for row in rows], MOST_SOURCES),
        send_backs=sum(row.send_backs for row in rows),
        by_send_backs=_spread([row.send_backs for row in rows], MOST_BACK),
        second_approval=Share(part=sum(row.approvals > 1 for row in asked), whole=len(asked)),
        reply=Share(part=sum(row.reply for row in rows), whole=len(rows)),
        rationale=Share(part=sum(bool(row.rationale.strip()) for row in rows), whole=len(rows)),
        corrected=Share(part=sum(row.corrections > 0 for row in rows), whole=len(rows)),
        verdict_changed=Share(part=sum(row.verdict_changed for row in rows), whole=len(rows)),
        retracted=Share(part=sum(row.retracted for row in rows), whole=len(rows)),
    )
