"""Exceptions: one person's right on one check, until a date or for good.

Admins give and end them on every check, of which they learn number and desk. On a restricted check so do the editors
of its desk (and chief editors) who may review it: what they may do there themselves.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import FactCheck, FactCheckGroupObjectPermission, FactCheckUserObjectPermission, User
from factchecks.models.facts import person_for
from factchecks.models.grants import named_with
from factchecks.models.scopes import scope_of
from factchecks.roles import RIGHT_NAMES, Right
from factchecks.services import people
from factchecks.services.exception_rows import give, rows_of, take

# Confidential sources are for those who work on the check: that right is not given as an exception.
GIVEN = (Right.READ, Right.DRAFT, Right.REVIEW, Right.PUBLISH)
NOT_YOURS = "Rights on single checks are given and ended by admins; on a restricted one also by its editors."
_RIGHTS = {right.on_check: right for right in Right}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """All that an admin needs to know of a check to give rights on it: nothing of what it says."""

    id: int
    number: str
    desk_id: int
    desk: str
    restricted: bool


def label(right: Right) -> str:
    """A right on one check in a word or two, e.g. `Review`."""
    return RIGHT_NAMES[right].removesuffix(" checks").capitalize()


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A right on one check. `person_id` is None when a group holds it; `over`: its date has passed."""

    holder: str
    person_id: int | None
    right: Right
    until: datetime | None
    over: bool

    @property
    def label(self) -> str:
        """The right in a word."""
        return label(self.right)


def _demand_admin(by: User) -> None:
    if not by.has_perm(people.MANAGE):
        raise NotAllowed(NOT_YOURS)


def _load(check_id: int) -> FactCheck:
    factcheck = FactCheck.objects.select_related("desk").filter(pk=check_id).first()
    if factcheck is None:
        raise NotFound("There is no such check.")
    return factcheck


def is_keeper(*, factcheck: FactCheck, by: User) -> bool:
    """Whether the person decides who sees the check: edits its desk, or every desk, and may review this check."""
    edits = Right.REVIEW in scope_of(by).desks.get(factcheck.desk_id, frozenset())
    return edits and Right.REVIEW in person_for(by, factcheck).rights


def _loaded_for(check_id: int, by: User) -> FactCheck:
    """The check for somebody who may give rights on it. Whoever may not does not learn whether there is one."""
    if by.has_perm(people.MANAGE):
        return _load(check_id)
    factcheck = FactCheck.objects.select_related("desk").filter(pk=check_id, restricted=True).first()
    if factcheck is None or not is_keeper(factcheck=factcheck, by=by):
        raise NotAllowed(NOT_YOURS)
    return factcheck


def _subject(factcheck: FactCheck) -> Subject:
    desk = factcheck.desk
    return Subject(
        id=factcheck.pk, number=factcheck.number, desk_id=desk.pk, desk=desk.name, restricted=factcheck.restricted
    )


def subject(*, check_id: int, by: User) -> Subject:
    """The check by number and desk. Raises NotAllowed for all but admins, NotFound."""
    _demand_admin(by)
    return _subject(_load(check_id))


def restricted(*, by: User) -> list[Subject]:
    """Checks that only exceptions open, newest first. Raises NotAllowed for all but admins."""
    _demand_admin(by)
    rows = FactCheck.objects.filter(restricted=True).select_related("desk").order_by("-pk")
    return [_subject(row) for row in rows.only("desk__name", "restricted")]


def holdings(*, check_id: int, by: User) -> list[Holding]:
    """Who holds which right on the check as an exception, by name. Raises NotAllowed for all but admins."""
    _demand_admin(by)
    now = timezone.now()
    wanted = {"content_object_id": check_id, "permission__codename__in": _RIGHTS}
    columns = ("permission__codename", "until")
    persons = FactCheckUserObjectPermission.objects.filter(**wanted).values_list("user__name", "user_id", *columns)
    groups = FactCheckGroupObjectPermission.objects.filter(**wanted).values_list("group__name", *columns)
    rows = [*persons, *((name, None, codename, until) for name, codename, until in groups)]
    found = [
        Holding(
            holder=name,
            person_id=person_id,
            right=_RIGHTS[codename],
            until=until,
            over=until is not None and until <= now,
        )
        for name, person_id, codename, until in rows
    ]
    order = list(Right)
    return sorted(found, key=lambda one: (one.holder.casefold(), one.person_id or 0, order.index(one.right)))


