"""Bounded inflation of gzip, deflate and brotli bodies: a small bomb never becomes a large one."""

import zlib
from dataclasses import dataclass
from typing import Protocol

import brotli

ACCEPTED = "gzip, deflate, br"
STEP = 65_536


@dataclass(frozen=True, slots=True)
class Inflated:
    """`problem`: a sentence when the bytes are not what the header says.

    `data` then holds what could be read.
    """

    data: bytes
    truncated: bool = False
    problem: str = ""


class _Decoder(Protocol):
    def feed(self, chunk: bytes, room: int) -> bytes: ...


class _Zlib:
    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)

    def feed(self, chunk: bytes, room: int) -> bytes:
        return self._inner.decompress(chunk, room)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, chunk: bytes, room: int) -> bytes:
        return bytes(self._inner.process(chunk, output_buffer_limit=room))


def inflate(raw: bytes, encoding: str, limit: int) -> Inflated:
    """Undo `encoding` (a Content-Encoding header), at most `limit` bytes out."""
    name = encoding.strip().lower()
    if name in ("", "identity") or not raw:
        return Inflated(raw)
    decoder = _decoder(name, raw)
    if decoder is None:
        return Inflated(b"", problem=f"The page is packed in a way that was not asked for ({name[:40]}).")
    return _run(decoder, raw, name, limit)


def _decoder(name: str, raw: bytes) -> _Decoder | None:
    if name in ("gzip", "x-gzip"):
        return _Zlib(31)
    if name == "deflate":
        # RFC 9110 means zlib; some servers send the bare stream. 0x?8 in the first byte tells them apart.
        return _Zlib(15 if raw[0] & 0x0F == 8 else -15)
    return _Brotli() if name == "br" else None


def _run(decoder: _Decoder, raw: bytes, name: str, limit: int) -> Inflated:
    out = bytearray()
    for start in range(0, len(raw), STEP):
        try:
            out += decoder.feed(raw[start : start + STEP], limit - len(out) + 1)
        except (zlib.error, brotli.error):
            return Inflated(bytes(out), problem=f"The page is packed as {name} but cannot be unpacked.")
        if len(out) > limit:
            return Inflated(bytes(out[:limit]), truncated=True)
    return Inflated(bytes(out))
