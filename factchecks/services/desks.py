"""Desks with their groups and rights; people joining and leaving. Every change of rights is an event."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from factchecks.models import Desk, DeskGroupObjectPermission, DeskUserObjectPermission, User
from factchecks.roles import DESK_RIGHTS, EVERY_DESK_RIGHTS, Right, Role, group_name
from factchecks.services import ledger


def _permissions() -> dict[str, Permission]:
    """What can be given on a desk, by codename."""
    names = [right.on_desk for right in Right]
    found = Permission.objects.filter(content_type__app_label="factchecks", codename__in=names)
    return {one.codename: one for one in found}


def _grant(desk: Desk, rights: Mapping[Group, frozenset[Right]]) -> None:
    """Gives each group its rights; those that it has already stay."""
    known = _permissions()
    rows = [
        DeskGroupObjectPermission(group=group, permission=known[right.on_desk], content_object=desk)
        for group, given in rights.items()
        for right in sorted(given)
    ]
    DeskGroupObjectPermission.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def set_up(*, desk: Desk, by: User | None) -> Desk:
    """Makes the groups of a desk and gives them, and the cross-desk groups, their rights on it. May run again."""
    named = {group_name(desk.name, role): rights for role, rights in DESK_RIGHTS.items()}
    named |= {role.value: rights for role, rights in EVERY_DESK_RIGHTS.items()}
    _grant(desk, {Group.objects.get_or_create(name=name)[0]: rights for name, rights in named.items()})
    ledger.append(chain=ledger.SITE, verb="desk", by=by, target=f"desk:{desk.pk}", details={"name": desk.name})
    return desk


@transaction.atomic
def create(*, name: str, slug: str, by: User | None) -> Desk:
    """A new desk, ready to be joined."""
    return set_up(desk=Desk.objects.create(name=name, slug=slug), by=by)


def group_for(desk: Desk, role: Role) -> Group:
    """The group that holds a role on a desk."""
    return Group.objects.get(name=group_name(desk.name, role))


@transaction.atomic
def join(*, user: User, group: Group, by: User | None) -> None:
    """Adds a person to a group, with an event in the people's chain."""
    user.groups.add(group)
    details = {"group": group.name}
    ledger.append(chain=ledger.PEOPLE, verb="join", by=by, target=f"user:{user.pk}", details=details)


@transaction.atomic
def save(*, desk: Desk, by: User, before: Mapping[str, Any]) -> Desk:
    """Saves a desk; a new one gets its groups. The event says what its rules were and are."""
    fresh = desk.pk is None
    desk.save()
    if fresh:
        return set_up(desk=desk, by=by)
    after = {name: getattr(desk, name) for name in before if hasattr(desk, name)}
    details = {"before": dict(before), "after": after}
    ledger.append(chain=ledger.SITE, verb="desk", by=by, target=f"desk:{desk.pk}", details=details)
    return desk


def rights_of(group: Group) -> list[str]:
    """What the group may do on which desk, a phrase a desk."""
    rows = DeskGroupObjectPermission.objects.filter(group=group).order_by("content_object__name", "permission__name")
    found: dict[str, list[str]] = defaultdict(list)
    for desk, name in rows.values_list("content_object__name", "permission__name"):
        found[desk].append(name.removeprefix("Can ").removesuffix(" of the desk"))
    return [f"{desk}: {', '.join(names)}" for desk, names in found.items()]


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A person who holds rights on a desk, through roles or (`roles` empty) in person."""

    person_id: int
    name: str
    roles: tuple[str, ...]
    rights: frozenset[Right]


def _through_groups(desk: Desk) -> list[tuple[int, str, str, str]]:
    """(person id, name, role, codename) for each right that a person holds by belonging to a group."""
    rights: dict[int, list[str]] = defaultdict(list)
    given = DeskGroupObjectPermission.objects.filter(content_object=desk)
    for group_id, codename in given.values_list("group_id", "permission__codename"):
        rights[group_id].append(codename)
    members = User.objects.filter(is_active=True, groups__in=list(rights)).order_by("groups__name")
    rows = members.values_list("pk", "name", "groups__name", "groups__pk")
    return [(person, name, role, codename) for person, name, role, group in rows for codename in rights[group]]


def _in_person(desk: Desk) -> list[tuple[int, str, str, str]]:
    given = DeskUserObjectPermission.objects.filter(content_object=desk, user__is_active=True)
    rows = given.values_list("user_id", "user__name", "permission__codename")
    return [(person, name, "", codename) for person, name, codename in rows]


def holders(*, desk: Desk) -> list[Holder]:
    """Who holds which right on the desk, by name, people turned off left out; three queries."""
    on_desk = {right.on_desk: right for right in Right}
    found: dict[int, Holder] = {}
    for person_id, name, role, codename in [*_through_groups(desk), *_in_person(desk)]:
        held = found.get(person_id) or Holder(person_id=person_id, name=name, roles=(), rights=frozenset())
        roles = held.roles if not role or role in held.roles else (*held.roles, role)
        right = on_desk.get(codename)
        found[person_id] = replace(held, roles=roles, rights=held.rights | ({right} if right else set()))
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.person_id))
