"""How the newsroom works, for whoever assesses it: read by editors and admins; each export is in the ledger."""

from enum import StrEnum

from django.db import transaction

from factchecks.errors import NotAllowed
from factchecks.models import User
from factchecks.models.assessment import Checked, Period, published_in
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.services import ledger

NOT_YOURS = "This page is for editors and admins. It needs the right to review checks on a desk; an admin can give it."


class Format(StrEnum):
    """In what form the figures leave the newsroom."""

    CSV = "csv"
    HTML = "html"


def may_read(*, by: User) -> None:
    """Raises NotAllowed for who neither reviews on a desk nor is an admin."""
    if not (by.is_staff or scope_of(by).desk_ids(Right.REVIEW)):
        raise NotAllowed(NOT_YOURS)


def read(*, period: Period, by: User) -> list[Checked]:
    """What was published in the period and the person may see. Raises NotAllowed."""
    may_read(by=by)
    return published_in(by, period)


@transaction.atomic
def export(*, period: Period, form: Format, by: User) -> list[Checked]:
    """The same rows to take away; an event of the site says who took which period. Raises NotAllowed."""
    rows = read(period=period, by=by)
    details = {"form": form.value, "from": period.first.isoformat(), "to": period.last.isoformat(), "checks": len(rows)}
    ledger.append(chain=ledger.SITE, verb="export_assessment", by=by, target="assessment", details=details)
    return rows
