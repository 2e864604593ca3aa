"""Schedules that were not kept, as rows of Home: for the author, whoever set the time, and the desk's editors."""

from django.db.models import Q
from django.utils import timezone

from factchecks.models.check import OVERDUE, FactCheck
from factchecks.models.homerow import Row, Task, urgency_of
from factchecks.models.user import User
from factchecks.states import State


def missed() -> Q:
    """Checks whose schedule failed, or that should have gone out a while ago."""
    overdue = Q(publish_at__lt=timezone.now() - OVERDUE)
    return Q(state=State.REVIEW) & (Q(schedule_failed_at__isnull=False) | overdue)


def is_missed(check: FactCheck) -> bool:
    """The same of a check that was read."""
    return check.state == State.REVIEW and (check.schedule_failed_at is not None or check.overdue)


def missed_rows(checks: list[FactCheck], user: User) -> list[Row]:
    """One row for each of them that was missed, however often it is among them."""
    return [_row(check, user) for check in {check.pk: check for check in checks if is_missed(check)}.values()]


def _row(check: FactCheck, user: User) -> Row:
    when = check.schedule_failed_at or check.publish_at or check.updated_at
    note = " ".join(check.schedule_failure.splitlines())
    return Row(check=check, task=Task.MISSED, urgency=urgency_of(check, user), when=when, note=note)
