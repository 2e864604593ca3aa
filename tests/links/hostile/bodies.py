"""Bodies that are more, other or worse than they say: bombs, packing, character sets, streams without end."""

import asyncio
import gzip
import zlib
from functools import cache

import brotli

from tests.links.hostile.wire import PAGE, answer, at, says

MEGABYTE = b"\0" * 1_000_000


@cache
def bomb(kind, megabytes):
    """Zeros, packed: a few hundred kilobytes that unpack to `megabytes`."""
    if kind == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(MEGABYTE) for _ in range(megabytes)) + packer.finish()
    packer = zlib.compressobj(wbits=31 if kind == "gzip" else 15)
    return b"".join(packer.compress(MEGABYTE) for _ in range(megabytes)) + packer.flush()


@at("/bomb/")
async def _bomb(request, writer):
    """/bomb/gzip/200"""
    _, _, kind, megabytes = request.path.split("/")
    writer.write(answer(200, await asyncio.to_thread(bomb, kind, int(megabytes)), content_encoding=kind))


PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "raw-deflate": zlib.compress(PAGE, wbits=-15),
    "br": brotli.compress(PAGE),
    "identity": PAGE,
    "broken": b"\x1f\x8b\x08\x00not really gzip",
    "broken-br": b"not really brotli at all",
    "broken-deflate": b"\x78\x9cnot really deflate",
    "half": gzip.compress(PAGE * 50)[:-40],
    "not-packed": PAGE,
    "nothing": b"",
    "twice": gzip.compress(gzip.compress(PAGE)),
    "members": gzip.compress(PAGE) + gzip.compress(PAGE),
    "tail": gzip.compress(PAGE) + b"and then some",
    "xz": b"\xfd7zXZ",
    "zstd": b"\x28\xb5\x2f\xfd" + b"\xff" * 100,
    "zip": b"PK\x03\x04",
    "upper": gzip.compress(PAGE),
}
SAYS = {"raw-deflate": "deflate", "twice": "gzip, gzip", "upper": "GZIP"}
SAYS |= {"broken-br": "br", "broken-deflate": "deflate"}
SAYS |= dict.fromkeys(("broken", "half", "not-packed", "nothing", "members", "tail"), "gzip")


@at("/packed/")
async def _packed(request, writer):
    name = request.path.split("/")[2]
    if name == "bomb":
        writer.write(answer(200, bomb("gzip", 30), content_encoding="gzip"))
        return
    writer.write(answer(200, PACKED[name], content_encoding=SAYS.get(name, name)))


@at("/endless")
async def _endless(request, writer):
    await _pour(writer, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>more</p>" * 1000)


@at("/endless-pdf")
async def _endless_pdf(request, writer):
    await _pour(writer, b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n", b"0 " * 5000)


@at("/endless-chunks")
async def _endless_chunks(request, writer):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    await _pour(writer, head, b"1\r\nx\r\n" * 1000)


async def _pour(writer, head, more):
    writer.write(head)
    while True:
        writer.write(more)
        await writer.drain()


WORDS = "Die Fähre nach Harbourmouth fuhr für alle, auch über den Kanal, im größten Sturm des Jahres."
says("/charset/lies", answer(200, f"<p>{WORDS}".encode("latin-1"), content_type="text/html; charset=utf-8"))
says("/charset/unknown", answer(200, f"<p>{WORDS}".encode(), content_type="text/html; charset=klingon"))
says("/charset/long", answer(200, f"<p>{WORDS}".encode(), content_type=f"text/html; charset={'x' * 5000}"))
says("/charset/utf-16", answer(200, f"<p>{WORDS}".encode("utf-16"), content_type="text/html"))
says("/charset/says-utf-16", answer(200, f"<p>{WORDS}".encode(), content_type="text/html; charset=utf-16"))
says("/charset/rot13", answer(200, f"<p>{WORDS}".encode(), content_type="text/html; charset=rot13"))
says("/charset/zlib", answer(200, f"<p>{WORDS}".encode(), content_type="text/html; charset=zlib_codec"))
says("/charset/utf-7", answer(200, b"<p>+ADw-script+AD4-", content_type="text/html; charset=utf-7"))
says("/charset/nul", answer(200, b"<p>" + b"\0" * 3000 + PAGE))
says("/charset/not-text", answer(200, bytes(range(256)) * 40, content_type="application/octet-stream"))
says("/charset/pdf-that-is-html", answer(200, PAGE, content_type="application/pdf"))
