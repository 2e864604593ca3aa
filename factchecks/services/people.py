"""People and the groups that hold across desks; admins get the rights of the admin site and no editorial power."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q

from factchecks.errors import Refused
from factchecks.models import Desk, User
from factchecks.roles import Role, group_name
from factchecks.services import desks, invitations, ledger

# What an admin may do in the admin site: model names of ours, with the model permissions Django makes.
MANAGED = ("user", "desk", "topic", "verdict", "verdictscale", "sitesettings", "sitepage", "claimant")
WATCHED = ("factcheck", "event", "job", "anchor", "link", "edition")
# Whoever may change people may give rights: what makes an admin, also for a service.
MANAGE = "factchecks.change_user"


def _permissions() -> list[Permission]:
    manage = Q(content_type__app_label="factchecks", content_type__model__in=MANAGED)
    manage &= Q(codename__startswith="add_") | Q(codename__startswith="change_") | Q(codename__startswith="view_")
    watch = Q(content_type__app_label="factchecks", content_type__model__in=WATCHED, codename__startswith="view_")
    groups = Q(content_type__app_label="auth", content_type__model="group", codename__startswith="view_")
    remove = Q(content_type__app_label="factchecks", codename__in=("delete_topic", "delete_verdict"))
    return list(Permission.objects.filter(manage | watch | groups | remove))


@transaction.atomic
def set_up_groups() -> Group:
    """Makes the cross-desk groups; the admins' group with the rights of the admin site. May run again."""
    for role in (Role.CHIEF, Role.LEGAL):
        Group.objects.get_or_create(name=role.value)
    admins, _ = Group.objects.get_or_create(name=Role.ADMIN.value)
    admins.permissions.set(_permissions())
    return admins


@transaction.atomic
def create(*, email: str, name: str, password: str | None, by: User | None, groups: tuple[Group, ...] = ()) -> User:
    """A new person. Raises Refused when the address is known."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("There is a person with this e-mail address already.")
    user = User.objects.create_user(email, name, password)
    ledger.append(chain=ledger.PEOPLE, verb="create_person", by=by, target=f"user:{user.pk}")
    for group in groups:
        desks.join(user=user, group=group, by=by)
    return user


@transaction.atomic
def create_admin(*, email: str, name: str, password: str) -> User:
    """The first admin of a newsroom: staff in the group Admins, not a superuser."""
    user = create(email=email, name=name, password=password, by=None, groups=(set_up_groups(),))
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.refresh_from_db()
    return user


def groups_of(desk: Desk) -> dict[Role, Group]:
    """The desk's groups by role."""
    names = {group_name(desk.name, role): role for role in (Role.REPORTER, Role.EDITOR)}
    return {names[group.name]: group for group in Group.objects.filter(name__in=names)}


@dataclass(frozen=True, kw_only=True)
class Person:
    """What admins decide about a person."""

    name: str
    email: str
    groups: tuple[Group, ...]
    is_active: bool
    is_staff: bool


def _picture(user: User) -> dict[str, Any]:
    groups = sorted(user.groups.values_list("name", flat=True)) if user.pk else []
    return {"groups": groups, "is_active": user.is_active, "is_staff": user.is_staff}


@transaction.atomic
def save(*, user: User, values: Person, by: User) -> User:
    """Saves a person, with an event that says what changed; a change of rights or address ends their sessions.

    A new one is invited by mail. Every other admin is told who joined what and whose address changed; of a new
    address the old one hears too: whoever holds it could ask for a new password.
    """
    was = User.objects.get(pk=user.pk) if user.pk else None
    before = _picture(was) if was else {}
    user.name, user.email = values.name, values.email
    user.is_active, user.is_staff = values.is_active, values.is_staff
    if not user.pk:
        user.set_unusable_password()
    user.save()
    user.groups.set(values.groups)
    after = _picture(user)
    old = was.email if was and was.email != user.email else ""
    details = {"before": before, "after": after} | ({"email_changed": True} if old else {})
    ledger.append(chain=ledger.PEOPLE, verb="person", by=by, target=f"user:{user.pk}", details=details)
    if was is None and user.is_active:
        invitations.invite(person=user, by=by)
    elif old or after != before:
        end_sessions(user)
    _tell_of(user, by=by, joined=set(after["groups"]) - set(before.get("groups", [])), old=old)
    return user


def _tell_of(user: User, *, by: User, joined: set[str], old: str) -> None:
    if joined:
        added = ", ".join(sorted(joined))
        tell_admins(by=by, subject=f"{user.name} joined {added}", text=f"{by.name} added {user.name} to: {added}.")
    if old:
        text = f"{by.name} changed the e-mail address by which {user.name} signs in."
        tell_admins(by=by, subject=f"{user.name}: another e-mail address", text=text, to=(old,))


def end_sessions(user: User, *, but: str | None = None) -> None:
    """Signs the person out everywhere, or everywhere but in the session with this key."""
    for row in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        row.end()


def tell_admins(*, by: User, subject: str, text: str, also: Iterable[int] = (), to: tuple[str, ...] = ()) -> None:
    """Mails every other admin after the commit who was given what; `also` these other people, `to` these addresses.

    A mail that fails is logged; the event stands.
    """
    # A name with a line break in it would keep the mail from going out, or add sentences to it.
    subject, text = " ".join(subject.split()), " ".join(text.split())
    given = (by, subject, text, tuple(also), to)
    transaction.on_commit(partial(_mail_admins, *given), robust=True)


def _mail_admins(by: User, subject: str, text: str, also: tuple[int, ...], to: tuple[str, ...]) -> None:
    meant = Q(groups__name=Role.ADMIN.value) | Q(pk__in=also)
    people = User.objects.filter(meant, is_active=True).exclude(pk=by.pk).order_by("pk")
    told = f"{text} If that is a surprise, look at the ledger, or ask an admin.\n"
    # One mail each: nobody need learn the addresses of the others.
    for address in dict.fromkeys((*people.values_list("email", flat=True), *to)):
        send_mail(subject, told, None, [address])
