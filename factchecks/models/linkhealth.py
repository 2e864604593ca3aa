"""Questions about the links that live articles cite, within what a person may see; each is one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from factchecks.models.check import FactCheck
from factchecks.models.factrows import BROKEN
from factchecks.models.querysets import SourceQuerySet
from factchecks.models.source import Source
from factchecks.models.user import User

UNLOOKED = timedelta(hours=48)
FRESH = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Counts of links, but `checks`. `broken` are those to which readers are still sent; `lost` all broken ones."""

    checks: int
    watched: int
    live: int
    lost: int
    broken: int
    bare: int
    unlooked: int
    due: int
    recent: int
    oldest: datetime | None
    newest: datetime | None

    @property
    def unknown(self) -> int:
        """Neither live nor broken, as far as we can tell."""
        return self.watched - self.live - self.lost

    @property
    def by_copy(self) -> int:
        """Broken, but every article cites the kept copy."""
        return self.lost - self.broken


def cited(user: User, *, desk: str = "", publisher: str = "") -> SourceQuerySet:
    """Sources with an address by which live articles cite it; confidential ones are cited by none."""
    checks = FactCheck.objects.visible_to(user).filter(live_edition__isnull=False, taken_down_at__isnull=True)
    if desk:
        checks = checks.filter(desk__slug=desk)
    rows = Source.objects.filter(factcheck__in=checks.order_by(), removed_at__isnull=True, confidential=False)
    if publisher:
        named = Q(link__domain__icontains=publisher) | Q(publisher__icontains=publisher)
        rows = rows.filter(named | Q(link__publisher__icontains=publisher))
    return rows.filter(link__isnull=False)


def numbers(rows: SourceQuerySet) -> Numbers:
    """How many links there are, and how they stand."""
    now = timezone.now()
    lost = Q(link__state__in=BROKEN)
    broken, old = lost & Q(cite_copy=False), Q(link__checked_at__lt=now - UNLOOKED)
    kinds = {
        "watched": Q(),
        "live": Q(link__state="ok"),
        "lost": lost,
        "broken": broken,
        "bare": broken & Q(link__latest_snapshot__isnull=True),
        "unlooked": old | Q(link__checked_at__isnull=True),
        "due": Q(link__next_check_at__lte=now) | Q(link__next_check_at__isnull=True),
        "recent": Q(link__checked_at__gte=now - FRESH),
    }
    counts: dict[str, Any] = {
        name: Count("link", distinct=True, filter=kind) if kind else Count("link", distinct=True)
        for name, kind in kinds.items()
    }
    counts |= {"oldest": Min("link__checked_at"), "newest": Max("link__checked_at")}
    return Numbers(**rows.order_by().aggregate(checks=Count("factcheck", distinct=True), **counts))


def broken_since(state: str, status: dict[str, Any] | None) -> datetime | None:
    """When the present row of failures of a broken link began, from its stored status."""
    known = status or {}
    run = known.get("temporary") or {}
    began = run.get("first") if state == "unreachable" else known.get("not_found_since")
    return parse_datetime(began or known.get("since") or "")
