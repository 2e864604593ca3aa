"""A check from the shelf is the check that the services build: every row, id, counter, file and word of the search."""

import hashlib
from functools import partial

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from factchecks.models import Desk, Event, FactCheck
from factchecks.services import ledger
from factchecks.states import Action, State
from tests import factories, prebuilt
from tests.prebuilt import KINDS, make_check

SQLITE = connection.vendor == "sqlite"
pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def puts(monkeypatch):
    """The builds that were taken from the shelf."""
    taken, put = [], prebuilt.put
    monkeypatch.setattr(prebuilt, "put", lambda built: taken.append(built) or put(built))
    return taken


def words():
    """What the search has, which no model holds."""
    if not SQLITE:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, * FROM factchecks_documentwords ORDER BY rowid")
        return cursor.fetchall()


def kept():
    """The files by their contents."""
    found = [path for path in settings.FILES_DIR.rglob("*") if path.is_file()]
    return sorted(
        (path.relative_to(settings.FILES_DIR), hashlib.sha256(path.read_bytes()).hexdigest()) for path in found
    )


def made(make):
    """Everything there is after making a check, which is then undone."""
    with transaction.atomic():
        check = make()
        found = check.pk, check.state, check.version, prebuilt.select(prebuilt.fields_of_tables()), words()
        transaction.set_rollback(True)
    return found


@pytest.mark.skipif(not SQLITE, reason="Only SQLite has a shelf.")
@pytest.mark.parametrize(("state", "approved"), KINDS)
def test_a_copy_equals_what_the_services_build(cast, settings, tmp_path, state, approved):
    make = partial(factories.make_check, cast, state, approved=approved)
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        built, files = prebuilt.build(make, settings.FILES_DIR), kept()
        anew = made(make)
        settings.FILES_DIR = tmp_path / "copied"
        assert made(partial(prebuilt.put, built)) == anew
    assert kept() == files


def test_the_comparison_sees_a_row_that_is_missing(cast, shelf):
    before = prebuilt.likeness() if SQLITE else None
    factories.make_check(cast)
    assert not SQLITE or prebuilt.likeness() != before


def test_a_desk_with_other_rules_is_built_for(cast, puts):
    Desk.objects.filter(pk=cast.transport.pk).update(blind_review=True)
    make_check(cast, State.REVIEW)
    assert puts == []


def test_another_author_is_built_for(cast, puts):
    assert make_check(cast, by=cast.ines).assignee == cast.ines
    assert puts == []


def test_a_second_check_is_built(cast, puts):
    first, second = make_check(cast, State.RESEARCH), make_check(cast, State.RESEARCH)
    assert first.pk != second.pk
    assert len(puts) == SQLITE


def test_another_time_is_built_in(cast, puts):
    with time_machine.travel("2030-01-01T12:00:00Z"):
        check = make_check(cast)
    assert puts == []
    assert check.created_at.year == 2030


def test_the_ledger_of_a_copy_is_whole(cast, puts):
    check = make_check(cast, State.PUBLISHED)
    assert len(puts) == SQLITE
    assert Event.objects.filter(chain=ledger.chain_of(check)).exists()
    assert list(ledger.faults()) == []


def test_what_is_made_next_gets_the_id_it_would_have(cast):
    check = make_check(cast, State.PUBLISHED)
    last = Event.objects.order_by("-pk").first().pk
    factories.move(check, Action.OPEN_CORRECTION, cast.rita)
    assert FactCheck.objects.get(pk=check.pk).state == State.RESEARCH
    assert Event.objects.filter(pk__gt=last).exists()
