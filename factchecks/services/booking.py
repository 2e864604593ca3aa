"""When a check goes out: books the job of a schedule, and sets the embargo before which nothing is published."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from factchecks.errors import Refused
from factchecks.guards_schedule import EARLIER
from factchecks.jobs import JobKind
from factchecks.models import FactCheck, User
from factchecks.services import access, ledger, outbox
from factchecks.states import Action, State

NO_TIME = "Give the day and the time at which it goes out."
PAST = "An embargo ends in the future. Leave the time empty for none."
SCHEDULED_EARLIER = "It goes out before that time. Unschedule it first."


def free_time(*, factcheck: FactCheck, at: datetime | None) -> datetime:
    """The time, if it is one and no embargo that was set meanwhile forbids it. Raises Refused."""
    if at is None:
        raise Refused(NO_TIME)
    row = FactCheck.objects.select_for_update().filter(pk=factcheck.pk)
    until = row.values_list("embargo_until", flat=True).get()
    if until and at < until:
        raise Refused(EARLIER)
    return at


def book(*, factcheck: FactCheck, by: User, again: int = 0, at: datetime | None = None) -> None:
    """Enqueues the job that publishes the check at its time, or at `at` for try number `again`.

    The job names the time for which it was made: one for a time that no longer holds does nothing.
    """
    due = factcheck.publish_at
    if due is None:
        return
    outbox.enqueue(
        kind=JobKind.PUBLISH_DUE,
        args={"check": factcheck.pk, "at": due.isoformat(), "again": again},
        by=by,
        factcheck=factcheck,
        dedupe_key=f"publish:{factcheck.pk}:{due.isoformat()}:{again}",
        after=(at or due) - timezone.now(),
    )


@transaction.atomic
def set_embargo(*, check_id: int, by: User, until: datetime | None) -> FactCheck:
    """Sets, moves or lifts (None) the embargo. Raises NotFound, NotAllowed or Refused."""
    factcheck = access.get_check(check_id=check_id, by=by)
    access.demand(factcheck=factcheck, action=Action.SET_EMBARGO, by=by)
    if until and until <= timezone.now():
        raise Refused(PAST)
    early = Q(publish_at__lt=until) if until else Q(pk__in=())
    # Asked of the row itself: a schedule or a publication may have won meanwhile.
    rows = FactCheck.objects.filter(pk=check_id).exclude(state=State.PUBLISHED).exclude(early)
    if not rows.update(embargo_until=until):
        raise Refused(SCHEDULED_EARLIER)
    factcheck.embargo_until = until
    details = {"at": ledger.stamp(until)} if until else {}
    ledger.record(factcheck=factcheck, verb="set_embargo", by=by, details=details)
    return factcheck
