"""Restricts a check to those who are named on it, and opens it to its desk again."""

from functools import partial
from typing import Any

from django.db import transaction

from factchecks.errors import NotAllowed, Refused
from factchecks.models import Event, FactCheck, User
from factchecks.models.facts import approver_ids
from factchecks.models.grants import named_with
from factchecks.models.querysets import contributor_ids
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.services import access, exceptions, ledger, people
from factchecks.services.exception_rows import give, take
from factchecks.services.marking import mark
from factchecks.states import State

NOT_YOURS = "Who sees a check is decided by the editors of its desk and by chief editors who may review it."
PUBLISHED = "It has been published, so how it came about stays open to its desk."


def why_not(factcheck: FactCheck) -> str | None:
    """Why it cannot be restricted, whoever asks."""
    if factcheck.restricted:
        return "It is restricted already."
    if factcheck.live_edition_id is not None:
        return PUBLISHED
    return "It has been discarded. Restore it first." if factcheck.discarded_at else None


def working(factcheck: FactCheck) -> frozenset[int]:
    """Ids of those who work on it at this moment: who writes it, who reviews or approves it, who scheduled it."""
    reviews = {factcheck.reviewer_id} if factcheck.state == State.REVIEW else set()
    writes = {factcheck.author_id, factcheck.assignee_id} | contributor_ids(factcheck)
    found = writes | reviews | approver_ids(factcheck) | {factcheck.scheduled_by_id}
    return frozenset(one for one in found if one is not None)


def _name(factcheck: FactCheck, person: User, by: User) -> list[Any]:
    """Gives a person of the desk as exceptions what they hold there; those that were given by this."""
    held = scope_of(person).desks.get(factcheck.desk_id, frozenset())
    rights = [right for right in exceptions.GIVEN if right in held]
    given = partial(give, factcheck=factcheck, person=person, until=None, by=by)
    return [[person.pk, right.value] for right in rights if given(right=right)]


def _loaded(check_id: int, by: User) -> FactCheck:
    factcheck = access.get_check(check_id=check_id, by=by)
    if not exceptions.is_keeper(factcheck=factcheck, by=by):
        raise NotAllowed(NOT_YOURS)
    return factcheck


def _tell(factcheck: FactCheck, by: User, subject: str, text: str) -> None:
    """To the admins, and to the editors who are named on it."""
    editors = named_with(Right.REVIEW, content_object=factcheck).values_list("user", flat=True)
    people.tell_admins(by=by, subject=f"{factcheck.number} {subject}", text=text, also=list(editors))


@transaction.atomic
def restrict(*, check_id: int, by: User, reason: str) -> None:
    """From now on only those who work on it, and whoever does this, see it; others are named one by one.

    Raises NotFound, NotAllowed, Stale, or Refused: without a reason, published, discarded, restricted already.
    """
    factcheck = _loaded(check_id, by)
    refusal = why_not(factcheck) or (None if reason.strip() else "Say why only some may see it.")
    if refusal:
        raise Refused(refusal)
    mark(factcheck=factcheck, restricted=True)
    stay = User.objects.filter(pk__in=working(factcheck) | {by.pk}, is_active=True).order_by("pk")
    given = [one for person in stay for one in _name(factcheck, person, by)]
    ledger.record(factcheck=factcheck, verb="restrict", by=by, reason=reason.strip(), details={"given": given})
    _tell(factcheck, by, "is restricted", f"{by.name} restricted {factcheck.number} to those who are named on it.")


@transaction.atomic
def unrestrict(*, check_id: int, by: User) -> None:
    """Opens it to its desk again; what restricting it had given ends. Raises NotFound, NotAllowed, Stale or Refused."""
    factcheck = _loaded(check_id, by)
    if not factcheck.restricted:
        raise Refused("It is open to its desk already.")
    _tell(factcheck, by, "is open again", f"{by.name} opened {factcheck.number} to its desk again.")
    mark(factcheck=factcheck, restricted=False)
    ended = [one for one in _given(factcheck) if _end(factcheck, one, by)]
    ledger.record(factcheck=factcheck, verb="unrestrict", by=by, details={"ended": ended})


def _given(factcheck: FactCheck) -> list[Any]:
    """What was given when it was restricted last, as (person id, right)."""
    event = Event.objects.filter(chain=ledger.chain_of(factcheck), verb="restrict").order_by("-seq").first()
    return event.details["given"] if event else []


def _end(factcheck: FactCheck, given: list[Any], by: User) -> bool:
    person_id, right = given
    return take(factcheck=factcheck, person=User.objects.get(pk=person_id), right=Right(right), by=by)
