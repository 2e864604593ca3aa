"""Politeness: one request a second for each domain, burst two, counted by one gate that all workers share."""

import asyncio
import math
import time
from collections.abc import Container
from dataclasses import dataclass
from typing import Protocol

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

INTERVAL = 1.0
BURST = 2
MAX_WAIT = 20.0
PREFIX = "links:gate:"

# GCRA. KEYS: theoretical arrival time, pause. ARGV: interval ms, burst, longest wait ms.
# Answers the wait in ms; a negative one when it is too long, and then nothing was booked.
TURN = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local interval, burst, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tat = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = math.max(tat - (burst - 1) * interval - now, 0)
wait = math.max(wait, redis.call('PTTL', KEYS[2]))
if wait > longest then return -wait end
tat = math.max(tat, now + wait)
redis.call('SET', KEYS[1], tat + interval, 'PX', math.ceil(tat + interval - now) + 1000)
return wait
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """`wait`: seconds until the request may go out. `deferred`: too long to sleep.

    Put the link back with that time.
    """

    wait: float = 0.0
    deferred: bool = False


class Gate(Protocol):
    """Hands out turns by politeness key and pauses hosts that ask for it."""

    async def turn(self, key: str) -> Turn: ...

    async def pause(self, key: str, seconds: float) -> None: ...


class OpenGate:
    """Always open: for tests and for one address at a person's wish."""

    async def turn(self, key: str) -> Turn:
        return Turn()

    async def pause(self, key: str, seconds: float) -> None:
        return None


class LocalGate:
    """The same rule inside one process. `now`: seconds of a clock that never goes back."""

    def __init__(self, *, interval: float = INTERVAL, burst: int = BURST, max_wait: float = MAX_WAIT) -> None:
        self._interval, self._burst, self._max_wait = interval, burst, max_wait
        self._arrival: dict[str, float] = {}
        self._paused: dict[str, float] = {}

    async def turn(self, key: str) -> Turn:
        return self.turn_at(key, time.monotonic())

    def turn_at(self, key: str, now: float) -> Turn:
        """The turn for a request at `now`."""
        arrival = max(self._arrival.get(key, 0.0), now)
        wait = max(arrival - (self._burst - 1) * self._interval - now, self._paused.get(key, 0.0) - now, 0.0)
        if wait > self._max_wait:
            return Turn(wait, deferred=True)
        self._arrival[key] = max(arrival, now + wait) + self._interval
        return Turn(wait)

    async def pause(self, key: str, seconds: float) -> None:
        self.pause_at(key, seconds, time.monotonic())

    def pause_at(self, key: str, seconds: float, now: float) -> None:
        """Nobody gets a turn for `seconds` from `now`."""
        self._paused[key] = max(self._paused.get(key, 0.0), now + seconds)


class HomeGate:
    """No pace towards the hosts in `home`, which are our own; a pause that one asks for holds. Others: `gate`."""

    def __init__(self, home: Container[str], gate: Gate) -> None:
        self._home, self._gate = home, gate
        self._at_home = LocalGate(interval=0.0)

    def _for(self, key: str) -> Gate:
        return self._at_home if key in self._home else self._gate

    async def turn(self, key: str) -> Turn:
        return await self._for(key).turn(key)

    async def pause(self, key: str, seconds: float) -> None:
        await self._for(key).pause(key, seconds)


class RedisGate:
    """One Lua call on Redis or Valkey.

    While the server cannot be reached, this process keeps the rule alone.
    """

    def __init__(
        self,
        client: redis.Redis,
        *,
        interval: float = INTERVAL,
        burst: int = BURST,
        max_wait: float = MAX_WAIT,
    ) -> None:
        self._client = client
        self._script = client.register_script(TURN)
        self._arguments = [round(interval * 1000), burst, round(max_wait * 1000)]
        self._alone = LocalGate(interval=interval, burst=burst, max_wait=max_wait)

    @classmethod
    def from_url(cls, url: str, *, interval: float = INTERVAL, max_wait: float = MAX_WAIT) -> "RedisGate":
        """`url` as redis.from_url takes it. Fails fast, as there is a way to go on without the server."""
        client = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 1))
        return cls(client, interval=interval, max_wait=max_wait)

    async def turn(self, key: str) -> Turn:
        try:
            wait = await asyncio.to_thread(self._ask, key)
        except redis.RedisError:
            return await self._alone.turn(key)
        return Turn(abs(wait) / 1000, deferred=wait < 0)

    async def pause(self, key: str, seconds: float) -> None:
        milliseconds = math.ceil(seconds * 1000)
        try:
            await asyncio.to_thread(self._client.set, f"{PREFIX}pause:{key}", 1, px=milliseconds)
        except redis.RedisError:
            await self._alone.pause(key, seconds)

    def _ask(self, key: str) -> int:
        return int(self._script(keys=[f"{PREFIX}tat:{key}", f"{PREFIX}pause:{key}"], args=self._arguments))
