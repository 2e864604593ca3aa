"""The ledger under attack: written to by every way there is, and forged by somebody who holds the database."""

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from factchecks.models import Anchor, Event
from factchecks.services import ledger
from factchecks.states import State
from tests import triggers
from tests.abuse.forgeries import FORGERIES
from tests.abuse.tally import ON_BOTH, rounds, tell
from tests.factories import make_check

pytestmark = ON_BOTH

PLACES = rounds(3, 25)
ON = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
STATEMENTS = (
    "UPDATE {table} SET at = at",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE id = (SELECT min(id) FROM {table})",
    "UPDATE {table} SET id = id + 1000",
)
OWN = {"sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "postgresql": "TRUNCATE {table} CASCADE"}


def found() -> bool:
    """Whether `manage.py verify_ledger` ends with an error."""
    try:
        call_command("verify_ledger")
    except CommandError:
        return True
    return False


def goes_unseen(forge, event) -> bool:
    """Forges one event, asks, and puts everything back."""
    with transaction.atomic():
        forge(event)
        seen = found()
        transaction.set_rollback(True)
    return not seen


def test_every_forgery_at_every_place_is_found(cast):
    for _ in range(rounds(1, 3)):
        make_check(cast, State.PUBLISHED)
    ledger.anchor()
    assert not found()
    events = list(Event.objects.order_by("pk"))
    step = len(events) / PLACES
    places = [events[int(number * step)] for number in range(PLACES)]
    assert len({event.pk for event in places}) == PLACES
    triggers.lift()
    unseen = [(forge.__name__, str(event)) for event in places for forge in FORGERIES if goes_unseen(forge, event)]
    triggers.restore()
    figures = {"tried": PLACES * len(FORGERIES), "unit": "forgeries", "database": ON[connection.vendor]}
    tell(group="ledger", case="4 forgeries of events at every place, not found", through=unseen, **figures)


def is_done(write) -> bool:
    """Whether a way of writing changed the past; put back."""
    try:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
    except Error:
        return False
    return True


def by_sql(statement):
    def write():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return write


def by_orm(model):
    row = model.objects.first()
    return (
        lambda: model.objects.update(at=row.at),
        lambda: model.objects.all().delete(),
        row.delete,
        row.save,
        lambda: model.objects.bulk_update([row], ["at"]),
    )


def test_the_past_is_written_by_no_way(cast):
    make_check(cast)
    ledger.anchor()
    statements = (*STATEMENTS, OWN[connection.vendor])
    ways = [by_sql(one.format(table=model._meta.db_table)) for model in (Event, Anchor) for one in statements]
    ways += [way for model in (Event, Anchor) for way in by_orm(model)]
    done = [number for number, way in enumerate(ways) if is_done(way)]
    figures = {"tried": len(ways), "unit": "ways of writing", "database": ON[connection.vendor]}
    tell(group="ledger", case="UPDATE, DELETE, TRUNCATE, REPLACE by SQL and by the ORM", through=done, **figures)


def test_a_ledger_that_looks_at_nothing_would_be_found_out(cast, monkeypatch):
    monkeypatch.delenv("ABUSE_RESULTS", raising=False)
    make_check(cast)
    monkeypatch.setattr(ledger, "faults", lambda: iter(()))
    triggers.lift()
    assert goes_unseen(FORGERIES[0], Event.objects.first())
    triggers.restore()
    with pytest.raises(AssertionError, match="got through"):
        tell(group="ledger", case="-", tried=1, unit="forgeries", through=["unseen"])
