"""When a check is due, how long it is embargoed, and how urgent it is, in words for its head."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from factchecks.models import FactCheck, Priority
from factchecks.states import State
from factchecks.views.chips import Chip

MINUTE, HOUR, DAY = 60, 3600, 86400


def _late(by: timedelta) -> str:
    seconds = int(by.total_seconds())
    if seconds < HOUR:
        return f"{max(1, seconds // MINUTE)} min late"
    if seconds < 2 * DAY:
        return f"{seconds // HOUR} h late"
    return f"{seconds // DAY} days late"


def _day(due: datetime, now: datetime) -> str:
    days = (due.date() - now.date()).days
    return {0: "today", 1: "tomorrow"}.get(days) or date_format(due, "j M")


def due_chip(due_at: datetime, now: datetime) -> Chip:
    """“Due today 17:00” or “2 h late”, in the time zone that is set for the person."""
    if due_at < now:
        return Chip(text=_late(now - due_at), tone="bad", icon="warn", title=f"Was due {_at(due_at)}")
    due, here = timezone.localtime(due_at), timezone.localtime(now)
    tone = "warn" if due.date() == here.date() else ""
    return Chip(text=f"Due {_day(due, here)} {due:%H:%M}", tone=tone, icon="clock")


def _at(due_at: datetime) -> str:
    return date_format(timezone.localtime(due_at), "j M, H:i")


def urgency(factcheck: FactCheck) -> list[Chip]:
    """What the head of a check says of its times and priority; nothing once it is published."""
    if factcheck.state == State.PUBLISHED:
        return []
    found = [due_chip(factcheck.due_at, timezone.now())] if factcheck.due_at else []
    if factcheck.embargoed and factcheck.embargo_until:
        found.append(Chip(text=f"Embargo until {_at(factcheck.embargo_until)}", icon="lock"))
    if factcheck.priority > Priority.NORMAL:
        tone = "bad" if factcheck.priority == Priority.URGENT else "warn"
        found.append(Chip(text=f"{Priority(factcheck.priority).label} priority", tone=tone, icon="sort"))
    return found
