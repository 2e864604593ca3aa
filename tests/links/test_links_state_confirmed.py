""" "I opened it, it works": good for ninety days, against everything but new evidence of death."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.state import LinkStatus, State, confirm, current, fold
from factchecks.links.status import Standing

START = datetime(2026, 11, 2, 10, tzinfo=UTC)
NAMES = {
    "ok": Verdict.OK, "404": Verdict.NOT_FOUND, "410": Verdict.GONE, "503": Verdict.SERVER_ERROR,
    "403": Verdict.BLOCKED, "wall": Verdict.LOGIN_WALL, "bad": Verdict.UNSAFE,
}  # fmt: skip


def at(day):
    return START + timedelta(days=float(day))


def after(history):
    status = LinkStatus()
    for event in history.split():
        day, name = event.split(":")
        if name == "me":
            status = confirm(status, by="Nell Sand", at=at(day))
        else:
            status = fold(status, Observation(NAMES[name], Rule.OK), at(day))
    return status


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ("0:403 1:me", State.OK),
        ("0:403 1:me 2:403 3:503 60:503", State.OK),
        ("0:403 1:me 2:503 5:503 8:503 12:503 16:503", State.OK),
        ("0:404 3:404 6:404 7:me", State.OK),
        ("0:404 1:me 2:404 10:404 20:404 30:404", State.OK),
        ("0:404 1:me 2:bad", State.OK),
        ("0:403 1:me 2:404", State.OK),
        ("0:403 1:me 2:404 5:404 8:404", State.DEAD),
        ("0:404 1:me 2:410 3.5:410", State.DEAD),
        ("0:403 1:me 91:403", State.UNKNOWN),
        ("0:403 1:me 90.9:403", State.OK),
        ("0:403 1:me 91:404", State.FAILING),
        ("0:403 1:me 50:ok 91:403", State.OK),
        ("0:403 1:me 91:403 92:ok", State.OK),
        ("0:404 3:404 6:404 7:me 100:404", State.FAILING),
        ("0:me", State.OK),
    ],
)
def test_a_confirmed_link_ends_in_its_state(history, state):
    assert after(history).state is state


def test_the_name_and_the_date_are_kept_and_survive_json():
    status = after("0:404 1:me 2:404")
    assert (status.confirmed.by, status.confirmed.at, status.confirmed.until) == ("Nell Sand", at(1), at(91))
    assert (status.since, status.not_found_since, status.failures) == (at(1), None, 0)
    assert LinkStatus.from_dict(json.loads(json.dumps(status.to_dict()))) == status


def test_a_nameless_confirmation_is_refused():
    with pytest.raises(ValueError, match="name"):
        confirm(LinkStatus(), by="  ", at=START)


def test_the_word_runs_out_without_a_look_too():
    status = after("0:403 1:me")
    assert current(status, at(90)).state is State.OK
    ended = current(status, at(91))
    assert (ended.state, ended.confirmed, ended.since) == (State.UNKNOWN, None, at(91))
    assert current(LinkStatus(), at(0)) == LinkStatus()


def test_death_by_new_evidence_ends_the_confirmation():
    assert after("0:403 1:me 2:404 5:404 8:404").confirmed is None


def test_a_dead_link_that_a_person_opened_is_told_as_in_order_again():
    assert after("0:404 3:404 6:404").standing is Standing.DEAD
    assert after("0:404 3:404 6:404 7:me").standing is Standing.FINE
