"""Three gates around aiohttp: our resolver, our sockets, and a look at the peer that really answered."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from factchecks.links.addresses import Address
from factchecks.links.safety import Refused, SafetyPolicy

if TYPE_CHECKING:
    from aiohappyeyeballs import AddrInfoType

type Lookup = Callable[[str, int], Awaitable[list[str]]]
"""(host, port) -> addresses; raises socket.gaierror. Network addresses as text, in the order to try."""


def system_lookup(executor: Executor) -> Lookup:
    """Asks the system's resolver in a thread of `executor`, so that slow names never starve other work."""

    async def look_up(host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(executor, _getaddrinfo, host, port)
        return list(dict.fromkeys(found))

    return look_up


def _getaddrinfo(host: str, port: int) -> list[str]:
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in infos]


class Guard(AbstractResolver):
    """The gates of one fetch. `demo_pins`: (ip, port) that our resolver itself gave to a demo site."""

    def __init__(self, policy: SafetyPolicy, lookup: Lookup) -> None:
        self._policy = policy
        self._lookup = lookup
        self.demo_pins: frozenset[tuple[str, int]] = frozenset()

    def enter(self, address: Address) -> None:
        """Begin a hop: whatever an earlier hop was allowed is forgotten."""
        demo = self._policy.is_demo(address)
        self.demo_pins = frozenset({("127.0.0.1", address.port)}) if demo else frozenset()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """First gate.

        Names become addresses here only, and one address that is not public refuses the name.
        """
        if f"{host}:{port}" in self._policy.demo_origins:
            return [_answer(host, "127.0.0.1", port)]
        found = await self._lookup(host, port)
        for ip in found:
            if reason := self._policy.ip_refusal(ip):
                raise Refused(reason)
        return [_answer(host, ip, port) for ip in found]

    async def close(self) -> None:
        """Nothing to close: the thread pool belongs to the batch."""

    def open_socket(self, info: "AddrInfoType") -> socket.socket:
        """Second gate: sees every address before a socket exists, also literals, which skip resolvers."""
        family, kind, protocol, _, sockaddr = info
        self._pass(str(sockaddr[0]), int(sockaddr[1]))
        return socket.socket(family, kind, protocol)

    def check_peer(self, peer: tuple[Any, ...] | None) -> str:
        """Third gate: the address of the connection in use. Returns it; raises Refused."""
        if not peer:
            raise Refused("The connection does not say who answered.")
        self._pass(str(peer[0]), int(peer[1]))
        return str(peer[0])

    def _pass(self, ip: str, port: int) -> None:
        if (ip, port) in self.demo_pins:
            return
        if reason := self._policy.ip_refusal(ip):
            raise Refused(reason)

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
