"""The politeness gate of one process; also what a worker falls back to while the shared one is away."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from factchecks.links.breaker import Breaker, Outcome
from factchecks.links.turns import BURST, HOLD, INTERVAL, MAX_WAIT, OPEN_PER_HOST, POLL, Turn

# Above this many hosts, those that are at rest are forgotten.
MANY = 10_000


@dataclass(slots=True)
class _Host:
    """Times of a clock that never goes back. `arrival`: when the next request would be on time."""

    arrival: float = 0.0
    paused: float = 0.0
    seats: dict[str, float] = field(default_factory=dict)
    breaker: Breaker = field(default_factory=Breaker)

    def at_rest(self, now: float) -> bool:
        return max(self.arrival, self.paused) <= now and not self.seats and not self.breaker.failures


class LocalGate:
    """GCRA, seats and breaker in memory. `..._at`: the same at a given time in seconds, for tests."""

    def __init__(self, *, interval: float = INTERVAL, burst: int = BURST, max_wait: float = MAX_WAIT) -> None:
        self._interval, self._burst, self._max_wait = interval, burst, max_wait
        self._hosts: dict[str, _Host] = {}

    async def turn(self, key: str) -> Turn:
        return self.turn_at(key, time.monotonic())

    def turn_at(self, key: str, now: float) -> Turn:
        host = self._host(key, now)
        arrival = max(host.arrival, now)
        wait = max(arrival - (self._burst - 1) * self._interval - now, host.paused - now, 0.0)
        if wait > self._max_wait:
            return Turn(wait, deferred=True)
        host.arrival = max(arrival, now + wait) + self._interval
        return Turn(wait) if wait else Turn(seat=self._sit(host, now))

    async def seat(self, key: str) -> Turn:
        return self.seat_at(key, time.monotonic())

    def seat_at(self, key: str, now: float) -> Turn:
        host = self._host(key, now)
        if (wait := host.paused - now) > 0:
            return Turn(wait, deferred=wait > self._max_wait)
        seat = self._sit(host, now)
        return Turn(seat=seat) if seat else Turn(POLL)

    async def book(self, key: str) -> None:
        now = time.monotonic()
        host = self._host(key, now)
        host.arrival = max(host.arrival, now) + self._interval

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        self.leave_at(key, seat, seen, time.monotonic())

    def leave_at(self, key: str, seat: str, seen: Outcome, now: float) -> None:
        host = self._host(key, now)
        host.seats.pop(seat, None)
        if seconds := host.breaker.record(seen, paused=host.paused > now):
            host.paused = now + seconds

    async def pause(self, key: str, seconds: float) -> None:
        self.pause_at(key, seconds, time.monotonic())

    def pause_at(self, key: str, seconds: float, now: float) -> None:
        """Nobody gets a turn for `seconds` from `now`."""
        host = self._host(key, now)
        host.paused = max(host.paused, now + seconds)

    async def forgive(self, keys: Iterable[str]) -> None:
        for key in keys:
            if host := self._hosts.get(key):
                host.paused, host.breaker = 0.0, Breaker()

    def _sit(self, host: _Host, now: float) -> str:
        host.seats = {seat: until for seat, until in host.seats.items() if until > now}
        if len(host.seats) >= OPEN_PER_HOST:
            return ""
        seat = uuid4().hex
        host.seats[seat] = now + HOLD
        return seat

    def _host(self, key: str, now: float) -> _Host:
        if len(self._hosts) > MANY:
            self._hosts = {name: host for name, host in self._hosts.items() if not host.at_rest(now)}
        return self._hosts.setdefault(key, _Host())
