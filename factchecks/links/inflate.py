"""Bounded inflation of gzip, deflate and brotli bodies: a small bomb never becomes a large one."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import brotli

ACCEPTED = "gzip, deflate, br"
STEP = 65_536
GZIP = 31
GZIP_START = b"\x1f\x8b"
MOST_PACKETS = 1000


@dataclass(frozen=True, slots=True)
class Inflated:
    """`problem`: a sentence when the bytes are not what the header says.

    `data` then holds what could be read.
    """

    data: bytes
    truncated: bool = False
    problem: str = ""


class _Decoder(Protocol):
    """`feed` gives at most about `room` bytes; `pending`: call it again with nothing, there is more."""

    pending: bool

    def feed(self, chunk: bytes, room: int) -> bytes: ...

    def ended(self) -> bool: ...


class _Zlib:
    """Gzip may be several packets one after the other (RFC 1952, 2.2)."""

    def __init__(self, window: int) -> None:
        self._window, self._packets = window, 1
        self._inner = zlib.decompressobj(window)
        self.pending = False

    def feed(self, chunk: bytes, room: int) -> bytes:
        waiting = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        if self._inner.eof:
            if not self._follows(waiting + chunk):
                self.pending = False
                return b""
            self._packets += 1
            self._inner = zlib.decompressobj(self._window)
        out = self._inner.decompress(waiting + chunk, room)
        more = bool(self._inner.unconsumed_tail) or len(out) == room
        self.pending = self._follows(self._inner.unused_data) if self._inner.eof else more
        return out

    def ended(self) -> bool:
        return self._inner.eof and not self.pending

    def _follows(self, rest: bytes) -> bool:
        return self._window == GZIP and rest[:2] == GZIP_START and self._packets < MOST_PACKETS


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self.pending = False

    def feed(self, chunk: bytes, room: int) -> bytes:
        out = bytes(self._inner.process(chunk, output_buffer_limit=room))
        # `can_accept_more_data` says yes while output is still held back; nothing more is the only sure sign.
        self.pending = bool(out)
        return out

    def ended(self) -> bool:
        return bool(self._inner.is_finished())


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
        return _Zlib(GZIP)
    if name == "deflate":
        # RFC 9110 means zlib; some servers send the bare stream. 0x?8 in the first byte tells them apart.
        return _Zlib(15 if raw[0] & 0x0F == 8 else -15)
    return _Brotli() if name == "br" else None


def _run(decoder: _Decoder, raw: bytes, name: str, limit: int) -> Inflated:
    # BytesIO hands its buffer on; a bytearray or a list of parts would need the whole twice.
    out, problem = io.BytesIO(), ""
    try:
        for part in _parts(decoder, raw):
            out.write(part)
            if out.tell() > limit:
                out.truncate(limit)
                return Inflated(out.getvalue(), truncated=True)
    except (zlib.error, brotli.error):
        problem = f"The page is packed as {name} but cannot be unpacked."
    return Inflated(out.getvalue(), truncated=not problem and not decoder.ended(), problem=problem)


def _parts(decoder: _Decoder, raw: bytes) -> Iterator[bytes]:
    view = memoryview(raw)
    for start in range(0, len(raw), STEP):
        yield decoder.feed(bytes(view[start : start + STEP]), STEP)
        while decoder.pending:
            yield decoder.feed(b"", STEP)
