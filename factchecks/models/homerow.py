"""A row of Home: one thing to do with its reason, and how it stands among the others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils import timezone

from factchecks.models.check import FactCheck
from factchecks.models.querysets import FactCheckQuerySet, within
from factchecks.models.scopes import scope_of
from factchecks.models.user import User
from factchecks.roles import Right

# Rows read for each question; Home shows fewer. A queue longer than this is worked from the list of checks.
READ = 30
SHOWN = 7


class Task(StrEnum):
    """What there is to do."""

    MISSED = "missed"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    BROKEN = "broken"
    COMMENT = "comment"
    DECIDE = "decide"
    PUBLISH = "publish"
    CONFIRM = "confirm"
    HOLDS = "holds"
    AGAIN = "again"
    REPEATED = "repeated"
    CONTINUE = "continue"


class Urgency(StrEnum):
    """How the due time stands, in the person's own time zone."""

    LATE = "late"
    TODAY = "today"
    LATER = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing to do. `who`, `when` and `note` tell of what happened last (sent back, submitted, approved).

    `alert_id`: the oldest open question about a source of a live article; `thread_id`: where the person is asked
    something; `beside`: how many more there are of either. `nudged_by` and `nudged_at`: who waits for it and said so
    last.
    """

    check: FactCheck
    task: Task
    urgency: Urgency
    when: datetime
    who: str = ""
    note: str = ""
    alert_id: int = 0
    thread_id: int = 0
    beside: int = 0
    nudged_by: str = ""
    nudged_at: datetime | None = None

    @property
    def place(self) -> str:
        """Name of the page where it is done."""
        if self.task is Task.HOLDS:
            return "alert"
        return "review" if self.task in (Task.DECIDE, Task.PUBLISH, Task.PROPOSAL, Task.MISSED) else "workspace"

    @property
    def key(self) -> int:
        """What the address of the place is made with."""
        return self.alert_id or self.check.pk

    @property
    def order(self) -> tuple[int, datetime, datetime, int]:
        """Not gone out, sent back, late, today, to confirm, asked, to decide, publish, broken, does it hold.

        Then what is to be looked at again, and mine; among equals by the time it is due, then by the wait.
        """
        later = (
            Task.CONFIRM,
            Task.COMMENT,
            Task.DECIDE,
            Task.PUBLISH,
            Task.BROKEN,
            Task.HOLDS,
            Task.AGAIN,
            Task.REPEATED,
            Task.CONTINUE,
        )
        by_task = {Task.MISSED: -1, Task.ANSWER: 0, Task.PROPOSAL: 3} | {
            task: rank for rank, task in enumerate(later, start=3)
        }
        by_due = {Urgency.LATE: 1, Urgency.TODAY: 2, Urgency.LATER: 10}
        rank = min(by_task[self.task], by_due[self.urgency])
        due = (
            None
            if self.task in (Task.HOLDS, Task.COMMENT, Task.CONFIRM, Task.AGAIN, Task.REPEATED)
            else self.check.due_at
        )
        return rank, due or self.when + timedelta(days=3650), self.when, self.check.pk


def _end_of_today(user: User) -> datetime:
    here = timezone.now().astimezone(ZoneInfo(user.time_zone))
    return here.replace(hour=23, minute=59, second=59, microsecond=0)


def urgency_of(check: FactCheck, user: User) -> Urgency:
    if check.due_at is None:
        return Urgency.LATER
    if check.due_at < timezone.now():
        return Urgency.LATE
    return Urgency.TODAY if check.due_at <= _end_of_today(user) else Urgency.LATER


def rows_of(user: User, right: Right) -> FactCheckQuerySet:
    """Checks on which the person holds the right, with the people that a row of Home names."""
    people = (
        "standing_asked__opened_by",
        "desk",
        "author",
        "assignee",
        "current_round__submitted_by",
        "current_round__decided_by",
        "reviewer",
    )
    rows = FactCheck.objects.filter(within(scope_of(user), right), discarded_at__isnull=True)
    return rows.with_people().select_related(*people)
