"""The time zone in which a person reads and types times."""

from contextlib import AbstractContextManager, nullcontext
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest
from django.utils import timezone

STAFF = "/newsroom/"


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def in_own_zone(request: HttpRequest) -> AbstractContextManager[object]:
    """On the staff side times are those of the person; elsewhere they are not asked for: no session is read."""
    if not request.path.startswith(STAFF):
        return nullcontext()
    return timezone.override(zone_of(getattr(request.user, "time_zone", "UTC")))
