"""Takes a decision on a reader's letter back: only who decided may, right after."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from factchecks.errors import Refused, Stale
from factchecks.models import ClaimSuggestion, FactCheck, PostState, ReaderReport, User
from factchecks.services import ledger, repeats
from factchecks.services.handover import UNDO_TAKEN
from factchecks.services.readerpost import report_for, suggestion_for, swap, tell_site
from factchecks.services.transitions import transition
from factchecks.states import Action

TOO_LATE = "This can no longer be undone."
OPEN_AGAIN: dict[str, Any] = {"state": PostState.OPEN, "reason": "", "decided_by": None, "decided_at": None}


def _last_word(post: ClaimSuggestion | ReaderReport, by: User) -> None:
    late = post.decided_at is None or timezone.now() - post.decided_at > UNDO_TAKEN
    if late or post.decided_by_id != by.pk:
        raise Refused(TOO_LATE)


def _drop(factcheck: FactCheck, by: User) -> None:
    worked_on = f"{TOO_LATE} Somebody has worked on {factcheck.number}; discard it there."
    if factcheck.version != 1 or factcheck.sources.exists():
        raise Refused(worked_on)
    try:
        transition(check_id=factcheck.pk, action=Action.DISCARD, by=by, seen_version=factcheck.version)
    except Stale as late:
        raise Refused(worked_on) from late


@transaction.atomic
def undo_suggestion(*, suggestion_id: int, by: User) -> ClaimSuggestion:
    """It waits again; a check that was opened for it is discarded. Only who decided may, right after."""
    found = suggestion_for(suggestion_id=suggestion_id, by=by)
    _last_word(found, by)
    if found.state == PostState.ACCEPTED and found.factcheck:
        _drop(found.factcheck, by)
    merged = found.state == PostState.MERGED
    swap(found, OPEN_AGAIN | {"factcheck": None})
    if merged and found.factcheck:
        repeats.forget_from_reader(factcheck=found.factcheck, url=found.url, by=by)
    if found.factcheck:
        # Read again: the discarding has lengthened its chain.
        factcheck = FactCheck.objects.get(pk=found.factcheck.pk)
        ledger.record(factcheck=factcheck, verb="undo_suggestion", by=by, details={"suggestion": found.pk})
    else:
        tell_site(post=found, verb="undo_suggestion", by=by)
    return found


@transaction.atomic
def undo_report(*, report_id: int, by: User) -> ReaderReport:
    """It waits again. Only who decided may, right after. Raises NotFound, NotAllowed, Refused or Overtaken."""
    found = report_for(report_id=report_id, by=by)
    _last_word(found, by)
    swap(found, OPEN_AGAIN)
    ledger.record(factcheck=found.factcheck, verb="undo_report", by=by, details={"report": found.pk})
    return found
