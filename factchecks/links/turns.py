"""What a politeness gate is: turns by host, seats while a request is open, pauses, and the host's record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from factchecks.links.breaker import Outcome

INTERVAL = 1.0
BURST = 2
MAX_WAIT = 20.0
OPEN_PER_HOST = 2
# How long to wait for a seat before asking again.
POLL = 0.2
# A seat that nobody gives back (a worker died) is free again after this; longer than any fetch may take.
HOLD = 120.0


@dataclass(frozen=True, slots=True)
class Turn:
    """`wait`: seconds until the request may go out; without a `seat`, ask for one then.

    `deferred`: too long to sleep. Put the link back with that time.
    """

    wait: float = 0.0
    deferred: bool = False
    seat: str = ""


class Gate(Protocol):
    """Hands out turns by politeness key, bounds what is open at one host, and pauses hosts."""

    async def turn(self, key: str) -> Turn:
        """Books the next turn of the host; with a seat when it is now and one is free."""

    async def seat(self, key: str) -> Turn:
        """A seat after the wait was slept; or how long to wait, as the host is full or was paused meanwhile."""

    async def book(self, key: str) -> None:
        """One more request of a visit that has a seat: a redirect inside the host. It delays those who follow."""

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        """Gives a seat back and says how the host did."""

    async def pause(self, key: str, seconds: float) -> None:
        """The host asked to be left alone."""

    async def forgive(self, keys: Iterable[str]) -> None:
        """Forget these hosts' failures and their pauses: the fault was ours."""


class OpenGate:
    """Always open: for tests and for one address at a person's wish."""

    async def turn(self, key: str) -> Turn:
        return Turn(seat="open")

    async def seat(self, key: str) -> Turn:
        return Turn(seat="open")

    async def book(self, key: str) -> None:
        return None

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        return None

    async def pause(self, key: str, seconds: float) -> None:
        return None

    async def forgive(self, keys: Iterable[str]) -> None:
        return None
