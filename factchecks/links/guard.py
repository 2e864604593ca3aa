"""Three gates around aiohttp: our resolver, our sockets, and a look at the peer that really answered."""

import asyncio
import socket
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from factchecks.links.addresses import Address
from factchecks.links.lookup import Lookup
from factchecks.links.safety import Refused, SafetyPolicy

if TYPE_CHECKING:
    from aiohappyeyeballs import AddrInfoType


@dataclass(slots=True)
class _Step:
    """What one request may do. `pins`: (ip, port) that our resolver itself gave to a demo site."""

    pins: frozenset[tuple[str, int]] = frozenset()
    dialled: bool = False


# Each visit runs in a task of its own, so what one was allowed never reaches another; the tasks in which the
# library tries several addresses inherit it.
_STEP: ContextVar[_Step | None] = ContextVar("links_step", default=None)


class Guard(AbstractResolver):
    """The gates of one batch. What a single request may do beyond them is bound to its task."""

    def __init__(self, policy: SafetyPolicy, lookup: Lookup) -> None:
        self._policy = policy
        self._lookup = lookup
        # The policy never changes, and the gates of one fetch judge one address several times.
        self._judged: dict[str, str] = {}
        self._transports: WeakSet[asyncio.BaseTransport] = WeakSet()

    def enter(self, address: Address) -> None:
        """Begin a request: whatever an earlier one of this task was allowed is forgotten."""
        demo = self._policy.is_demo(address)
        _STEP.set(_Step(frozenset({("127.0.0.1", address.port)})) if demo else _Step())

    @property
    def dialled(self) -> bool:
        """Whether the request of this task opened a connection, instead of using one that was open."""
        step = _STEP.get()
        return step is not None and step.dialled

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """First gate.

        Names become addresses here only, and one address that is not public refuses the name.
        """
        if f"{host}:{port}" in self._policy.demo_origins:
            return [_answer(host, "127.0.0.1", port)]
        found = await self._lookup(host, port)
        if not found:
            raise socket.gaierror(socket.EAI_AGAIN, "The name has no address.")
        for ip in found:
            self._judge(ip)
        return [_answer(host, ip, port) for ip in found]

    async def close(self) -> None:
        """Nothing to close: the thread pool belongs to the batch."""

    def open_socket(self, info: "AddrInfoType") -> socket.socket:
        """Second gate: sees every address before a socket exists, also literals, which skip resolvers."""
        family, kind, protocol, _, sockaddr = info
        self._pass(str(sockaddr[0]), int(sockaddr[1]))
        if step := _STEP.get():
            step.dialled = True
        return socket.socket(family, kind, protocol)

    def check_peer(self, peer: tuple[Any, ...] | None) -> str:
        """Third gate: the address of the connection in use, new or kept open. Returns it; raises Refused."""
        if not peer:
            raise Refused("The connection does not say who answered.")
        self._pass(str(peer[0]), int(peer[1]))
        return str(peer[0])

    def _pass(self, ip: str, port: int) -> None:
        step = _STEP.get()
        if step and (ip, port) in step.pins:
            return
        self._judge(ip)

    def _judge(self, ip: str) -> None:
        reason = self._judged.get(ip)
        if reason is None:
            reason = self._judged[ip] = self._policy.ip_refusal(ip)
        if reason:
            raise Refused(reason)

    def keep(self, transport: asyncio.BaseTransport) -> None:
        """Remember a connection for `hang_up`."""
        self._transports.add(transport)

    async def hang_up(self) -> None:
        """End every connection now: a TLS one would wait for the other side's goodbye, and the loop may not."""
        for transport in list(self._transports):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        await asyncio.sleep(0)

    def response_class(self) -> type["GuardedResponse"]:
        """A response class bound to this guard; aiohttp takes a class, not an instance."""
        return type("BoundResponse", (GuardedResponse,), {"guard": self})


class GuardedResponse(aiohttp.ClientResponse):
    """Checks the peer before it reads a byte of the answer."""

    guard: Guard
    peer: str = ""

    async def start(self, connection: Any) -> aiohttp.ClientResponse:
        transport = connection.transport
        try:
            self.peer = self.guard.check_peer(transport.get_extra_info("peername") if transport else None)
        except Refused:
            connection.close()
            raise
        self.guard.keep(transport)
        return await super().start(connection)


def _answer(host: str, ip: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    return ResolveResult(
        hostname=host,
        host=ip,
        port=port,
        family=family,
        proto=0,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
