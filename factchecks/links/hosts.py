"""What many links say together: our own network is down, or a whole host has moved its pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from factchecks.links.addresses import InvalidAddress, parse
from factchecks.links.records import Attempt, Failure
from factchecks.links.status import LinkStatus

OUR_FAULT = frozenset({Failure.DNS, Failure.DNS_GONE, Failure.CONNECT, Failure.TIMEOUT})
NOT_FETCHED = frozenset({Failure.DEFERRED, Failure.REFUSED, Failure.INVALID})
FEWEST_HOSTS, TOO_MANY = 8, 0.5
EVENT_LINKS, EVENT_WINDOW = 5, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BatchHealth:
    """Hosts asked in a batch, and those of them that failed by dns, connect or timeout throughout."""

    hosts: int
    failing: int

    @property
    def void(self) -> bool:
        """Whether the fault is likely ours, so that nothing of the batch may count."""
        return self.hosts >= FEWEST_HOSTS and self.failing > TOO_MANY * self.hosts


def batch_health(attempts: Iterable[Attempt], *, known_failing: Collection[str] = ()) -> BatchHealth:
    """The own-network guard. `known_failing`: hosts that were out of reach before, which say nothing of us.

    A redirect is counted for the host where it ended. What was never sent out is not counted.
    """
    reached: dict[str, bool] = defaultdict(bool)
    for attempt in attempts:
        host = _host(attempt.final_url)
        if host and host not in known_failing and attempt.error not in NOT_FETCHED:
            reached[host] |= attempt.error not in OUR_FAULT
    return BatchHealth(len(reached), sum(not came for came in reached.values()))


def _host(url: str) -> str:
    try:
        return parse(url).host
    except InvalidAddress:
        return ""


@dataclass(frozen=True, slots=True)
class Turned:
    """One link that was in order and is now not found. `link`: whatever the caller knows it by."""

    host: str
    link: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HostEvent:
    """Five or more links of one host that turned within an hour, to be told as one thing."""

    host: str
    links: tuple[str, ...]
    first: datetime
    last: datetime


def turned(before: LinkStatus, after: LinkStatus) -> bool:
    """Whether this look was the one at which the link was first not found."""
    return before.not_found_since is None and after.not_found_since is not None


def host_events(turns: Iterable[Turned], *, told: Iterable[HostEvent] = ()) -> tuple[HostEvent, ...]:
    """The events that nobody was told of yet, by time; `turns` in any order.

    Links that turn within an hour of an event still belong to it, also to one in `told`.
    """
    by_host: dict[str, list[Turned]] = defaultdict(list)
    for turn in sorted(turns, key=lambda turn: (turn.at, turn.link)):
        by_host[turn.host].append(turn)
    known = tuple(told)
    found = [event for host, rows in by_host.items() for event in _events(host, rows)]
    return tuple(sorted((one for one in found if not _told(one, known)), key=lambda one: (one.first, one.host)))


def _events(host: str, turns: list[Turned]) -> Iterator[HostEvent]:
    """Dense stretches: windows of an hour with five links, joined while they overlap."""
    start = 0
    while start < len(turns):
        end = _window_end(turns, start)
        if len({turn.link for turn in turns[start:end]}) < EVENT_LINKS:
            start += 1
            continue
        while end < len(turns) and turns[end].at - turns[end - 1].at <= EVENT_WINDOW:
            end += 1
        links = tuple(dict.fromkeys(turn.link for turn in turns[start:end]))
        yield HostEvent(host, links, turns[start].at, turns[end - 1].at)
        start = end


def _window_end(turns: list[Turned], start: int) -> int:
    end = start
    while end < len(turns) and turns[end].at - turns[start].at <= EVENT_WINDOW:
        end += 1
    return end


def _told(event: HostEvent, told: Iterable[HostEvent]) -> bool:
    return any(
        old.host == event.host and event.first <= old.last + EVENT_WINDOW and old.first <= event.last + EVENT_WINDOW
        for old in told
    )
