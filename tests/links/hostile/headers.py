"""Headers against the rules: floods, giants, doubles, lies about length, bytes that do not belong there."""

import asyncio

from tests.links.hostile.wire import PAGE, answer, at, says

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SIZED = OK + b"Content-Length: %d\r\nConnection: close\r\n" % len(PAGE)

says("/many-headers", OK + b"".join(b"X-N%d: 1\r\n" % n for n in range(3000)) + b"\r\n")
says("/long-header", OK + b"X-Long: " + b"a" * 40_000 + b"\r\nContent-Length: 0\r\n\r\n")
says("/long-name", OK + b"X-" + b"a" * 40_000 + b": 1\r\nContent-Length: 0\r\n\r\n")
says("/no-colon", OK + b"this is no header\r\nContent-Length: 0\r\n\r\n")
says("/space-before-colon", OK + b"X-Odd : 1\r\nContent-Length: 0\r\n\r\n")
says("/nul-in-header", OK + b"X-Odd: a\0b\r\nContent-Length: 0\r\n\r\n")
says("/folded", SIZED + b"X-Odd: one\r\n two\r\n\r\n" + PAGE)
says("/bytes-in-header", SIZED + b"X-Odd: caf\xe9 \xff\r\nServer: caf\xc3\xa9\r\n\r\n" + PAGE)
says("/two-lengths", OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello")
says("/same-length-twice", OK + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello")
says("/length-and-chunked", OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
says("/negative-length", OK + b"Content-Length: -5\r\n\r\nhello")
says("/word-length", OK + b"Content-Length: five\r\n\r\nhello")
says("/huge-length", OK + b"Content-Length: 99999999999999999999999999\r\n\r\nhello")
says("/no-type", answer(200, PAGE, content_type=None))
says("/odd-type", answer(200, PAGE, content_type="////;;;=, text"))
says("/two-types", SIZED + b"Content-Type: application/pdf\r\n\r\n" + PAGE)
says("/empty-name", OK + b": 1\r\nContent-Length: 0\r\n\r\n")
says("/bad-cookie", answer(200, PAGE, set_cookie='a="b\x01; =; ;;; Path'))
says("/bad-date", answer(200, PAGE, last_modified="yesterday", date="99 Foo 99999"))
says("/unknown-transfer", OK + b"Transfer-Encoding: carrier-pigeon\r\n\r\nhello")


@at("/endless-header")
async def _endless_header(request, writer):
    writer.write(OK + b"X-Long: ")
    while True:
        writer.write(b"a" * 1000)
        await writer.drain()
        await asyncio.sleep(0)


@at("/endless-headers")
async def _endless_headers(request, writer):
    writer.write(OK)
    while True:
        writer.write(b"X-More: 1\r\n" * 10)
        await writer.drain()
        await asyncio.sleep(0.01)
