"""Makes the demo's desks and people, and the list of sign-ins that the terminal prints."""

import json
import os
import secrets
from pathlib import Path

from django.contrib.auth.models import Group

from factchecks.demo import shapes
from factchecks.models import Desk, User
from factchecks.roles import Role
from factchecks.services import desks, people

WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "island", "juniper", "kelp", "linden")
SHOWN = ("reporter", "editor", "admin", "outsider", "chief")


def _password() -> str:
    """Four words and a number: long enough, easy to type, new for each installation."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(secrets.randbelow(90) + 10)])


def _groups(person: shapes.Person, made: dict[str, Desk]) -> tuple[Group, ...]:
    if person.role is shapes.Role.ADMIN:
        return (people.set_up_groups(),)
    if person.role is shapes.Role.CHIEF:
        return (Group.objects.get(name=Role.CHIEF.value),)
    role = Role.EDITOR if person.role is shapes.Role.EDITOR else Role.REPORTER
    return tuple(desks.group_for(made[key], role) for key in person.desks)


def make_people(content: shapes.DemoNewsroom, made: dict[str, Desk]) -> tuple[dict[str, User], list[dict[str, str]]]:
    """The people by key, and one sign-in for each role that the terminal shows."""
    users: dict[str, User] = {}
    sign_ins: dict[str, dict[str, str]] = {}
    for person in content.people:
        password = _password()
        user = people.create(
            email=person.email, name=person.name, password=password, by=None, groups=_groups(person, made)
        )
        if person.role is shapes.Role.ADMIN:
            User.objects.filter(pk=user.pk).update(is_staff=True)
        users[person.key] = user
        role = "outsider" if person.outsider else person.role.value
        sign_ins.setdefault(role, {"role": role, "email": person.email, "password": password})
    return users, [sign_ins[role] for role in SHOWN if role in sign_ins]


def write_sign_ins(sign_ins: list[dict[str, str]], path: Path) -> None:
    """Writes the list (0600) beside the other run-time facts, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(sign_ins, file)
    fresh.replace(path)
