"""The whole ledger is walked once a day and when an admin asks; what does not fit is told to every admin."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from factchecks.errors import NotAllowed
from factchecks.jobs import JobKind
from factchecks.models import Event, Job, LedgerCheck
from factchecks.services import ledger, ledgercheck, people, worker
from factchecks.states import State
from tests import triggers
from tests.factories import make_check, make_user

LIST = "/admin/factchecks/event/"


def walk(by=None) -> LedgerCheck:
    """Asks, and does the job as a worker does."""
    ledgercheck.ask(by=by) if by else ledgercheck.ask_if_due()
    assert worker.run(Job.objects.filter(kind=JobKind.VERIFY_LEDGER).latest("id").pk)
    return LedgerCheck.objects.latest("id")


def forge() -> None:
    triggers.lift()
    Event.objects.filter(verb="create").update(reason="forged")
    triggers.restore()


@pytest.fixture
def admins(cast):
    make_user("Ann", people.set_up_groups(), is_staff=True)
    return cast.ada


def test_a_ledger_that_fits_is_kept_as_such_and_nobody_is_told(cast):
    make_check(cast, State.RESEARCH)
    ledger.anchor()
    made = walk()
    assert (made.faults, made.events, made.chains) == ([], Event.objects.count(), 2)
    assert mail.outbox == []


def test_a_forgery_is_told_to_every_admin(cast, admins):
    check = make_check(cast)
    forge()
    made = walk()
    assert made.faults == [f"check:{check.pk} 1: its content does not match its hash."]
    assert {message.to[0].split("@")[0] for message in mail.outbox} == {"ada", "ann"}
    assert made.faults[0] in mail.outbox[0].body


def test_a_witness_outside_gets_the_root(cast, settings):
    settings.LEDGER_WITNESS = "witness@archive.example"
    root = ledger.anchor().root
    walk()
    assert [(message.to, root in message.body) for message in mail.outbox] == [(["witness@archive.example"], True)]


def test_it_is_walked_once_a_day(cast):
    walk()
    ledgercheck.ask_if_due()
    assert Job.objects.filter(kind=JobKind.VERIFY_LEDGER).count() == 1
    LedgerCheck.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    ledgercheck.ask_if_due()
    ledgercheck.ask_if_due()
    assert Job.objects.filter(kind=JobKind.VERIFY_LEDGER).count() == 2


@pytest.mark.parametrize("name", ["rita", "ed", "cleo"])
def test_it_is_asked_for_by_admins_alone(cast, name):
    with pytest.raises(NotAllowed):
        ledgercheck.ask(by=getattr(cast, name))


def test_the_admins_list_of_events_says_how_the_ledger_stands(cast, as_, admins):
    make_check(cast)
    client = as_(cast.ada)
    assert "Not verified yet" in client.get(LIST).text
    assert client.post(f"{LIST}verify/").url == LIST
    walk(by=cast.ada)
    assert "✓ Verifies" in client.get(LIST).text
    forge()
    LedgerCheck.objects.all().delete()
    walk(by=cast.ada)
    page = client.get(LIST).text
    assert "Does not verify" in page
    assert "its content does not match its hash" in page
