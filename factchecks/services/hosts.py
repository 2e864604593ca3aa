"""A whole host that moves its pages is told once, and the days are counted for the plots."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from factchecks.links.hosts import EVENT_WINDOW, Turned, host_events
from factchecks.links.hosts import HostEvent as Found
from factchecks.models import HealthDay, HostEvent, Link
from factchecks.models.factrows import BROKEN
from factchecks.services import links

# Links of one host whose states are read; more than this are an event anyway.
READ = 200


def turned_away(*, link: Link, at: datetime) -> None:
    """A link of the host is not found for the first time: perhaps the fifth within the hour."""
    recent = Link.objects.filter(domain=link.domain, checked_at__gte=at - EVENT_WINDOW).order_by("-checked_at")[:READ]
    turns = []
    for row in recent:
        since = links.status_of(row).not_found_since
        if since is not None and since >= at - EVENT_WINDOW:
            turns.append(Turned(host=row.domain, link=str(row.pk), at=since))
    told = HostEvent.objects.filter(host=link.domain, at__gte=at - timedelta(days=1))
    known = [Found(host=one.host, links=(), first=one.at, last=one.at) for one in told]
    for event in host_events(turns, told=known):
        HostEvent.objects.create(host=event.host, at=event.last, links=len(event.links))


def count_today() -> HealthDay:
    """How the links stand that live articles cite; one row a day, the last count stays."""
    watched = Link.objects.filter(
        sources__removed_at__isnull=True,
        sources__factcheck__live_edition__isnull=False,
        sources__factcheck__taken_down_at__isnull=True,
    )
    counts = watched.aggregate(
        watched=Count("pk", distinct=True),
        live=Count("pk", distinct=True, filter=Q(state="ok")),
        broken=Count("pk", distinct=True, filter=Q(state__in=BROKEN)),
    )
    counts["unknown"] = counts["watched"] - counts["live"] - counts["broken"]
    row, _ = HealthDay.objects.update_or_create(day=timezone.now().date(), defaults=counts)
    return row
