"""Writes and removes a person's right on one check, with an event in both chains. Who may is asked before this."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from factchecks.models import FactCheck, FactCheckUserObjectPermission, User
from factchecks.roles import Right
from factchecks.services import ledger


def rows_of(factcheck: FactCheck, person: User, *rights: Right) -> QuerySet[FactCheckUserObjectPermission]:
    """The rights of one person on one check, as they are stored."""
    codenames = [right.on_check for right in rights]
    return FactCheckUserObjectPermission.objects.filter(
        content_object=factcheck, user=person, permission__codename__in=codenames
    )


def _picture(row: FactCheckUserObjectPermission | None) -> dict[str, Any] | None:
    """None without the right; otherwise its end, None for no end."""
    return {"until": ledger.stamp(row.until) if row.until else None} if row else None


def _record(verb: str, factcheck: FactCheck, person: User, by: User, details: dict[str, Any]) -> None:
    """The same in the check's chain and in that of the people, each naming the other side."""
    ledger.record(factcheck=factcheck, verb=verb, by=by, details={"person": person.pk, **details})
    target = f"user:{person.pk}"
    ledger.append(chain=ledger.PEOPLE, verb=verb, by=by, target=target, details={"check": factcheck.pk, **details})


def give(*, factcheck: FactCheck, person: User, right: Right, until: datetime | None, by: User) -> bool:
    """Writes the right with its events, asking nothing; False when it stood like that already."""
    before = rows_of(factcheck, person, right).first()
    if before is not None and before.until == until:
        return False
    permission = Permission.objects.get(content_type__app_label="factchecks", codename=right.on_check)
    after, _ = FactCheckUserObjectPermission.objects.update_or_create(
        content_object=factcheck, user=person, permission=permission, defaults={"until": until}
    )
    details = {"right": right.value, "before": _picture(before), "after": _picture(after)}
    _record("grant_exception", factcheck, person, by, details)
    return True


def take(*, factcheck: FactCheck, person: User, right: Right, by: User) -> bool:
    """Ends one right with its events, asking nothing; False when the person did not hold it."""
    row = rows_of(factcheck, person, right).first()
    if row is None:
        return False
    before = _picture(row)
    row.delete()
    _record("end_exception", factcheck, person, by, {"right": right.value, "before": before, "after": None})
    return True
