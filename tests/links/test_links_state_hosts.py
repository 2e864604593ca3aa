"""What many links say together."""

from datetime import UTC, datetime, timedelta

import pytest

from factchecks.links.hosts import BatchHealth, HostEvent, Turned, batch_health, host_events, turned
from factchecks.links.observations import Observation, Rule, Verdict
from factchecks.links.records import Failure
from factchecks.links.state import LinkStatus, fold
from tests.links.made_pages import attempt

START = datetime(2026, 11, 2, 10, tzinfo=UTC)


def batch(**hosts):
    """batch(good=3, timeout=5): one attempt at each of so many hosts."""
    return [
        attempt(url=f"http://{name.replace('_', '-')}{number}.example.org/", **_ends(name))
        for name, count in hosts.items()
        for number in range(count)
    ]


def _ends(name):
    return {} if name == "good" else {"error": Failure(name), "status": 0}


@pytest.mark.parametrize(
    ("hosts", "void"),
    [
        ({"good": 3, "timeout": 5}, True),
        ({"good": 4, "timeout": 4}, False),
        ({"good": 3, "timeout": 4}, False),
        ({"good": 3, "dns": 2, "connect": 2, "dns_gone": 1}, True),
        ({"good": 3, "tls": 9}, False),
        ({"good": 3, "protocol": 9}, False),
        ({"timeout": 8}, True),
        ({"good": 3, "timeout": 5, "refused": 9, "deferred": 9, "invalid": 9}, True),
        ({"timeout": 5, "refused": 9}, False),
        ({}, False),
    ],
)
def test_a_batch_is_void_when_most_of_eight_hosts_are_out_of_reach(hosts, void):
    assert batch_health(batch(**hosts)).void is void


def test_a_host_fails_only_when_all_of_its_links_do():
    mixed = batch(timeout=8) + [attempt(url=f"http://timeout{number}.example.org/x") for number in range(4)]
    assert batch_health(mixed) == BatchHealth(8, 4)


def test_hosts_that_were_out_of_reach_before_say_nothing_of_us():
    known = {f"timeout{number}.example.org" for number in range(5)}
    assert batch_health(batch(good=3, timeout=5), known_failing=known) == BatchHealth(3, 0)


def test_a_redirect_counts_where_it_ended_and_nonsense_nowhere():
    ended = attempt(final="http://far.example.net/", error=Failure.TIMEOUT)
    assert batch_health([ended, attempt(final="http://[")]) == BatchHealth(1, 1)


def rows(*minutes, host="a.example"):
    return [Turned(host, f"{host}/{number}", START + timedelta(minutes=m)) for number, m in enumerate(minutes)]


@pytest.mark.parametrize(
    ("turns", "events"),
    [
        (rows(0, 1, 2, 3), []),
        (rows(0, 1, 2, 3, 4), [5]),
        (rows(0, 15, 30, 45, 60), [5]),
        (rows(0, 15, 30, 45, 61), []),
        (rows(0, 1, 2, 3, 4, 50, 100), [7]),
        (rows(0, 1, 2, 3, 4, 70, 71, 72, 73, 74), [5, 5]),
        (rows(-70, 0, 1, 2, 3, 4), [5]),
        (rows(0, 1, 2) + rows(3, 4, host="b.example"), []),
        (rows(4, 3, 2, 1, 0), [5]),
        (rows(0, 1, 2, 3) * 3, []),
        ([], []),
    ],
)
def test_five_links_of_one_host_within_an_hour_are_one_event(turns, events):
    assert [len(event.links) for event in host_events(turns)] == events


def test_an_event_is_told_once_and_late_comers_belong_to_it():
    first = host_events(rows(0, 1, 2, 3, 4))
    assert first == (HostEvent("a.example", tuple(f"a.example/{n}" for n in range(5)), START, first[0].last),)
    assert host_events(rows(0, 1, 2, 3, 4, 30), told=first) == ()
    assert len(host_events(rows(500, 501, 502, 503, 504), told=first)) == 1


def test_a_link_turns_at_its_first_definite_failure_only():
    fine = fold(LinkStatus(), Observation(Verdict.OK, Rule.OK), START)
    missing = fold(fine, Observation(Verdict.NOT_FOUND, Rule.NOT_FOUND), START + timedelta(days=1))
    again = fold(missing, Observation(Verdict.NOT_FOUND, Rule.NOT_FOUND), START + timedelta(days=2))
    assert (turned(fine, missing), turned(missing, again)) == (True, False)
