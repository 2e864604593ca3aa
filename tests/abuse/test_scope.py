"""Who is outside learns nothing: not from ids, not from lists, not from the admin; and what was given ends at once."""

import random
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from guardian.admin import GuardedModelAdmin

from factchecks.models import Event, FactCheck, FactCheckUserObjectPermission, User
from factchecks.roles import Right, Role
from factchecks.services import desks, exceptions, people
from factchecks.states import State
from tests.abuse.tally import ON_BOTH, rounds, tell
from tests.factories import PASSWORD, make_check, make_user
from tests.pages.test_access import FILLED, HTMX, filled, make_open, of, parts
from tests.signed_in import by_the_door, sign_in

pytestmark = ON_BOTH
ON = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
OUTSIDE = ("", "otto", "noor", "ada", "sue")
CHANGING = re.compile(r'nonce="[^"]*"|\{"X-CSRFToken": "[^"]*"\}|value="[^"]{64}"|<code>[0-9a-f]{8}</code>|[0-9a-f]{8}')
PROBES = (
    "author__password__startswith=",
    "desk__groups__id=1",
    "claims__text__contains=tram",
    "claims__claimant__name=Dana",
    "headline__contains=",
    "sources__title__contains=register",
    "editions__html__contains=",
    "password__startswith=",
    "_to_field=headline",
    "_popup=1&_to_field=author__password",
    "o=author__password",
    "q=tram",
)


def figures(tried, unit):
    return {"group": "scope", "tried": tried, "unit": unit, "database": ON[connection.vendor]}


def seen(answer, path):
    """What an outsider is told, without the address itself and what differs from one request to the next."""
    text = "" if answer.streaming else answer.text
    place = re.sub(r"\d", "", answer.headers.get("Location", "").replace(path, ""))
    return answer.status_code, CHANGING.sub("", text.replace(path, "")), place


def asked(client, path, posted):
    """The answers to every way of asking for one address."""
    yield client.post(path, FILLED)
    yield client.post(path, FILLED, headers=HTMX)
    if not posted:
        yield client.get(path)
        yield client.get(path, headers=HTMX)


def missing_of(known):
    """The same names with values that stand for nothing."""
    numbers = {name: 987_654 for name, value in known.items() if isinstance(value, int)}
    return known | numbers | {"sha256": "0" * 64}


def test_an_id_that_exists_looks_like_one_that_does_not(cast, tmp_path):
    known = parts(make_open(cast, tmp_path))
    patterns = of("check", "check post")[:: rounds(4, 1)]
    there, nowhere = filled(known, patterns), filled(missing_of(known), patterns)
    posts, told, tried = set(of("check post")), [], 0
    for name in OUTSIDE[: rounds(2, 5)]:
        client = sign_in(Client(), getattr(cast, name)) if name else Client()
        for pattern in patterns:
            pairs = zip(*(asked(client, one[pattern], pattern in posts) for one in (there, nowhere)), strict=True)
            for real, made_up in pairs:
                tried += 1
                if seen(real, there[pattern]) != seen(made_up, nowhere[pattern]):
                    told.append((name or "anonymous", pattern))
    tell(
        **figures(tried, "pairs of requests"),
        case="ids swept from outside, told apart from ids of nothing",
        through=told,
    )


def test_the_admin_is_no_way_to_ask_questions(cast, as_):
    people.set_up_groups()
    make_check(cast, State.RESEARCH)
    client, told, tried = as_(cast.ada), [], 0
    for model in list(admin.site._registry)[:: rounds(5, 1)]:
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for probe in PROBES:
            tried += 1
            answers = [client.get(f"{page}?{probe}{letter}") for letter in ("", "S", "m", "zzz")]
            told += [(page, probe, answer) for answer in answers if answer.status_code >= 500]
            rows = [answer.text.count("<tr><th") for answer in answers if answer.status_code == 200]
            told += [(page, probe)] if len(set(rows)) > 1 else []
    tell(**figures(tried, "questions"), case="lists of the admin asked by what they do not show", through=told)


def random_rights(cast, dice):
    """Takes everybody's rights away and gives some at random."""
    everybody = [getattr(cast, name) for name in ("rita", "ines", "ed", "mo", "otto", "noor", "cleo", "ada", "sue")]
    groups = [
        desks.group_for(desk, role) for desk in (cast.transport, cast.city) for role in (Role.REPORTER, Role.EDITOR)
    ]
    FactCheckUserObjectPermission.objects.all().delete()
    for user in everybody:
        user.groups.set(dice.sample(groups, dice.randint(0, 2)))
        for check in dice.sample(list(FactCheck.objects.all()), 2):
            until = dice.choice([None, timedelta(hours=-1), timedelta(hours=1)])
            FactCheckUserObjectPermission.objects.create(
                content_object=check,
                user=user,
                permission=Permission.objects.get(codename=dice.choice(list(Right)).on_check),
                until=timezone.now() + until if until else None,
            )
    FactCheck.objects.update(restricted=False)
    FactCheck.objects.filter(pk=dice.choice(list(FactCheck.objects.all())).pk).update(restricted=True)
    return User.objects.filter(pk__in=[user.pk for user in everybody])


