"""Redirects of every kind: by code, in circles, behind cookies, without end, to where nobody should go."""

import asyncio
from urllib.parse import unquote_to_bytes

from tests.links.hostile.wire import PAGE, answer, at, says


@at("/to/")
async def _redirect(request, writer):
    """/to/302?ADDRESS"""
    writer.write(answer(int(request.path.split("/")[2]), b"", location=request.query))


@at("/raw-to/")
async def _raw_redirect(request, writer):
    """/raw-to/302?%FF sends the unescaped bytes as Location."""
    code = request.path.split("/")[2].encode()
    head = b"HTTP/1.1 %b Word\r\nLocation: %b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    writer.write(head % (code, unquote_to_bytes(request.query)))


@at("/hops/")
async def _hops(request, writer):
    """/hops/302/25 redirects 25 times."""
    _, _, code, left = request.path.split("/")
    done = left == "0"
    writer.write(answer() if done else answer(int(code), b"", location=f"/hops/{code}/{int(left) - 1}"))


@at("/deeper/")
async def _deeper(request, writer):
    """Never the same address twice."""
    writer.write(answer(302, b"", location=request.path + "x/"))


@at("/circle")
async def _circle(request, writer):
    writer.write(answer(302, b"", location="/circle/half"))


@at("/circle/half")
async def _circle_half(request, writer):
    writer.write(answer(302, b"", location="/circle"))


@at("/self")
async def _self(request, writer):
    writer.write(answer(301, b"", location="/self#top"))


@at("/cookie-gate")
async def _cookie_gate(request, writer):
    passed = "pass=harbour" in request.headers.get("cookie", "")
    writer.write(answer() if passed else answer(302, b"", location="/cookie-gate", set_cookie="pass=harbour; Path=/"))


@at("/cookie-twice")
async def _cookie_twice(request, writer):
    """Wants two rounds of cookies before it opens."""
    given = request.headers.get("cookie", "")
    cookie = "first=1" if "first=1" not in given else "second=2"
    done = "second=2" in given
    writer.write(answer() if done else answer(302, b"", location="/cookie-twice", set_cookie=cookie))


@at("/cookie-counter")
async def _cookie_counter(request, writer):
    """Another cookie each time, and never the page."""
    count = int(request.headers.get("cookie", "n=0").partition("=")[2]) + 1
    writer.write(answer(302, b"", location="/cookie-counter", set_cookie=f"n={count}"))


@at("/cookie-refused")
async def _cookie_refused(request, writer):
    """The same cookie again and again."""
    writer.write(answer(302, b"", location="/cookie-refused", set_cookie="same=1"))


@at("/cookie-flood")
async def _cookie_flood(request, writer):
    cookies = "".join(f"Set-Cookie: c{n}={'x' * 3000}\r\n" for n in range(100))
    writer.write(f"HTTP/1.1 302 Word\r\n{cookies}Location: /page\r\nContent-Length: 0\r\n\r\n".encode())


@at("/set-and-go")
async def _set_and_go(request, writer):
    """/set-and-go?ADDRESS sets a cookie and redirects."""
    writer.write(answer(302, b"", location=request.query, set_cookie="desk=harbour; Path=/"))


@at("/endless-redirect")
async def _endless_redirect(request, writer):
    """A redirect whose own body never ends."""
    writer.write(b"HTTP/1.1 302 Word\r\nLocation: /page\r\n\r\n")
    while True:
        writer.write(b"moved " * 1000)
        await writer.drain()
        await asyncio.sleep(0)


META = b"<!doctype html><meta http-equiv=refresh content='0; url=http://10.0.0.1/'>" + PAGE
says("/meta-refresh", answer(200, META))
says("/refresh-header", answer(200, PAGE, refresh="0; url=http://10.0.0.1/"))
says("/query-only", answer(302, b"", location="?again=1"))
says("/fragment-only", answer(302, b"", location="#part"))
says("/long-location", answer(302, b"", location=f"/{'a' * 9000}"))
says("/two-locations", b"HTTP/1.1 302 W\r\nLocation: /page\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n")
says("/location-on-ok", answer(200, PAGE, location="http://10.0.0.1/"))
says("/location-on-missing", answer(404, PAGE, location="/page"))


@at("/cookie-and-go")
async def _cookie_and_go(request, writer):
    """/cookie-and-go?ADDRESS sets a cookie for encrypted connections only and redirects."""
    writer.write(answer(302, b"", location=request.query, set_cookie="desk=harbour; Secure; Path=/"))
