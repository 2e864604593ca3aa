"""Politeness is owed to strangers: hosts in networks that the operator opened on purpose are asked at once."""

import ipaddress
from collections.abc import Iterable

from factchecks.links.breaker import Outcome
from factchecks.links.gate import Gate, LocalGate, OpenGate, Turn
from factchecks.links.networks import Network


class OwnGate:
    """A gate for one run of a command. `own`: the opened networks; `max_wait`: seconds a stranger is waited for.

    Names go through the polite gate, whatever they lead to; only written-out addresses are known to be ours.
    """

    def __init__(self, own: tuple[Network, ...], *, max_wait: float) -> None:
        self._own = own
        self._open, self._polite = OpenGate(), LocalGate(max_wait=max_wait)

    def _gate(self, key: str) -> Gate:
        try:
            address = ipaddress.ip_address(key)
        except ValueError:
            return self._polite
        return self._open if any(address in network for network in self._own) else self._polite

    async def turn(self, key: str) -> Turn:
        return await self._gate(key).turn(key)

    async def seat(self, key: str) -> Turn:
        return await self._gate(key).seat(key)

    async def book(self, key: str) -> None:
        await self._gate(key).book(key)

    async def leave(self, key: str, seat: str, seen: Outcome) -> None:
        await self._gate(key).leave(key, seat, seen)

    async def pause(self, key: str, seconds: float) -> None:
        await self._gate(key).pause(key, seconds)

    async def forgive(self, keys: Iterable[str]) -> None:
        await self._polite.forgive(keys)
