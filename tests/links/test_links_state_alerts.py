"""What is told of a link: once per change, never for what may pass by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factchecks.links.kinds import DEFINITE, GOOD, NEUTRAL, TEMPORARY, WALLED
from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.standing import alert
from factchecks.links.state import LinkStatus, State, confirm, fold
from factchecks.links.status import Standing

START = datetime(2026, 11, 2, 10, tzinfo=UTC)
NAMES = {
    "ok": Verdict.OK, "404": Verdict.NOT_FOUND, "503": Verdict.SERVER_ERROR, "403": Verdict.BLOCKED,
    "429": Verdict.RATE_LIMITED, "wall": Verdict.LOGIN_WALL, "gone": Verdict.QUOTE_MISSING,
    "other": Verdict.QUOTE_DIFFERS_IN_MEANING, "words": Verdict.QUOTE_DIFFERS, "dim": Verdict.QUOTE_UNVERIFIABLE,
    "new": Verdict.CHANGED_HEAVILY, "newer": Verdict.CHANGED, "moved": Verdict.MOVED_PERMANENTLY, "304": Verdict.OK,
    "soft": Verdict.SOFT_404, "sold": Verdict.PARKED,
}  # fmt: skip


def told(history):
    """The standings told along a history, oldest first."""
    status, out = LinkStatus(), []
    for event in history.split():
        day, name = event.split(":")
        rule = Rule.NOT_MODIFIED if name == "304" else Rule.OK
        after = fold(status, Observation(NAMES[name], rule), START + timedelta(days=float(day)))
        found = alert(status, after)
        out += [found.standing.value] if found else []
        status = after
    return out


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("0:ok", []),
        ("0:ok 1:503 2:ok 3:403 4:429 5:wall 6:newer 7:moved", []),
        ("0:ok 1:404 4:404", []),
        ("0:ok 1:404 4:404 7:404 10:404 40:503 41:403", ["dead"]),
        ("0:ok 1:soft 4:soft 7:soft", ["dead"]),
        ("0:ok 1:sold 4:404 7:sold", ["dead"]),
        ("0:404 3:404 6:404 7:ok 8:404 11:404 14:404", ["dead", "fine", "dead"]),
        ("0:404 3:404 6:404 7:wall", ["dead", "fine"]),
        ("0:503 4:503 8:503 12:503 14:503 20:503", ["unreachable"]),
        ("0:503 4:503 8:503 12:503 14:503 15:404 18:404 21:404", ["unreachable", "dead"]),
        ("0:503 4:503 8:503 12:503 14:503 15:ok", ["unreachable", "fine"]),
        ("0:ok 1:gone 2:gone 3:503 4:gone 5:dim 6:wall 7:gone", ["quote_missing"]),
        ("0:ok 1:gone 2:304 3:ok", ["quote_missing", "fine"]),
        ("0:ok 1:words 2:other", ["quote_differs", "quote_differs_in_meaning"]),
        ("0:ok 1:new 2:newer 3:new 4:ok", ["changed_heavily", "fine"]),
        ("0:gone 1:404 4:404 7:404 8:gone", ["quote_missing", "dead", "quote_missing"]),
    ],
)
def test_a_history_is_told_like_this(history, expected):
    assert told(history) == expected


def test_an_alert_asks_about_the_verdict_and_names_the_day():
    dead = LinkStatus(State.DEAD, not_found_since=START, standing=Standing.DEAD)
    found = alert(LinkStatus(State.FAILING), dead)
    assert found.opens_task
    assert found.sentence == "The source has not been found since 2 November 2026. Does the verdict still hold?"
    assert not alert(dead, LinkStatus(State.OK)).opens_task


def test_a_confirmation_by_hand_closes_what_was_open():
    dead = LinkStatus(State.DEAD, standing=Standing.DEAD)
    assert alert(dead, confirm(dead, by="Nell Sand", at=START)).standing is Standing.FINE
    missing = LinkStatus(State.OK, standing=Standing.QUOTE_MISSING)
    assert alert(missing, confirm(missing, by="Nell Sand", at=START)) is None


STEPS = st.lists(st.tuples(st.floats(0.01, 12), st.sampled_from(Verdict)), max_size=25)


@given(STEPS)
def test_passing_troubles_are_never_told_and_nothing_is_told_twice(steps):
    status, last, at = LinkStatus(), Standing.FINE, START
    for gap, verdict in steps:
        at += timedelta(days=gap)
        after = fold(status, Observation(verdict, Rule.OK), at)
        found = alert(status, after)
        if found:
            assert verdict not in NEUTRAL
            assert found.standing is not last
            assert after.state not in (State.UNSTABLE, State.FAILING, State.UNKNOWN)
            last = found.standing
        status = after


@given(st.lists(st.tuples(st.floats(0.01, 12), st.sampled_from(sorted(TEMPORARY | NEUTRAL | GOOD | WALLED)))))
def test_no_row_of_passing_troubles_ever_means_dead(steps):
    status, at = LinkStatus(), START
    for gap, verdict in steps:
        at += timedelta(days=gap)
        status = fold(status, Observation(verdict, Rule.OK), at)
        assert status.state not in (State.DEAD, State.FAILING)
        assert status.standing is not Standing.DEAD
    assert not DEFINITE & {verdict for _, verdict in steps}
