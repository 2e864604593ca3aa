"""Waiting for one's turn inside a batch: the gate's pace, a seat at the host, and a bound for all."""

import asyncio

from factchecks.links.breaker import Outcome
from factchecks.links.turns import MAX_WAIT, Gate


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

    async def enter(self, key: str) -> str:
        """The seat taken. Sleeps before it takes a place, so that nobody sleeps while holding one.

        Raises Deferred when the turn is too far away, or when the seats stay taken for too long.
        """
        turn, slept = await self.gate.turn(key), 0.0
        while not turn.seat:
            if turn.deferred or slept > 2 * MAX_WAIT:
                raise Deferred(max(turn.wait, 1.0))
            await asyncio.sleep(turn.wait)
            slept += turn.wait
            turn = await self.gate.seat(key)
        try:
            await self._all.acquire()
        except asyncio.CancelledError:
            await self.gate.leave(key, turn.seat, Outcome.NONE)
            raise
        return turn.seat

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        self._all.release()
        await self.gate.leave(key, seat, seen)


class Guest:
    """One fetch on the floor: it takes a new turn whenever a redirect leads to another host."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._seat = ""
        self.key = ""

    async def move_to(self, key: str) -> None:
        """Raises Deferred when the new host is busy for too long. Inside one host the next request only counts."""
        if key == self.key:
            await self._floor.gate.book(key)
            return
        await self.go(Outcome.GOOD)
        self._seat = await self._floor.enter(key)
        self.key = key

    async def pause_host(self, seconds: float) -> None:
        """The host asked to be left alone."""
        await self._floor.gate.pause(self.key, seconds)

    async def go(self, seen: Outcome) -> None:
        """Give the place back and say how the host did."""
        if self.key:
            key, self.key = self.key, ""
            await self._floor.leave(key, self._seat, seen)
