"""Right of reply: records who was asked, how, and what came of it."""

from datetime import date

from django.db import transaction

from factchecks.errors import Refused
from factchecks.models import ReplyOutcome, ReplyRequest, User
from factchecks.services import access, ledger


@transaction.atomic
def record(
    *,
    check_id: int,
    by: User,
    outcome: ReplyOutcome,
    whom: str = "",
    how: str = "",
    text: str = "",
    asked_on: date | None = None,
    deadline: date | None = None,
) -> ReplyRequest:
    """Sets the right of reply of a check; the row before it stays as history in the ledger."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    if outcome is ReplyOutcome.NOT_NEEDED and not text.strip():
        raise Refused("Say why no reply is needed.")
    if outcome is not ReplyOutcome.NOT_NEEDED and not whom.strip():
        raise Refused("Say who was asked.")
    if outcome is ReplyOutcome.ANSWERED and not text.strip():
        raise Refused("Write down the answer.")
    factcheck.replies.all().delete()
    reply = ReplyRequest.objects.create(
        factcheck=factcheck,
        outcome=outcome,
        whom=whom.strip(),
        how=how.strip(),
        text=text.strip(),
        asked_on=asked_on,
        deadline=deadline,
        recorded_by=by,
    )
    ledger.record(factcheck=factcheck, verb="reply", by=by, details={"outcome": outcome.value})
    return reply
