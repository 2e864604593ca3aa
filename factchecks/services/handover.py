"""Hands a check over to another writer of its desk, with a note, a time and a priority; and takes that back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import Assignment, FactCheck, Priority, User
from factchecks.models.assignment import NOTE_MAX
from factchecks.models.facts import person_for
from factchecks.roles import Right
from factchecks.services import access, ledger
from factchecks.states import Action

# The button stands for 10 s; a press at the last moment may take a while to arrive.
UNDO_SHOWN_S = 10
UNDO_TAKEN = timedelta(seconds=60)
GONE = "There is no such hand-over, or it is not on a desk of yours."


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What goes with a hand-over. None leaves the time or the priority as it is."""

    note: str = ""
    due_at: datetime | None = None
    priority: Priority | None = None


AS_IT_IS = Terms()


def _refusal(factcheck: FactCheck, to: User, note: str) -> str | None:
    if not person_for(to, factcheck).rights >= {Right.READ, Right.DRAFT}:
        unnamed = f"{to} does not write this check. An editor who sees it can name them on it."
        return unnamed if factcheck.restricted else f"{to} does not write for the desk “{factcheck.desk}”."
    if to.pk == factcheck.assignee_id:
        return f"{to} works on it already."
    if len(note) > NOTE_MAX:
        return f"Shorten the note to {NOTE_MAX} characters; it has {len(note)}."
    return None


@transaction.atomic
def hand_over(*, check_id: int, by: User, to: User, terms: Terms = AS_IT_IS) -> Assignment:
    """Makes another person of the desk the one who works on it. Raises NotFound, NotAllowed or Refused."""
    factcheck = access.get_check(check_id=check_id, by=by)
    access.demand(factcheck=factcheck, action=Action.HAND_OVER, by=by)
    note = terms.note.strip()
    refusal = _refusal(factcheck, to, note)
    if refusal:
        raise Refused(refusal)
    made = Assignment.objects.create(
        factcheck=factcheck,
        by=by,
        to=to,
        note=note,
        at=timezone.now(),
        was=factcheck.assignee,
        due_was=factcheck.due_at,
        priority_was=factcheck.priority,
    )
    values = {"due_at": terms.due_at or factcheck.due_at, "priority": terms.priority or factcheck.priority}
    FactCheck.objects.filter(pk=check_id).update(assignee=to, **values)
    ledger.record(factcheck=factcheck, verb="hand_over", by=by, details={"to": to.pk, "assignment": made.pk})
    return made


@transaction.atomic
def take(*, check_id: int, by: User) -> Assignment:
    """Whoever may write it takes a check that nobody works on. Raises NotFound, NotAllowed, or Refused: it is taken."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    if not FactCheck.objects.filter(pk=check_id, assignee__isnull=True).update(assignee=by):
        raise Refused("Somebody works on it already.")
    kept = {"due_was": factcheck.due_at, "priority_was": factcheck.priority}
    made = Assignment.objects.create(factcheck=factcheck, by=by, to=by, at=timezone.now(), **kept)
    ledger.record(factcheck=factcheck, verb="take", by=by, details={"assignment": made.pk})
    return made


@transaction.atomic
def undo(*, assignment_id: int, by: User) -> Assignment:
    """Puts back person, time and priority. Only who handed it over may, right after, and only the last one."""
    found = Assignment.objects.filter(pk=assignment_id).first()
    if found is None:
        raise NotFound(GONE)
    factcheck = access.get_check(check_id=found.factcheck_id, by=by)
    last = Assignment.objects.standing().filter(factcheck=factcheck).first()
    if last != found or found.by_id != by.pk or timezone.now() - found.at > UNDO_TAKEN:
        raise Refused("This can no longer be undone. Hand the check over again instead.")
    Assignment.objects.filter(pk=found.pk).update(undone_at=timezone.now())
    values = {"due_at": found.due_was, "priority": found.priority_was}
    FactCheck.objects.filter(pk=factcheck.pk).update(assignee_id=found.was_id, **values)
    ledger.record(factcheck=factcheck, verb="undo_hand_over", by=by, details={"assignment": found.pk})
    return found
