"""The verdict scale: saves and removes verdicts, each with an event that says what it was and what it is."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from factchecks.errors import Refused
from factchecks.models import User, Verdict
from factchecks.services import house, ledger

SHOWN = ("word", "definition", "silhouette", "fill", "tone", "number", "retired")


@transaction.atomic
def save(*, verdict: Verdict, by: User, before: Mapping[str, Any]) -> Verdict:
    """Saves a verdict; open checks keep the word and definition they were given."""
    verdict.save()
    house.forget()
    was = {name: before[name] for name in SHOWN if name in before}
    details = {"before": was, "after": {name: getattr(verdict, name) for name in SHOWN}}
    ledger.append(chain=ledger.SITE, verb="verdict", by=by, target=f"verdict:{verdict.pk}", details=details)
    return verdict


@transaction.atomic
def remove(*, verdict: Verdict, by: User) -> None:
    """Removes a verdict that no claim has. Raises Refused otherwise."""
    if verdict.claims.exists():
        raise Refused("This verdict has been used: retire it instead.")
    target, details = f"verdict:{verdict.pk}", {"word": verdict.word}
    verdict.delete()
    house.forget()
    ledger.append(chain=ledger.SITE, verb="remove_verdict", by=by, target=target, details=details)
