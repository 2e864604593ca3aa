"""The anchors outside the database: what was rewritten, hashes and all, is found; a crash is no forgery."""

import json

import pytest
from django.db import Error, transaction

from factchecks.models import Anchor, Chain, Event
from factchecks.services import ledger, ledgerfile
from factchecks.states import State
from tests import triggers
from tests.factories import make_check

CHANGED, REMOVED = "UPDATE factchecks_anchor SET root = 'x'", "DELETE FROM factchecks_anchor"


@pytest.fixture
def anchored(cast):
    """A check with two anchors, one before and one after its last events."""
    check = make_check(cast, State.RESEARCH)
    ledger.anchor()
    make_check(cast)
    ledger.record(factcheck=check, verb="note", by=cast.rita)
    ledger.anchor()
    assert list(ledger.faults()) == []
    return check


def lines():
    return ledgerfile.path().read_bytes().splitlines(keepends=True)


def write(*given):
    ledgerfile.path().write_bytes(b"".join(given))


def rewrite(chain):
    """Every event of the chain anew, with hashes that fit, and its head put right."""
    triggers.lift()
    prev = ledger.genesis(chain)
    for event in Event.objects.filter(chain=chain).order_by("seq"):
        event.prev, event.reason = prev, "forged"
        event.hash = prev = ledger.hash_of(event)
        event.save()
    Chain.objects.filter(name=chain).update(head=prev)
    triggers.restore()


@pytest.mark.db_rules
@pytest.mark.parametrize("statement", [CHANGED, REMOVED])
def test_the_database_keeps_its_anchors_as_they_are(anchored, statement):
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        triggers._run([statement])
    assert Anchor.objects.count() == 2


def test_a_chain_rewritten_from_its_beginning_is_found(anchored):
    rewrite(f"check:{anchored.pk}")
    found = list(ledger.faults())
    assert len(found) == 2
    assert all("is not the event that the anchor file has seen" in fault for fault in found)


def test_a_chain_that_is_gone_whole_is_found(anchored):
    triggers.lift()
    Event.objects.filter(chain=f"check:{anchored.pk}").delete()
    Chain.objects.filter(name=f"check:{anchored.pk}").delete()
    triggers.restore()
    assert all("the database holds fewer" in fault for fault in ledger.faults())
    assert len(list(ledger.faults())) == 2


def test_events_of_a_chain_without_an_end_are_found(anchored):
    Chain.objects.filter(name=f"check:{anchored.pk}").delete()
    assert list(ledger.faults()) == [f"check:{anchored.pk}: has events, but nothing says where it ends."]


@pytest.mark.parametrize("number", [0, 1])
def test_a_line_that_was_changed_is_found(anchored, number):
    given = lines()
    body = json.loads(given[number])
    body["heads"][0][1] = "0" * 64
    given[number] = ledgerfile.canonical(body) + b"\n"
    write(*given)
    assert list(ledger.faults())


@pytest.mark.parametrize("left", [[], [0], [1]], ids=["none", "the first", "the last"])
def test_a_line_that_is_missing_is_found(anchored, left):
    given = lines()
    write(*(given[number] for number in left))
    assert any("is not in the anchor file" in fault for fault in ledger.faults())


def test_a_file_that_is_gone_is_found(anchored):
    ledgerfile.path().unlink()
    assert [fault.split(": ")[1] for fault in ledger.faults()] == ["is not in the anchor file."] * 2


def test_a_line_that_cannot_be_read_is_named(anchored):
    write(*lines()[:1], b"{", *lines()[1:])
    assert any(fault.startswith("anchor file, line 2: ") for fault in ledger.faults())


def test_a_program_that_died_between_the_file_and_the_row_is_no_forger(cast):
    make_check(cast)
    with transaction.atomic():
        ledger.anchor()
        transaction.set_rollback(True)
    assert len(lines()) == 1
    assert list(ledger.faults()) == []
    ledger.anchor()
    assert list(ledger.faults()) == []


def test_a_line_holds_only_what_moved(anchored, cast):
    heads = [{head[0] for head in json.loads(line)["heads"]} for line in lines()]
    assert heads[1] == {f"check:{anchored.pk}", f"check:{anchored.pk + 1}"}
    ledger.anchor()
    assert json.loads(lines()[-1])["heads"] == []


def test_lines_of_before_they_were_bound_to_each_other_still_count(anchored):
    given = [json.loads(line) for line in lines()]
    for body in given:
        del body["prev"]
    write(*(ledgerfile.canonical(body) + b"\n" for body in given))
    assert list(ledger.faults()) == []


def test_the_last_line_is_found_in_a_long_file(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ledgerfile, "TAIL", 16)
    for number in range(3):
        ledgerfile.append(at="-", root="r", heads=[("check:1", "h" * 64, number)])
    assert [line.fault for line in ledgerfile.read()] == ["", "", ""]
