"""What a person may see and do, read once a request: rights on desks, and exceptions for single checks."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from factchecks.models.grants import (
    DeskGroupObjectPermission,
    DeskUserObjectPermission,
    FactCheckGroupObjectPermission,
    FactCheckUserObjectPermission,
    in_force,
)
from factchecks.models.user import User
from factchecks.roles import RESTRICTED_RIGHTS, Right, Role

_DESK = {right.on_desk: right for right in Right}
_FURTHER = (Role.CHIEF.value, Role.LEGAL.value, Role.ADMIN.value)
_CHECK = {right.on_check: right for right in Right}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Rights by desk id and by check id."""

    user_id: int | None
    desks: dict[int, frozenset[Right]]
    checks: dict[int, frozenset[Right]]
    is_chief: bool = False
    is_admin: bool = False
    is_legal: bool = False

    def rights(self, *, check_id: int, desk_id: int, restricted: bool) -> frozenset[Right]:
        """Rights on one check: those on its desk, of a restricted one what Legal may, plus the exceptions."""
        on_desk = self.desks.get(desk_id, frozenset())
        if restricted:
            on_desk = on_desk & RESTRICTED_RIGHTS if self.is_legal else frozenset()
        return on_desk | self.checks.get(check_id, frozenset())

    def opens_restricted(self, right: Right) -> bool:
        """Whether the right on a desk covers its restricted checks too."""
        return self.is_legal and right in RESTRICTED_RIGHTS

    def desk_ids(self, right: Right) -> list[int]:
        """Desks on which the right is held, in a fixed order."""
        return sorted(desk for desk, rights in self.desks.items() if right in rights)

    def check_ids(self, right: Right) -> list[int]:
        """Checks for which the right is held as an exception, in a fixed order."""
        return sorted(check for check, rights in self.checks.items() if right in rights)


EMPTY = Scope(user_id=None, desks={}, checks={})


def _by_object(rows: list[tuple[int, str]], names: dict[str, Right]) -> dict[int, frozenset[Right]]:
    found: dict[int, set[Right]] = defaultdict(set)
    for object_id, codename in rows:
        if codename in names:
            found[object_id].add(names[codename])
    return {object_id: frozenset(rights) for object_id, rights in found.items()}


def _held(user: User) -> list[tuple[int, str]]:
    """Every grant as (object id, codename), and (group id, name) of the roles that reach further: one query."""
    columns = ("content_object_id", "permission__codename")
    groups = {"group__in": user.groups.all()}
    current = in_force()
    return list(
        DeskGroupObjectPermission.objects.filter(**groups)
        .values_list(*columns)
        .union(
            DeskUserObjectPermission.objects.filter(user=user).values_list(*columns),
            FactCheckGroupObjectPermission.objects.filter(current, **groups).values_list(*columns),
            FactCheckUserObjectPermission.objects.filter(current, user=user).values_list(*columns),
            user.groups.filter(name__in=_FURTHER).values_list("pk", "name"),
        )
    )


def _read(user: User) -> Scope:
    rows = _held(user)
    names = {name for _, name in rows}
    return Scope(
        user_id=user.pk,
        desks=_by_object(rows, _DESK),
        checks=_by_object(rows, _CHECK),
        is_chief=Role.CHIEF.value in names,
        is_admin=Role.ADMIN.value in names,
        is_legal=Role.LEGAL.value in names,
    )


def scope_of(user: User | AnonymousUser) -> Scope:
    """The person's scope, read once for each loaded user object; empty for those not signed in or turned off."""
    if not isinstance(user, User) or not user.is_active:
        return EMPTY
    found: Scope | None = getattr(user, "_scope", None)
    if found is None:
        found = _read(user)
        user._scope = found  # type: ignore[attr-defined]
    return found


def holds_power(user: User) -> bool:
    """Whether the person may review or publish anything anywhere: no query beyond that of their scope."""
    scope = scope_of(user)
    held = frozenset().union(*scope.desks.values(), *scope.checks.values())
    return scope.is_chief or bool(held & {Right.REVIEW, Right.PUBLISH})
