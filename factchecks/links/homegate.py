"""No pace towards our own sites: those of the demo, which this program serves itself."""

from collections.abc import Container, Iterable

from factchecks.links.breaker import Outcome
from factchecks.links.localgate import LocalGate
from factchecks.links.turns import Gate, Turn


class HomeGate:
    """No pace towards the hosts in `home`; seats, and a pause that one asks for, hold there too. Others: `gate`."""

    def __init__(self, home: Container[str], gate: Gate) -> None:
        self._home, self._gate = home, gate
        self._at_home = LocalGate(interval=0.0)

    def _for(self, key: str) -> Gate:
        return self._at_home if key in self._home else self._gate

    async def turn(self, key: str) -> Turn:
        return await self._for(key).turn(key)

    async def seat(self, key: str) -> Turn:
        return await self._for(key).seat(key)

    async def book(self, key: str) -> None:
        await self._for(key).book(key)

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        await self._for(key).leave(key, seat, seen)

    async def pause(self, key: str, seconds: float) -> None:
        await self._for(key).pause(key, seconds)

    async def forgive(self, keys: Iterable[str]) -> None:
        hosts = list(keys)
        await self._at_home.forgive([key for key in hosts if key in self._home])
        await self._gate.forgive([key for key in hosts if key not in self._home])
