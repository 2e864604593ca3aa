"""Writes a fact beside the state on which it depends how many have to approve."""

from typing import Any

from django.db import transaction

from factchecks.errors import Stale
from factchecks.models import FactCheck
from factchecks.models.facts import approver_ids
from factchecks.services.moves import UNAPPROVED
from factchecks.states import State


@transaction.atomic
def mark(*, factcheck: FactCheck, **values: Any) -> None:
    """Sets columns of a check that was loaded for this change. Raises Stale when it has moved on meanwhile.

    Where fewer have approved than are asked for now, the approval no longer stands, nor does a schedule. In review the
    version rises, so that a decision made at the same moment does not pass by it; elsewhere no open form becomes stale.
    """
    was = {"pk": factcheck.pk, "state": factcheck.state, "restricted": factcheck.restricted, "legal": factcheck.legal}
    for name, value in values.items():
        setattr(factcheck, name, value)
    if factcheck.state == State.REVIEW:
        was["version"] = factcheck.version
        values["version"] = factcheck.version + 1
        if len(approver_ids(factcheck)) < factcheck.approvals_required:
            values |= UNAPPROVED
    if not FactCheck.objects.filter(**was).update(**values):
        now = FactCheck.objects.values_list("version", flat=True).get(pk=factcheck.pk)
        raise Stale(seen=factcheck.version, now=now)
