"""The base of small tables that admins edit: each change is an event that says what it was and what it is."""

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from factchecks.admin.actor import actor
from factchecks.admin.lookups import ShownLookups
from factchecks.services import ledger


def _picture(obj: Model) -> dict[str, Any]:
    """The row as it stands in the database, its editable fields by name; empty when there is none."""
    fields = [field.name for field in obj._meta.concrete_fields if field.editable and not field.primary_key]
    return obj.__class__._default_manager.filter(pk=obj.pk).values(*fields).first() or {}


class RecordedAdmin(ShownLookups):
    """Events in the chain `site` with `before` and `after`; none when nothing changed. Rows go one at a time."""

    # What the event's verb and target call a row.
    noun: ClassVar[str]
    actions = None

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        before = _picture(obj)
        super().save_model(request, obj, form, change)
        self._record(request, self.noun, obj.pk, before, _picture(obj))

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        key, before = obj.pk, _picture(obj)
        super().delete_model(request, obj)
        self._record(request, f"remove_{self.noun}", key, before, {})

    def _record(self, request: HttpRequest, verb: str, key: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        if before == after:
            return
        details, target = {"before": before, "after": after}, f"{self.noun}:{key}"
        ledger.append(chain=ledger.SITE, verb=verb, by=actor(request), target=target, details=details)
