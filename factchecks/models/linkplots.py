"""Questions behind the plots of link health: each is one query over rows that a person may see, or over counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, JSONField, Max, OuterRef, Q, When
from django.db.models.functions import TruncHour

from factchecks.links.survival import Life
from factchecks.models.alert import HealthDay, HostEvent
from factchecks.models.factrows import BROKEN
from factchecks.models.link import LinkAttempt
from factchecks.models.linkhealth import broken_since
from factchecks.models.querysets import SourceQuerySet
from factchecks.models.source import SourceKind

DAYS, HOURS = 90, 24


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """A registrable domain, and how many of the links to it are broken."""

    domain: str
    links: int
    broken: int


@dataclass(frozen=True, kw_only=True)
class Lives:
    """Of all links, and of those that are an official record."""

    every: list[Life]
    official: list[Life]


def by_publisher(rows: SourceQuerySet, *, top: int = 15) -> list[Publisher]:
    """The domains with the most broken links."""
    lost = Count("link", distinct=True, filter=Q(link__state__in=BROKEN))
    found = rows.order_by().values(domain=F("link__domain")).annotate(links=Count("link", distinct=True), broken=lost)
    return [Publisher(**one) for one in found.filter(broken__gt=0).order_by("-broken", "links", "domain")[:top]]


def lives(rows: SourceQuerySet) -> Lives:
    """From first seen to broken since, or to the last look. Links that nobody has looked at are left out."""
    status = Case(When(link__state__in=BROKEN, then=F("link__status")), default=None, output_field=JSONField())
    found = rows.filter(link__checked_at__isnull=False).order_by().values("link")
    records = Count("pk", filter=Q(kind=SourceKind.OFFICIAL))
    columns = ("link__created_at", "link__checked_at", "link__state", "state_of", "records")
    every, official = [], []
    rows_ = found.annotate(state_of=status, records=records).values_list(*columns)
    for born, seen, state, known, is_record in rows_:
        every.append(_life(born, seen, state, known))
        official += every[-1:] if is_record else []
    return Lives(every=every, official=official)


def _life(born: datetime, seen: datetime, state: str, status: dict[str, Any] | None) -> Life:
    ended = state in BROKEN
    until = (broken_since(state, status) if ended else None) or seen
    return Life(days=max(0, (until - born).days), ended=ended)


def days(*, today: date, number: int = DAYS) -> list[HealthDay]:
    """The last days of the whole newsroom, oldest first; days without a count are not there."""
    return list(HealthDay.objects.filter(day__gt=today - timedelta(days=number), day__lte=today))


def longest_waits(*, now: datetime) -> dict[datetime, int]:
    """Seconds that the longest wait for a look took, by hour (UTC) of the look, in the last 24 hours."""
    since = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    # Through the links, because attempts are indexed by link: a link with a fresh attempt was looked at freshly.
    rows = LinkAttempt.objects.filter(link__checked_at__gte=since, at__gte=since)
    by_hour = rows.annotate(hour=TruncHour("at", tzinfo=UTC)).order_by().values_list("hour")
    return dict(by_hour.annotate(longest=Max("late_s")))


def host_events(rows: SourceQuerySet, *, now: datetime) -> list[HostEvent]:
    """Whole hosts that moved their pages in the last 90 days, of those that the articles cite; newest first."""
    known = rows.filter(link__domain=OuterRef("host"))
    return list(HostEvent.objects.filter(Exists(known), at__gte=now - timedelta(days=DAYS))[:10])