def _is_later(one: datetime | None, other: datetime | None) -> bool:
    """Whether the first end comes after the second; None is no end."""
    return other is not None and (one is None or one > other)


def _refuse(factcheck: FactCheck, person: User, right: Right, until: datetime | None, by: User) -> None:
    if person.pk == by.pk:
        raise Refused("You cannot give a right to yourself: another admin has to.")
    if not person.is_active:
        raise Refused(f"{person.name} is turned off.")
    if right not in GIVEN:
        raise Refused(f"The right to {RIGHT_NAMES[right]} is not given on a single check.")
    if not by.has_perm(people.MANAGE) and right not in person_for(by, factcheck).rights:
        raise Refused(f"You cannot {RIGHT_NAMES[right]} here yourself: an admin can give that right.")
    if until is not None and until <= timezone.now():
        raise Refused("The end date is in the past.")
    others = rows_of(factcheck, person, *GIVEN[1:]) if right is Right.READ else ()
    if any(_is_later(row.until, until) for row in others):
        raise Refused(f"{person.name} may do more on this check for longer: end that first.")


@transaction.atomic
def grant(*, check_id: int, person: User, right: Right, until: datetime | None, by: User) -> None:
    """Gives the right until then (None: no end), and reading with it for at least as long; again: a new end.

    Raises NotAllowed for all but admins and keepers of a restricted check, NotFound, and Refused for oneself,
    people turned off, an end in the past, a right outside `GIVEN` or that a keeper does not hold, and reading for a
    shorter time than another right of theirs.
    """
    factcheck = _loaded_for(check_id, by)
    person = User.objects.select_for_update().get(pk=person.pk)
    _refuse(factcheck, person, right, until, by)
    reading = rows_of(factcheck, person, Right.READ).first()
    if right is not Right.READ and (reading is None or _is_later(until, reading.until)):
        give(factcheck=factcheck, person=person, right=Right.READ, until=until, by=by)
    if give(factcheck=factcheck, person=person, right=right, until=until, by=by):
        text = f"{by.name} gave {person.name} the right to {RIGHT_NAMES[right]}, for {factcheck.number} only."
        people.tell_admins(by=by, subject=f"{person.name}: a right on {factcheck.number}", text=text)


@transaction.atomic
def end(*, check_id: int, person: User, right: Right, by: User) -> None:
    """Ends the right now; with reading, every right of the person on this check, as none is of use without it.

    Raises NotAllowed for all but admins and keepers of a restricted check, NotFound, and Refused when the person does
    not hold it, or is the last who may review a restricted check.
    """
    factcheck = _loaded_for(check_id, by)
    person = User.objects.select_for_update().get(pk=person.pk)
    # One after the other: of two editors who take each other off, one stays.
    FactCheck.objects.select_for_update().get(pk=check_id)
    if not rows_of(factcheck, person, right).exists():
        raise Refused(f"{person.name} does not hold the right to {RIGHT_NAMES[right]} on this check.")
    ended = tuple(Right) if right is Right.READ else (right,)
    if Right.REVIEW in ended and _is_last(factcheck, person):
        raise Refused(f"Nobody but {person.name} could review it or open it again. Name another editor first.")
    for one in ended:
        take(factcheck=factcheck, person=person, right=one, by=by)


def _is_last(factcheck: FactCheck, person: User) -> bool:
    """Whether the person keeps a restricted check, and nobody else does."""
    if not factcheck.restricted:
        return False
    named = named_with(Right.REVIEW, content_object=factcheck).values("user")
    keepers = [one for one in User.objects.filter(pk__in=named) if is_keeper(factcheck=factcheck, by=one)]
    return keepers == [person]
