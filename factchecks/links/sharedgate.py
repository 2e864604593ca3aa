"""The politeness gate that all workers share, on Redis or Valkey; alone while the server is away."""

import asyncio
import math
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from factchecks.links import breaker, gatescripts
from factchecks.links.breaker import Outcome
from factchecks.links.localgate import LocalGate
from factchecks.links.turns import BURST, HOLD, INTERVAL, MAX_WAIT, OPEN_PER_HOST, POLL, Turn

PREFIX = "links:gate:"
# How long a host's record is kept after its last failure: longer than the longest pause.
MEMORY = 7 * 24 * 3600


class RedisGate:
    """One Lua call for a turn, one to give the seat back, one more only after a wait.

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
        self._turn = client.register_script(gatescripts.TURN)
        self._seat = client.register_script(gatescripts.SEAT)
        self._book = client.register_script(gatescripts.BOOK)
        self._leave = client.register_script(gatescripts.LEAVE)
        self._pause = client.register_script(gatescripts.PAUSE)
        self._interval, self._burst, self._longest = _ms(interval), burst, _ms(max_wait)
        self._alone = LocalGate(interval=interval, burst=burst, max_wait=max_wait)

    @classmethod
    def from_url(cls, url: str, *, interval: float = INTERVAL, max_wait: float = MAX_WAIT) -> "RedisGate":
        """`url` as redis.from_url takes it. Fails fast, as there is a way to go on without the server."""
        client = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 1))
        return cls(client, interval=interval, max_wait=max_wait)

    async def turn(self, key: str) -> Turn:
        seat = uuid4().hex
        arguments = [self._interval, self._burst, self._longest, seat, OPEN_PER_HOST, _ms(HOLD)]
        try:
            answer = await self._call(self._turn, key, ("tat", "pause", "open"), arguments)
        except redis.RedisError:
            return await self._alone.turn(key)
        return _turn(answer, seat)

    async def seat(self, key: str) -> Turn:
        seat = uuid4().hex
        arguments = [self._longest, _ms(POLL), seat, OPEN_PER_HOST, _ms(HOLD)]
        try:
            answer = await self._call(self._seat, key, ("pause", "open"), arguments)
        except redis.RedisError:
            return await self._alone.seat(key)
        return _turn(answer, seat)

    async def book(self, key: str) -> None:
        try:
            await self._call(self._book, key, ("tat",), [self._interval])
        except redis.RedisError:
            await self._alone.book(key)

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        rule = [breaker.THRESHOLD, _ms(breaker.FIRST_PAUSE), _ms(breaker.LONGEST_PAUSE), _ms(MEMORY)]
        try:
            await self._call(self._leave, key, ("open", "pause", "fails", "trips"), [seat, seen.value, *rule])
        except redis.RedisError:
            await self._alone.leave(key, seat, seen)

    async def pause(self, key: str, seconds: float) -> None:
        try:
            await self._call(self._pause, key, ("pause",), [_ms(seconds)])
        except redis.RedisError:
            await self._alone.pause(key, seconds)

    async def forgive(self, keys: Iterable[str]) -> None:
        hosts = list(keys)
        names = [f"{PREFIX}{kind}:{key}" for key in hosts for kind in ("pause", "fails", "trips")]
        try:
            if names:
                await asyncio.to_thread(self._client.delete, *names)
        except redis.RedisError:
            await self._alone.forgive(hosts)

    async def _call(self, script: Any, key: str, kinds: tuple[str, ...], arguments: list[Any]) -> Any:
        names = [f"{PREFIX}{kind}:{key}" for kind in kinds]
        return await asyncio.to_thread(script, keys=names, args=arguments)


def _turn(answer: list[Any], seat: str) -> Turn:
    wait, seated = int(answer[0]), bool(answer[1])
    return Turn(abs(wait) / 1000, deferred=wait < 0, seat=seat if seated else "")


def _ms(seconds: float) -> int:
    return math.ceil(seconds * 1000)
