"""The ledger: append-only in the database, one chain without forks, and every forgery is found."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from factchecks.models import Event
from factchecks.services import ledger
from factchecks.services.access import get_check
from factchecks.states import State
from tests import triggers
from tests.abuse.forgeries import FORGERIES
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

WRITES = (
    "UPDATE factchecks_event SET reason = 'forged'",
    "DELETE FROM factchecks_event",
    "INSERT OR REPLACE INTO factchecks_event SELECT * FROM factchecks_event WHERE seq = 1",
    "TRUNCATE factchecks_event",
)
OTHER = {"sqlite": "TRUNCATE", "postgresql": "REPLACE"}


@pytest.mark.db_rules
@pytest.mark.parametrize("statement", WRITES)
def test_the_database_refuses_to_change_the_past(cast, statement):
    if OTHER[connection.vendor] in statement:
        statement = WRITES[1]  # this database does not know the statement: the nearest one it knows
    make_check(cast)
    before = list(Event.objects.order_by("pk").values_list())
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Event.objects.order_by("pk").values_list()) == before


@pytest.mark.db_rules
def test_the_orm_cannot_change_the_past_either(cast):
    make_check(cast)
    for change in (lambda: Event.objects.update(reason="forged"), lambda: Event.objects.all().delete()):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()


@pytest.mark.db_rules
def test_the_triggers_stand_in_every_test(db):
    assert len(triggers.standing()) == 4


def test_a_chain_begins_with_its_name(cast):
    check = make_check(cast)
    first = Event.objects.get(chain=f"check:{check.pk}", seq=1)
    assert first.prev == hashlib.sha256(f"newsroom:check:{check.pk}".encode()).hexdigest()


def test_an_untouched_ledger_verifies(cast, capsys):
    make_check(cast, State.PUBLISHED)
    ledger.anchor()
    call_command("verify_ledger")
    assert "verify." in capsys.readouterr().out


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forgery_at_every_place_is_found(cast, forge):
    check = make_check(cast, State.PUBLISHED)
    ledger.anchor()
    triggers.lift()
    events = list(Event.objects.filter(chain=f"check:{check.pk}").order_by("seq"))
    assert len(events) >= 8
    for event in events:
        with transaction.atomic():
            forge(event)
            with pytest.raises(CommandError):
                call_command("verify_ledger")
            transaction.set_rollback(True)
    triggers.restore()


def test_the_anchor_stands_outside_the_database(cast, tmp_path):
    make_check(cast)
    made = ledger.anchor()
    line = json.loads((tmp_path / "ledger" / "anchors.jsonl").read_text().splitlines()[-1])
    assert (line["root"], len(line["heads"])) == (made.root, made.chains)


def test_an_end_that_was_read_too_early_is_read_again(cast):
    check = make_check(cast)
    early = get_check(check_id=check.pk, by=cast.rita)
    ledger.record(factcheck=get_check(check_id=check.pk, by=cast.rita), verb="note", by=cast.rita)
    late = ledger.record(factcheck=early, verb="note", by=cast.rita)
    after = ledger.record(factcheck=early, verb="note", by=cast.rita)
    assert [late.seq, after.seq] == [3, 4]
    assert list(ledger.faults()) == []


def test_it_is_anchored_once_an_hour_however_often_the_program_starts(cast):
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False) as clock:
        assert ledger.anchor_if_due() is not None
        clock.shift(timedelta(minutes=59))
        assert ledger.anchor_if_due() is None
        clock.shift(timedelta(minutes=1))
        assert ledger.anchor_if_due() is not None
