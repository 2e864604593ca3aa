"""Status games: any code with any header, codes that do not exist, interim answers, waits that are asked for."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.links.hostile.wire import PAGE, answer, at, says


@at("/status/")
async def _status(request, writer):
    """/status/404?retry_after=5"""
    code = request.path.split("/")[2]
    writer.write(answer(int(code), **dict(pair.split("=", 1) for pair in request.query.split("&") if pair)))


@at("/page")
async def _page(request, writer):
    writer.write(answer())


@at("/page/")
async def _deep_page(request, writer):
    writer.write(answer())


@at("/etag")
async def _etag(request, writer):
    same = request.headers.get("if-none-match") == '"v1"'
    writer.write(answer(304, b"") if same else answer(etag='"v1"'))


@at("/challenge")
async def _challenge(request, writer):
    body = b"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>"
    writer.write(answer(int(request.query), body))


@at("/walled")
async def _walled(request, writer):
    """/walled?403&cf_mitigated=challenge"""
    code, header = request.query.split("&")
    writer.write(answer(int(code), **dict([header.split("=")])))


@at("/first-then-page/")
async def _first_then_page(request, writer):
    """/first-then-page/503/NAME fails at the first request for NAME and then answers; `reset` hangs up."""
    kind = request.path.split("/")[2]
    if request.path in _ASKED:
        writer.write(answer())
        return
    _ASKED.add(request.path)
    if kind == "silence":
        await asyncio.sleep(30)
    elif kind != "hang-up":
        writer.write(answer(int(kind)))


_ASKED: set[str] = set()


def _dates():
    soon, past = datetime.now(UTC) + timedelta(hours=2), datetime.now(UTC) - timedelta(hours=2)
    return {
        "date": format_datetime(soon, usegmt=True),
        "rfc850": soon.strftime("%A, %d-%b-%y %H:%M:%S GMT"),
        "asctime": soon.strftime("%a %b %d %H:%M:%S %Y"),
        "past": format_datetime(past, usegmt=True),
        "no-zone": soon.strftime("%a, %d %b %Y %H:%M:%S"),
    }


@at("/come-back/")
async def _come_back(request, writer):
    """/come-back/429/date: Retry-After as each form of date; any other word is sent as it is."""
    _, _, code, form = request.path.split("/")
    value = _dates().get(form, request.query or form)
    writer.write(answer(int(code), retry_after=value.replace("%20", " ")))


EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
says("/early-hints", EARLY * 3 + answer())
says("/switching", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")
says("/no-reason", b"HTTP/1.1 200\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(PAGE), PAGE))
says("/long-reason", b"HTTP/1.1 404 " + b"No " * 2000 + b"\r\nContent-Length: 0\r\n\r\n")
says("/four-digits", b"HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n")
says("/two-digits", b"HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n")
says("/word-status", b"HTTP/1.1 fine OK\r\nContent-Length: 0\r\n\r\n")
says("/minus-status", b"HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n")


@at("/endless-hints")
async def _endless_hints(request, writer):
    while True:
        writer.write(EARLY)
        await writer.drain()
        await asyncio.sleep(0.01)
