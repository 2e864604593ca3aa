"""Loads a check for a person or raises NotFound; the one way by which services and doors get at one."""

from datetime import datetime

from django.db.models import QuerySet

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.facts import Facts
from factchecks.models import FactCheck, User
from factchecks.models.facts import facts_of, person_for
from factchecks.policy import Reason, blockers
from factchecks.states import Action


def get_check(*, check_id: int, by: User) -> FactCheck:
    """The check with its facts. Raises NotFound outside the person's scope, as if it did not exist."""
    rows: QuerySet[FactCheck] = FactCheck.objects.visible_to(by).with_facts().with_ends()
    # No order for one row: Django would compare it with every column.
    factcheck = next(iter(rows.filter(pk=check_id).order_by()[:1]), None)
    if factcheck is None:
        raise NotFound("There is no such check, or it is not on a desk of yours.")
    return factcheck


def refuse(reasons: list[Reason]) -> None:
    """Raises NotAllowed or Refused with the sentences, if there are any."""
    if not reasons:
        return
    error = NotAllowed if any(reason.about_person for reason in reasons) else Refused
    raise error(*(reason.sentence for reason in reasons))


def demand(
    *, factcheck: FactCheck, action: Action, by: User, lint: tuple[str, ...] = (), at: datetime | None = None
) -> Facts:
    """The facts, once the rules allow the action; raises NotAllowed or Refused otherwise."""
    facts = facts_of(factcheck, lint=lint, asked_at=at)
    refuse(blockers(facts, action, person_for(by, factcheck)))
    return facts


def get_for_edit(*, check_id: int, by: User) -> FactCheck:
    """The check, if the person may change its content now. Raises NotFound, NotAllowed or Refused."""
    factcheck = get_check(check_id=check_id, by=by)
    demand(factcheck=factcheck, action=Action.EDIT, by=by)
    return factcheck


def same_version(*, seen: int, now: int) -> None:
    """Raises Stale when the row has moved on since the form was opened."""
    if seen != now:
        raise Stale(seen=seen, now=now)
