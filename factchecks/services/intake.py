"""Records a claim from the intake form: the new check, and what only the form knows of it."""

from datetime import datetime

from django.db import transaction

from factchecks.models import Desk, FactCheck, User
from factchecks.services import checks
from factchecks.services.checks import NewClaim


@transaction.atomic
def record(*, desk: Desk, claim: NewClaim, by: User, due_at: datetime | None = None) -> FactCheck:
    """A new check in draft; without a due time the desk's own holds. Raises as `checks.create` does."""
    factcheck = checks.create(desk=desk, claim=claim, by=by)
    if due_at is not None:
        FactCheck.objects.filter(pk=factcheck.pk).update(due_at=due_at)
        factcheck.due_at = due_at
    return factcheck