def test_permissions_and_lists_agree_whatever_was_given(cast):
    dice, wrong, tried = random.Random(6), [], 0  # noqa: S311  (the same grants every time)
    for desk in (cast.transport, cast.city):
        for _ in range(2):
            check = make_check(cast)
            FactCheck.objects.filter(pk=check.pk).update(desk=desk)
    for _ in range(rounds(4, 100)):
        for user in random_rights(cast, dice):
            visible = set(FactCheck.objects.visible_to(user).values_list("pk", flat=True))
            for check in FactCheck.objects.all():
                tried += 1
                may = user.has_perm(f"factchecks.{Right.READ.on_check}", check)
                wrong += [] if may == (check.pk in visible) else [(user.name, check.number)]
    tell(**figures(tried, "answers"), case="random rights, where has_perm and visible_to differ", through=wrong)


def leaves(cast, _):
    desks_of = people.Person(name="Ines", email=cast.ines.email, groups=(), is_active=True, is_staff=False)
    people.save(user=User.objects.get(pk=cast.ines.pk), values=desks_of, by=cast.ada)


def is_turned_off(cast, _):
    groups = tuple(cast.ines.groups.all())
    off = people.Person(name="Ines", email=cast.ines.email, groups=groups, is_active=False, is_staff=False)
    people.save(user=User.objects.get(pk=cast.ines.pk), values=off, by=cast.ada)


def loses_the_password(cast, _):
    user = User.objects.get(pk=cast.ines.pk)
    user.set_password("another long pass phrase")
    user.save()


def loses_the_exception(cast, check):
    cast.ines.groups.clear()
    exceptions.end(check_id=check.pk, person=cast.ines, right=Right.READ, by=User.objects.get(pk=cast.ada.pk))


@pytest.mark.parametrize("end", [leaves, is_turned_off, loses_the_password, loses_the_exception])
def test_what_was_taken_is_gone_at_the_next_request(cast, end):
    people.set_up_groups()
    check = make_check(cast, State.RESEARCH)
    admin_ = User.objects.get(pk=cast.ada.pk)
    exceptions.grant(check_id=check.pk, person=cast.ines, right=Right.READ, until=None, by=admin_)
    client = by_the_door(cast.ines, PASSWORD)
    paths = [f"/newsroom/checks/{check.pk}/{page}" for page in ("", "preview/", "history/compare/")]
    assert [client.get(path).status_code for path in paths] == [200] * 3
    end(cast, check)
    open_ = [path for path in paths if client.get(path).status_code == 200]
    tell(
        **figures(len(paths), "pages"),
        case=f"an open session after somebody {end.__name__.replace('_', ' ')}",
        through=open_,
    )


def test_an_admin_does_not_become_more_than_that_unseen(cast, as_):
    people.set_up_groups()
    make_user("Ann", people.set_up_groups(), is_staff=True)
    client, me = as_(cast.ada), f"/admin/factchecks/user/{cast.ada.pk}/change/"
    forged = {"name": "Ada", "email": cast.ada.email, "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    forged |= {"user_permissions": [one.pk for one in Permission.objects.all()[:20]], "password": "x", "_save": "1"}
    groups = [*cast.ada.groups.values_list("pk", flat=True), desks.group_for(cast.transport, Role.EDITOR).pk]
    client.post(me, forged | {"groups": groups})
    now = User.objects.get(pk=cast.ada.pk)
    wrong = ["superuser"] if now.is_superuser else []
    wrong += ["permissions"] if now.user_permissions.exists() else []
    wrong += [] if now.password == cast.ada.password else ["password"]
    joined = Event.objects.filter(chain="people", verb="person", target=f"user:{cast.ada.pk}").exists()
    wrong += [] if joined else ["joined without an event"]
    tell(**figures(4, "ways"), case="an admin who makes themself more than an admin, unseen", through=wrong)


def test_no_page_of_the_admin_gives_rights_on_rows(cast, as_):
    people.set_up_groups()
    guarded = [model.__name__ for model, site in admin.site._registry.items() if isinstance(site, GuardedModelAdmin)]
    hidden = [apps.get_model("guardian", name) for name in ("UserObjectPermission", "GroupObjectPermission")]
    hidden += [Permission, Authenticator, FactCheckUserObjectPermission]
    guarded += [model.__name__ for model in hidden if model in admin.site._registry]
    client = as_(cast.ada)
    paths = [f"/admin/factchecks/factcheck/1/{page}/" for page in ("permissions", "permissions/user-manage/1")]
    guarded += [path for path in paths if client.get(path).status_code == 200]
    tell(
        **figures(len(admin.site._registry) + len(hidden) + len(paths), "pages"),
        case="admin pages that give rights on rows",
        through=guarded,
    )
