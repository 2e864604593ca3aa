"""Who sees a check now, what each may do there, and why: by a role, by an exception, by working on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from factchecks.models import FactCheck, FactCheckGroupObjectPermission, FactCheckUserObjectPermission
from factchecks.models.facts import approver_ids
from factchecks.models.grants import in_force
from factchecks.models.querysets import contributor_ids
from factchecks.roles import RESTRICTED_RIGHTS, Right, Role, group_name
from factchecks.services import desks
from factchecks.services.exceptions import label
from factchecks.states import State

IN_PERSON = "by a right of their own on the desk"
_RIGHTS = {right.on_check: right for right in Right}


@dataclass(frozen=True, kw_only=True)
class Seer:
    """A person who may read the check. `rights` in a fixed order, `why` in words; `named`: by an exception."""

    person_id: int
    name: str
    rights: tuple[Right, ...]
    why: tuple[str, ...]
    named: bool

    @property
    def may(self) -> str:
        """What the person may do, e.g. `Read, write`."""
        return ", ".join(label(right).lower() for right in self.rights).capitalize()


@dataclass(frozen=True, kw_only=True)
class _Held:
    """One reason why somebody holds rights."""

    person_id: int
    name: str
    rights: frozenset[Right]
    why: str
    named: bool = False


def _role_words(role: str, desk: str) -> str:
    words = {
        group_name(desk, Role.REPORTER): "reports for the desk",
        group_name(desk, Role.EDITOR): "edits the desk",
        Role.CHIEF.value: "chief editor",
        Role.LEGAL.value: "legal group",
    }
    return words.get(role, f"in the group {role}")


def _by_desk(factcheck: FactCheck) -> Iterator[_Held]:
    for one in desks.holders(desk=factcheck.desk):
        roles = [_role_words(role, factcheck.desk.name) for role in one.roles] or [IN_PERSON]
        rights = one.rights
        if factcheck.restricted:
            rights = rights & RESTRICTED_RIGHTS if Role.LEGAL.value in one.roles else frozenset()
            roles = [_role_words(Role.LEGAL.value, "")]
        yield _Held(person_id=one.person_id, name=one.name, rights=rights, why=", ".join(roles))


def _until(end: datetime | None) -> str:
    return f" until {date_format(timezone.localtime(end), 'j F Y, H:i')}" if end else ""


def _by_name(factcheck: FactCheck) -> Iterator[_Held]:
    wanted = {"content_object": factcheck, "permission__codename__in": _RIGHTS}
    rows = FactCheckUserObjectPermission.objects.filter(in_force(), user__is_active=True, **wanted)
    for person_id, name, code, end in rows.values_list("user_id", "user__name", "permission__codename", "until"):
        why = f"named on this check{_until(end)}"
        yield _Held(person_id=person_id, name=name, rights=frozenset({_RIGHTS[code]}), why=why, named=True)


def _by_group(factcheck: FactCheck) -> Iterator[_Held]:
    wanted = {"content_object": factcheck, "permission__codename__in": _RIGHTS, "group__user__is_active": True}
    rows = FactCheckGroupObjectPermission.objects.filter(in_force(), **wanted)
    columns = ("group__user__pk", "group__user__name", "group__name", "permission__codename", "until")
    for person_id, name, group, code, end in rows.values_list(*columns):
        why = f"in the group {group}, named on this check{_until(end)}"
        yield _Held(person_id=person_id, name=name, rights=frozenset({_RIGHTS[code]}), why=why)


def _parts(factcheck: FactCheck, person_id: int) -> list[str]:
    """What the person does on the check."""
    reviews = factcheck.state == State.REVIEW and person_id == factcheck.reviewer_id
    told = {
        "recorded it": person_id == factcheck.author_id,
        "works on it": person_id == factcheck.assignee_id,
        "wrote in it": person_id in contributor_ids(factcheck) - {factcheck.author_id},
        "reviews it": reviews,
        "approved it": person_id in approver_ids(factcheck),
    }
    return [words for words, true in told.items() if true]


def _merged(factcheck: FactCheck, held: list[_Held]) -> Seer:
    """All reasons of one person as one row."""
    rights = frozenset().union(*(one.rights for one in held))
    why = list(dict.fromkeys(one.why for one in held if one.rights))
    return Seer(
        person_id=held[0].person_id,
        name=held[0].name,
        rights=tuple(right for right in Right if right in rights),
        why=(*why, *_parts(factcheck, held[0].person_id)),
        named=any(one.named for one in held),
    )


def seers(*, factcheck: FactCheck) -> list[Seer]:
    """Everybody who may read the check, by name; five queries. People who are turned off are left out.

    Expects a check loaded `with_facts()`.
    """
    found: dict[int, list[_Held]] = {}
    for one in (*_by_desk(factcheck), *_by_name(factcheck), *_by_group(factcheck)):
        found.setdefault(one.person_id, []).append(one)
    everybody = [_merged(factcheck, held) for held in found.values()]
    readers = [one for one in everybody if Right.READ in one.rights]
    return sorted(readers, key=lambda one: (one.name.casefold(), one.person_id))
