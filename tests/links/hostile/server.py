"""The hostile web's server: a thread of its own that remembers every connection and every request."""

import asyncio
import socket
import ssl
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field

from tests.links.hostile import bodies, headers, manners, redirects, statuses
from tests.links.hostile.wire import Request, answer, behaviour_of

__all__ = ["HostileWeb", "bodies", "has_ipv6_loopback", "headers", "manners", "redirects", "statuses"]

TLS_HELLO = b"\x16"


def has_ipv6_loopback():
    """Whether a server can listen on ::1 here."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@dataclass
class HostileWeb:
    """The server, in a thread of its own. `connections` counts every accepted connection."""

    context: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    seen: list[Request] = field(default_factory=list)
    connections: int = 0

    def __enter__(self):
        self._loop = asyncio.new_event_loop()
        ready: Future[int] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        self.port = ready.result(timeout=10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)

    @property
    def base(self):
        scheme = "https" if self.context else "http"
        return f"{scheme}://{self.host if ':' not in self.host else f'[{self.host}]'}:{self.port}"

    def url(self, path):
        return self.base + path

    def asked(self, path):
        """The requests for this path, oldest first."""
        return [request for request in self.seen if request.path == path]

    def _run(self, ready):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve(ready))
        self._loop.close()

    async def _serve(self, ready):
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connected, self.host, 0, ssl=self.context)
        ready.set_result(server.sockets[0].getsockname()[1])
        await self._stop.wait()
        server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def _connected(self, reader, writer):
        self.connections += 1
        try:
            first = await reader.readexactly(1)
            if first == TLS_HELLO:
                writer.write(answer(400))
                return
            request = _parse(first + await reader.readuntil(b"\r\n\r\n"))
            self.seen.append(request)
            await behaviour_of(request.path)(request, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def _parse(head):
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    fields = (line.partition(":") for line in lines)
    named = {name.lower(): value.strip() for name, _, value in fields}
    return Request(method, target, named, head, time.monotonic())
