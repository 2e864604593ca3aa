"""Writes a fact beside the state on which it depends how many have to approve."""

from typing import Any

from django.db import transaction

from factchecks.errors import Stale
from factchecks.models import FactCheck
from factchecks.models.facts import approver_ids
from factchecks.services.moves import UNAPPROVED, Values
from factchecks.states import State


def _approval(factcheck: FactCheck) -> Values:
    """The approval as the editors who have approved make it now; theirs is of the text that was submitted."""
    if len(approver_ids(factcheck)) < factcheck.approvals_required:
        return UNAPPROVED
    submitted = factcheck.current_round.submitted_edition.digest if factcheck.current_round else ""
    return {"approved_digest": submitted}


@transaction.atomic
def mark(*, factcheck: FactCheck, **values: Any) -> None:
    """Sets columns of a check that was loaded for this change. Raises Stale when it has moved on meanwhile.

    Where fewer have approved than are asked for now, the approval no longer stands, nor does a schedule; where enough
    have, it stands. In review the version rises, so that a decision made at the same moment does not pass by it;
    elsewhere no open form becomes stale.
    """
    was = {"pk": factcheck.pk, "state": factcheck.state, "restricted": factcheck.restricted, "legal": factcheck.legal}
    for name, value in values.items():
        setattr(factcheck, name, value)
    if factcheck.state == State.REVIEW:
        was["version"] = factcheck.version
        values |= {"version": factcheck.version + 1} | _approval(factcheck)
    if not FactCheck.objects.filter(**was).update(**values):
        now = FactCheck.objects.values_list("version", flat=True).get(pk=factcheck.pk)
        raise Stale(seen=factcheck.version, now=now)
