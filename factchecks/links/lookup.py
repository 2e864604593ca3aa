"""Asking what network addresses a name has; the guard judges the answers."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

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
