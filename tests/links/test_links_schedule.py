"""When a link is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from factchecks.links.schedule import needs_look_before_publishing, next_check
from factchecks.links.state import LinkStatus, State, confirm

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
OK = LinkStatus(State.OK)


def days(due):
    return None if due is None else (due - NOW) / timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "wait"),
    [(0, 1), (1, 2), (3, 4), (7, 7), (50, 7), (60, 30), (300, 30), (366, 91), (2000, 91), (-1, 1)],
)
def test_a_published_link_is_looked_at_often_first_and_seldom_later(age, wait):
    assert days(next_check(OK, NOW - timedelta(days=age), NOW)) == wait


def test_a_draft_never_gets_older_than_a_day():
    assert days(next_check(OK, None, NOW, jitter=1)) == 1


def test_a_link_never_checked_is_due_now():
    assert next_check(LinkStatus(), None, NOW) == NOW


@pytest.mark.parametrize(("failures", "hours"), [(1, 6), (2, 24), (3, 72), (9, 72)])
@pytest.mark.parametrize("state", [State.FAILING, State.UNSTABLE])
def test_a_failure_is_looked_at_soon_until_it_is_decided(state, failures, hours):
    status = LinkStatus(state, failures=failures)
    assert next_check(status, NOW - timedelta(days=400), NOW) == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(("state", "since", "wait"), [
    (State.DEAD, 10, 30), (State.DEAD, 364, 30), (State.DEAD, 366, None), (State.UNREACHABLE, 400, 30),
    (State.REFUSED, 1, None),
])  # fmt: skip
def test_what_is_decided_is_looked_at_monthly_and_the_dead_for_a_year(state, since, wait):
    status = LinkStatus(state, since=NOW - timedelta(days=since), failures=9)
    assert days(next_check(status, NOW - timedelta(days=500), NOW)) == wait


@pytest.mark.parametrize(("jitter", "wait"), [(-1, 5.6), (0, 7), (1, 8.4), (-9, 5.6), (9, 8.4)])
def test_the_spread_is_a_fifth_of_the_interval(jitter, wait):
    assert days(next_check(OK, NOW - timedelta(days=20), NOW, jitter)) == pytest.approx(wait)


def test_the_wait_a_host_asked_for_is_never_cut_short():
    busy = LinkStatus(State.FAILING, failures=1, not_before=NOW + timedelta(days=7))
    assert days(next_check(busy, None, NOW, jitter=-1)) == 7


def test_a_word_given_by_hand_is_looked_at_when_it_runs_out():
    vouched = confirm(LinkStatus(), by="Nell Sand", at=NOW - timedelta(days=80))
    old = NOW - timedelta(days=800)
    assert days(next_check(vouched, old, NOW, jitter=1)) == 10
    assert days(next_check(vouched, NOW - timedelta(days=7), NOW)) == 7
    assert days(next_check(vouched, old, NOW + timedelta(days=10))) == 10 + 91


@pytest.mark.parametrize(
    ("state", "hours", "due"),
    [(State.OK, 23.9, False), (State.OK, 24, True), (State.UNCHECKED, None, True), (State.DEAD, 25, True),
     (State.REFUSED, 99, False)],
)  # fmt: skip
def test_before_publishing_every_look_is_younger_than_a_day(state, hours, due):
    looked = None if hours is None else NOW - timedelta(hours=hours)
    assert needs_look_before_publishing(LinkStatus(state, last_checked=looked), NOW) is due
