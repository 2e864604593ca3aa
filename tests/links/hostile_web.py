"""A web of bad manners on 127.0.0.1: each path misbehaves in its own way. Raw bytes, so that nothing is polite."""

import asyncio
import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

import brotli

TLS_HELLO = b"\x16"
PAGE = b"<!doctype html><title>Harbourmouth Council</title><p>The ferry carried 300,000 people last year.</p>"


@dataclass(frozen=True)
class Request:
    """What a client sent; header names in lower case, without the empty line."""

    method: str
    target: str
    headers: dict[str, str]
    raw: bytes = b""

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        return self.target.partition("?")[2]


type Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {}


def at(path):
    """Register a behaviour for a path; a path that ends in / also answers for everything below it."""

    def keep(behaviour):
        BEHAVIOURS[path] = behaviour
        return behaviour

    return keep


def answer(status=200, body=PAGE, **headers):
    """The bytes of one complete answer. Header names: content_type -> Content-Type."""
    body = b"" if status in (204, 205, 304) else body
    fields = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status} Word\r\n{head}Connection: close\r\n\r\n".encode("utf-8", "surrogateescape") + body


@at("/status/")
async def _status(request, writer):
    code = request.path.split("/")[2]
    writer.write(answer(int(code), **dict(pair.split("=", 1) for pair in request.query.split("&") if pair)))


@at("/to/")
async def _redirect(request, writer):
    """/to/302?ADDRESS"""
    writer.write(answer(int(request.path.split("/")[2]), b"", location=request.query))


@at("/hops/")
async def _hops(request, writer):
    """/hops/302/25 redirects 25 times."""
    _, _, code, left = request.path.split("/")
    done = left == "0"
    writer.write(answer() if done else answer(int(code), b"", location=f"/hops/{code}/{int(left) - 1}"))


@at("/circle")
async def _circle(request, writer):
    writer.write(answer(302, b"", location="/circle/half"))


@at("/circle/half")
async def _circle_half(request, writer):
    writer.write(answer(302, b"", location="/circle"))


@at("/cookie-gate")
async def _cookie_gate(request, writer):
    passed = "pass=harbour" in request.headers.get("cookie", "")
    writer.write(answer() if passed else answer(302, b"", location="/cookie-gate", set_cookie="pass=harbour; Path=/"))


@at("/set-and-go")
async def _set_and_go(request, writer):
    """/set-and-go?ADDRESS sets a cookie and redirects."""
    writer.write(answer(302, b"", location=request.query, set_cookie="desk=harbour; Path=/"))


@at("/drip")
async def _drip(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@at("/slow-start")
async def _slow_start(request, writer):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {request.query}\r\nContent-Length: 5\r\n\r\n"
    writer.write(head.encode())
    await writer.drain()
    await asyncio.sleep(0.8)
    writer.write(b"%PDF-")


@at("/silence")
async def _silence(request, writer):
    await asyncio.sleep(30)


@at("/hang-up")
async def _hang_up(request, writer):
    return None


@at("/reset")
async def _reset(request, writer):
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    writer.transport.abort()


@at("/half")
async def _half(request, writer):
    writer.write(answer(int(request.query or 200), PAGE, content_length=str(len(PAGE) + 1000)))


@at("/garbage")
async def _garbage(request, writer):
    writer.write(b"220 mail.harbourmouth.example ESMTP\r\n\r\n")


@at("/many-headers")
async def _many_headers(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-N%d: 1\r\n" % n for n in range(3000)) + b"\r\n")


@at("/long-header")
async def _long_header(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 40_000 + b"\r\nContent-Length: 0\r\n\r\n")


@at("/endless")
async def _endless(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"<p>more</p>" * 1000)
        await writer.drain()


BOMB = gzip.compress(b"\0" * 30_000_000)
PACKED = {
    "gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "raw-deflate": zlib.compress(PAGE, wbits=-15),
    "br": brotli.compress(PAGE),
    "bomb": BOMB,
    "broken": b"\x1f\x8b\x08\x00not really gzip",
    "xz": b"\xfd7zXZ",
}
SAYS = {"raw-deflate": "deflate", "bomb": "gzip", "broken": "gzip"}


@at("/packed/")
async def _packed(request, writer):
    name = request.path.split("/")[2]
    writer.write(answer(200, PACKED[name], content_encoding=SAYS.get(name, name)))


@at("/etag")
async def _etag(request, writer):
    same = request.headers.get("if-none-match") == '"v1"'
    writer.write(answer(304, b"") if same else answer(etag='"v1"'))


@at("/page")
async def _page(request, writer):
    writer.write(answer())


@at("/challenge")
async def _challenge(request, writer):
    body = b"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>"
    writer.write(answer(int(request.query), body))


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
            head = first + await reader.readuntil(b"\r\n\r\n")
            request = _parse(head)
            self.seen.append(request)
            await _behaviour(request.path)(request, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def _parse(head):
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    fields = (line.partition(":") for line in lines)
    return Request(method, target, {name.lower(): value.strip() for name, _, value in fields}, head)


def _behaviour(path):
    if path in BEHAVIOURS:
        return BEHAVIOURS[path]
    prefix = "/" + path.split("/")[1] + "/"
    return BEHAVIOURS.get(prefix, _not_found)


async def _not_found(request, writer):
    writer.write(answer(404, b"<title>Not found</title>"))
