"""Connections with bad manners: slow, silent, broken off, and answers that are no HTTP."""

import asyncio
import socket

from tests.links.hostile.wire import PAGE, answer, at, says


@at("/drip")
async def _drip(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@at("/drip-head")
async def _drip_head(request, writer):
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: " + b"a" * 10_000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.02)


@at("/drip-error")
async def _drip_error(request, writer):
    """An error page that never arrives is still that error."""
    writer.write(b"HTTP/1.1 404 Word\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n<p>Not")
    await writer.drain()
    await asyncio.sleep(30)


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
    _abort(writer)


@at("/reset-body")
async def _reset_body(request, writer):
    writer.write(answer(200, PAGE, content_length="100000"))
    await writer.drain()
    await asyncio.sleep(0.05)
    _abort(writer)


def _abort(writer):
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    writer.transport.abort()


@at("/half")
async def _half(request, writer):
    writer.write(answer(int(request.query or 200), PAGE, content_length=str(len(PAGE) + 1000)))


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
WHOLE = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
says("/chunked", CHUNKED + WHOLE)
says("/chunked-half", CHUNKED + b"%x\r\n%b\r\n" % (len(PAGE), PAGE))
says("/chunked-nonsense", CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n")
says("/chunked-huge", CHUNKED + b"f" * 30 + b"\r\nhello\r\n0\r\n\r\n")
says("/chunked-negative", CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n")
says("/chunked-extension", CHUNKED + b"5;" + b"x" * 100_000 + b"\r\nhello\r\n0\r\n\r\n")


@at("/endless-extension")
async def _endless_extension(request, writer):
    writer.write(CHUNKED + b"5;")
    while True:
        writer.write(b"x" * 10_000)
        await writer.drain()
        await asyncio.sleep(0.01)


says("/chunked-trailers", CHUNKED + WHOLE[:-2] + b"".join(b"X-T%d: 1\r\n" % n for n in range(3000)) + b"\r\n")
says("/garbage", b"220 mail.harbourmouth.example ESMTP\r\n\r\n")
says("/http2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
says("/http09", PAGE)
says("/http10", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
says("/http30", b"HTTP/3.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
says("/binary", bytes(range(256)) * 20 + b"\r\n\r\n")
says("/nothing-but-nul", b"\0" * 5000 + b"\r\n\r\n")
says("/only-newlines", b"\r\n" * 3000)
says("/more-than-said", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n" + PAGE)
says("/second-answer", answer() + answer(404, b"gone"))
says("/lines-without-return", b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 5\n\nhello")
