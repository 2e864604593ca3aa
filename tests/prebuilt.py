"""Checks that the services build once a process; a test that starts the same is given their rows instead of the work.

A test takes part by the fixture `shelf` and by `make_check` from here. On SQLite only: there ids are rolled back too.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import time_machine
from django.conf import settings
from django.db import connection, models, transaction
from django.test import override_settings

from factchecks.models import FactCheck
from factchecks.states import State
from tests import factories
from tests.factories import Cast

KINDS = ((State.DRAFT, False), (State.RESEARCH, False), (State.REVIEW, False), (State.REVIEW, True))
KINDS += ((State.PUBLISHED, False),)
# Whoever is signed in changes nothing about a check.
SESSIONS = ("django_session", "usersessions_usersession")
# A password has its salt, and the hashes of the ledger hold times.
TIMELY = ("password", "last_login", "head", "prev", "hash")


@dataclass(frozen=True)
class Built:
    """What one build added: rows by table, the counters of ids after it, and the folder of its files."""

    pk: int
    added: dict[str, list[tuple]]
    counters: list[tuple]
    files: Path


@dataclass
class Shelf:
    """The builds by kind, and what the database held before each of them; empty: everything is built anew."""

    before: object = None
    built: dict[tuple[State, bool], Built] = field(default_factory=dict)


SHELF = Shelf()


def fields_of_tables() -> dict[str, list[models.Field]]:
    """The columns of every table of a model, those between two models too."""
    found = connection.introspection.django_table_names(only_existing=True, include_views=False)
    every = connection.introspection.get_migratable_models()
    every = {model for one in every for model in (one, *(many.remote_field.through for many in one._meta.many_to_many))}
    return {model._meta.db_table: model._meta.local_concrete_fields for model in every if model._meta.db_table in found}


def select(fields: dict[str, list[models.Field]]) -> dict[str, list[tuple]]:
    """Every row of these columns as SQLite holds it."""
    found = {}
    with connection.cursor() as cursor:
        for table, columns in fields.items():
            cursor.execute(f'SELECT {", ".join(f'"{column.column}"' for column in columns)} FROM "{table}"')
            found[table] = cursor.fetchall()
    return found


def counters() -> list[tuple]:
    """The last id of each table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return [row for row in cursor.fetchall() if row[0] not in SESSIONS]


def _steady(column: models.Field, value: object) -> object:
    """A value as it is in every test: of a time only whether there is one, of what hashes a time or salt nothing."""
    if column.name in TIMELY:
        return None
    return value is None if isinstance(column, models.DateTimeField) else value


def likeness() -> object:
    """What two databases have in common that differ only in when they were filled."""
    fields = {table: columns for table, columns in fields_of_tables().items() if table not in SESSIONS}
    rows = {
        table: [tuple(map(_steady, fields[table], row)) for row in found] for table, found in select(fields).items()
    }
    return rows, counters()


def build(make: Callable[[], FactCheck], folder: Path) -> Built:
    """Builds in earnest, notes what was added, and undoes it."""
    with transaction.atomic():
        before = select(fields_of_tables())
        check = make()
        after = select(fields_of_tables())
        assert all(set(before[table]) <= set(after[table]) for table in after), "A build only adds rows."
        added = {table: [row for row in after[table] if row not in set(before[table])] for table in after}
        made = Built(check.pk, {table: rows for table, rows in added.items() if rows}, counters(), folder)
        transaction.set_rollback(True)
    return made


def fill(folder: Path) -> Shelf:
    """Every kind built for the cast of the factory; the database is left as it was."""
    shelf = Shelf()
    with transaction.atomic():
        cast = factories.make_cast()
        shelf.before = likeness()
        for number, (state, approved) in enumerate(KINDS):
            files = folder / str(number)
            with override_settings(FILES_DIR=files):
                make = partial(factories.make_check, cast, state, approved=approved)
                shelf.built[state, approved] = build(make, files)
        transaction.set_rollback(True)
    return shelf


def put(built: Built) -> FactCheck:
    """Adds the rows and the files of a build."""
    fields = fields_of_tables()
    with connection.cursor() as cursor:
        for table, rows in built.added.items():
            names = ", ".join(f'"{column.column}"' for column in fields[table])
            marks = ", ".join(["%s"] * len(fields[table]))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
        cursor.executemany("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [row[::-1] for row in built.counters])
    if built.files.exists():
        shutil.copytree(built.files, settings.FILES_DIR, dirs_exist_ok=True)
    return FactCheck.objects.get(pk=built.pk)


def make_check(cast: Cast, at: State = State.DRAFT, *, approved: bool = False, by=None) -> FactCheck:
    """As the factory's; from the shelf where clock, author and database are as they were for the build there."""
    built = SHELF.built.get((at, approved)) if by is None else None
    if built and not time_machine.escape_hatch.is_travelling() and likeness() == SHELF.before:
        return put(built)
    return factories.make_check(cast, at, approved=approved, by=by)
