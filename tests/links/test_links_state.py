"""The fold: slow to call a page dead, quick to forgive. A history is one line: day:verdict."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.links.records import Observation, Rule, Verdict
from factchecks.links.state import DEFINITE, GOOD, IMPOSSIBLE, NEUTRAL, TEMPORARY, WALLED, LinkStatus, State, fold

START = datetime(2026, 11, 2, 10, tzinfo=UTC)
SHORT = {
    "ok": Verdict.OK, "404": Verdict.NOT_FOUND, "410": Verdict.GONE, "dns": Verdict.DNS_GONE,
    "503": Verdict.SERVER_ERROR, "slow": Verdict.TIMEOUT, "403": Verdict.BLOCKED, "429": Verdict.RATE_LIMITED,
    "tls": Verdict.TLS_PROBLEM, "418": Verdict.UNCLEAR, "bad": Verdict.UNSAFE, "302": Verdict.REDIRECTED,
    "soft": Verdict.SOFT_404, "sold": Verdict.PARKED, "wall": Verdict.LOGIN_WALL, "402": Verdict.PAYWALL,
    "empty": Verdict.EMPTY, "quote": Verdict.QUOTE_MISSING, "new": Verdict.CHANGED_HEAVILY,
}  # fmt: skip


def at(day):
    return START + timedelta(days=float(day))


def after(history):
    status = LinkStatus()
    for event in history.split():
        day, name = event.split(":")
        status = fold(status, Observation(SHORT[name], Rule.OK), at(day))
    return status


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ("", State.UNCHECKED),
        ("0:ok", State.OK),
        ("0:302", State.OK),
        ("0:404", State.FAILING),
        ("0:404 3:404", State.FAILING),
        ("0:404 3:404 6:404", State.DEAD),
        ("0:404 3:404 5.9:404", State.FAILING),
        ("0:404 1.9:404 6:404", State.FAILING),
        ("0:404 1.9:404 6:404 8:404", State.DEAD),
        ("0:404 2:404 4:404", State.FAILING),
        ("0:404 2:404 4:404 6:404", State.DEAD),
        ("0:404 3:dns 6:404", State.DEAD),
        ("0:404 0.1:404 0.2:404 7:404", State.FAILING),
        ("0:404 3:ok 6:404 9:404", State.FAILING),
        ("0:404 3:404 4:503 6:404", State.FAILING),
        ("0:404 3:404 4:403 5:429 5.5:tls 5.6:418 6:404", State.DEAD),
        ("0:410", State.FAILING),
        ("0:410 0.9:410", State.FAILING),
        ("0:410 1:410", State.DEAD),
        ("0:410 1:404", State.FAILING),
        ("0:410 0.5:403 1:410", State.DEAD),
        ("0:404 3:404 6:404 7:503", State.DEAD),
        ("0:404 3:404 6:404 7:ok", State.OK),
        ("0:503", State.UNSTABLE),
        ("0:ok 1:503", State.UNSTABLE),
        ("0:ok 1:503 2:ok", State.OK),
        ("0:503 4:503 8:503 12:503 14:503", State.UNREACHABLE),
        ("0:503 4:503 8:503 12:503 13.9:503", State.UNSTABLE),
        ("0:503 4:503 8:503 14:503", State.UNSTABLE),
        ("0:503 4:slow 8:503 12:slow 90:503", State.UNREACHABLE),
        ("0:503 4:503 8:404 12:503 14:503", State.FAILING),
        ("0:503 4:503 8:ok 12:503 14:503 15:503", State.UNSTABLE),
        ("0:503 4:503 8:403 12:503 14:tls 15:503 16:503", State.UNREACHABLE),
        ("0:503 4:503 8:503 12:503 14:503 15:404", State.FAILING),
        ("0:503 4:503 8:503 12:503 14:503 15:ok", State.OK),
        ("0:404 1:503", State.FAILING),
        ("0:403", State.UNKNOWN),
        ("0:ok 1:403 2:429 3:tls 4:418", State.OK),
        ("0:403 1:ok", State.OK),
        ("0:bad", State.REFUSED),
        ("0:bad 1:ok", State.OK),
        ("0:bad 1:403", State.UNKNOWN),
        ("0:soft 3:sold 6:404", State.DEAD),
        ("0:soft 3:soft", State.FAILING),
        ("0:404 3:wall 6:404 9:404", State.FAILING),
        ("0:404 3:404 6:404 7:402", State.OK),
        ("0:quote", State.OK),
        ("0:ok 1:empty 2:new", State.OK),
        ("0:ok 1:empty", State.UNSTABLE),
    ],
)
def test_a_history_ends_in_its_state(history, state):
    assert after(history).state is state


def test_a_first_definite_failure_is_shown_at_once_with_its_date():
    status = after("0:ok 1:404 2:503 4:404")
    assert (status.state, status.not_found_since, status.since) == (State.FAILING, at(1), at(1))
    assert after("0:404 1:ok").not_found_since is None


def test_the_last_observation_stays_visible_beside_the_state():
    status = after("0:ok 1:403")
    assert (status.verdict, status.state, status.last_good, status.last_checked) == (
        Verdict.BLOCKED, State.OK, at(0), at(1),
    )  # fmt: skip


def test_a_deferred_link_changes_nothing_but_the_time_of_its_turn():
    before = after("0:404 3:404")
    later = fold(before, Observation(Verdict.DEFERRED, Rule.POLITENESS, retry_after=90), at(6))
    assert later.not_before == at(6) + timedelta(seconds=90)
    assert (later.state, later.definite, later.last_checked) == (
        before.state,
        before.definite,
        before.last_checked,
    )


def test_every_verdict_belongs_to_exactly_one_kind():
    kinds = [GOOD, WALLED, DEFINITE, TEMPORARY, NEUTRAL, IMPOSSIBLE]
    assert sorted(verdict for kind in kinds for verdict in kind) == sorted(Verdict)


@pytest.mark.parametrize("history", ["", "0:ok", "0:404 3:404", "0:410", "0:503 1:429", "0:bad"])
def test_a_status_survives_json(history):
    status = after(history)
    assert LinkStatus.from_dict(json.loads(json.dumps(status.to_dict()))) == status


HISTORIES = st.lists(st.tuples(st.floats(0.01, 10), st.sampled_from(sorted(SHORT))), max_size=25)


@given(HISTORIES)
def test_dead_always_rests_on_definite_failures_and_good_always_heals(steps):
    day, status, last_definite = 0.0, LinkStatus(), []
    for gap, name in steps:
        day += gap
        verdict = SHORT[name]
        status = fold(status, Observation(verdict, Rule.OK), at(day))
        if verdict in GOOD:
            last_definite = []
            assert status.state is State.OK
        elif verdict in DEFINITE:
            last_definite.append(day)
        if status.state is State.DEAD:
            assert len(last_definite) >= 2
            assert last_definite[-1] - last_definite[0] >= 1


def test_how_long_it_was_out_of_reach_is_known():
    assert after("0:ok 1:503 2:slow 3:503").unreached_since == at(1)
    assert after("0:ok 1:503 2:ok").unreached_since is None
