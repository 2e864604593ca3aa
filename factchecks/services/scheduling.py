"""Keeps a schedule: publishes at the time that was set, by all the rules, or says loudly why it did not."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import FactCheck, Job, User
from factchecks.services import booking, ledger, links, outbox
from factchecks.services.transitions import transition
from factchecks.states import Action, State

# Later than this, what was decided may be wrong by now: a person has to look.
LATEST = timedelta(hours=24)
TOO_LATE = "The time passed while nothing was running."
# Links that nobody has looked at for a day are looked at first; so often it waits for that, and so long each time.
WAITS, WAIT = 3, timedelta(seconds=10)


def work(job: Job) -> None:
    """Does the job and finishes it in one transaction, so that a second delivery finds it done.

    Raises Stale when somebody changed the check at this moment: the job is tried again then.
    """
    at = datetime.fromisoformat(job.args["at"])
    with transaction.atomic():
        if outbox.finish(job):
            _keep(check_id=job.args["check"], at=at, again=job.args.get("again", 0))


def _keep(*, check_id: int, at: datetime, again: int) -> None:
    """Nothing is done when the check goes out at another time, or is out already."""
    rows = FactCheck.objects.with_facts().with_ends().select_related("scheduled_by")
    factcheck = rows.filter(pk=check_id, publish_at=at, state=State.REVIEW).first()
    if factcheck is None or factcheck.scheduled_by is None:
        return
    by, now = factcheck.scheduled_by, timezone.now()
    if now - at > LATEST:
        _fail(factcheck, at, (TOO_LATE,))
    elif factcheck.n_stale and again < WAITS:  # type: ignore[attr-defined]
        if not again:
            links.ask_for_stale(factcheck, by=by)
        booking.book(factcheck=factcheck, by=by, again=again + 1, at=now + WAIT)
    else:
        _publish(factcheck, at, by)


def _publish(factcheck: FactCheck, at: datetime, by: User) -> None:
    """As if the person who set the time pressed the button now, with the rights they have now."""
    try:
        seen = factcheck.version
        transition(check_id=factcheck.pk, action=Action.PUBLISH, by=by, seen_version=seen, at=at)
    except (NotFound, NotAllowed):
        _fail(factcheck, at, (f"{by} set the time and may not publish it any more.",))
    except Refused as error:
        _fail(factcheck, at, error.reasons)


def _fail(factcheck: FactCheck, at: datetime, reasons: tuple[str, ...]) -> None:
    """It stays in review; the schedule is gone, and Home tells the author, the editor who set it and the desk."""
    told = {"schedule_failed_at": timezone.now(), "schedule_failure": "\n".join(reasons)}
    mine = FactCheck.objects.filter(pk=factcheck.pk, publish_at=at)
    if mine.update(publish_at=None, version=F("version") + 1, **told):
        details = {"scheduled_by": factcheck.scheduled_by_id, "at": ledger.stamp(at)}
        ledger.record(factcheck=factcheck, verb="schedule_failed", by=None, reason=" ".join(reasons), details=details)
