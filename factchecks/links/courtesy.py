"""Waiting for one's turn inside a batch: the gate's pace, at most two open per host, a bound for all."""

import asyncio
from collections import defaultdict

from factchecks.links.gate import Gate

OPEN_PER_HOST = 2


class Deferred(Exception):
    """The host's turn is too far away to sleep; `seconds` until then."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"This host is busy with other checks. Next turn in {seconds:.0f} seconds.")
        self.seconds = seconds


class Floor:
    """What the fetches of one batch share."""

    def __init__(self, gate: Gate, concurrency: int) -> None:
        self.gate = gate
        self._all = asyncio.Semaphore(concurrency)
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(OPEN_PER_HOST))

    async def enter(self, key: str) -> None:
        """Sleeps for the turn first, so that nobody sleeps while holding a place. Raises Deferred."""
        turn = await self.gate.turn(key)
        if turn.deferred:
            raise Deferred(turn.wait)
        await asyncio.sleep(turn.wait)
        await self._hosts[key].acquire()
        try:
            await self._all.acquire()
        except asyncio.CancelledError:
            self._hosts[key].release()
            raise

    def leave(self, key: str) -> None:
        self._all.release()
        self._hosts[key].release()


class Guest:
    """One fetch on the floor: it takes a new turn whenever a redirect leads to another host."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self.key = ""

    async def move_to(self, key: str) -> None:
        """Raises Deferred when the new host is busy for too long."""
        if key == self.key:
            return
        self.go()
        await self._floor.enter(key)
        self.key = key

    async def pause_host(self, seconds: float) -> None:
        """The host asked to be left alone."""
        await self._floor.gate.pause(self.key, seconds)

    def go(self) -> None:
        """Give the place back."""
        if self.key:
            self._floor.leave(self.key)
            self.key = ""
