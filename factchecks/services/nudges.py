"""A nudge: who waits for others on a check tells them so, once in a while."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.timesince import timesince

from factchecks.errors import Refused
from factchecks.models import FactCheck, Nudge, User
from factchecks.models.facts import approver_ids
from factchecks.models.review import Decision
from factchecks.models.veil import hides
from factchecks.services import access, ledger
from factchecks.states import State

# Twice in a working day, and never twice within one half of it.
APART = timedelta(hours=4)
NOBODYS_TURN = "Nothing of this check lies with somebody else now."


def waits(*, factcheck: FactCheck, by: User) -> bool:
    """Whether the person waits for others: for a decision, a second approval, or an answer to a note.

    Who has to answer a proposed verdict waits for nobody. Expects a check loaded `with_facts()`.
    """
    round_ = factcheck.current_round
    if round_ is None or factcheck.discarded_at:
        return False
    if factcheck.state == State.RESEARCH:
        return bool(round_.decision == Decision.SENT_BACK and round_.decided_by_id == by.pk)
    if factcheck.state != State.REVIEW or round_.decision:
        return False
    halfway = by.pk in approver_ids(factcheck) and not factcheck.approved_digest
    if by.pk in (factcheck.author_id, factcheck.assignee_id):
        return not factcheck.proposal_open or hides(factcheck, by)  # type: ignore[attr-defined]
    return halfway


def _refusal(factcheck: FactCheck, by: User) -> str | None:
    if not waits(factcheck=factcheck, by=by):
        return NOBODYS_TURN
    last = Nudge.objects.filter(factcheck=factcheck, by=by).order_by("-id").first()
    if last is None or last.at + APART <= timezone.now():
        return None
    again = (last.at + APART).astimezone(ZoneInfo(by.time_zone))
    return f"You nudged {timesince(last.at)} ago. You can again at {again:%H:%M}."


@transaction.atomic
def nudge(*, check_id: int, by: User) -> Nudge:
    """Says on the Home of those whose turn it is that the person waits. Raises NotFound or Refused."""
    factcheck = access.get_check(check_id=check_id, by=by)
    round_, refusal = factcheck.current_round, _refusal(factcheck, by)
    if refusal or round_ is None:
        raise Refused(refusal or NOBODYS_TURN)
    made = Nudge.objects.create(
        factcheck=factcheck,
        by=by,
        at=timezone.now(),
        round=round_,
        state=factcheck.state,
        approved_digest=factcheck.approved_digest,
    )
    ledger.record(factcheck=factcheck, verb="nudge", by=by, details={"nudge": made.pk})
    return made
