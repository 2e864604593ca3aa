"""Answers as they came over the wire: the exchange for a WARC record, and a capped body."""

import asyncio
import io

import aiohttp

from factchecks.links.inflate import Inflated, inflate
from factchecks.links.records import Exchange

# Above this, unpacking would hold up the other fetches of the batch.
THREAD_ABOVE = 262_144


def exchange(url: str, response: aiohttp.ClientResponse, peer: str) -> Exchange:
    """Status line and headers of an answer, with the request as sent; its body is not read yet."""
    version = response.version
    return Exchange(
        url=url,
        request_headers=tuple(response.request_info.headers.items()),
        status=response.status,
        reason=response.reason or "",
        version=f"{version.major}.{version.minor}" if version else "1.1",
        headers=tuple((_text(name), _text(value)) for name, value in response.raw_headers),
        peer=peer,
        truncated=True,
    )


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


class Body:
    """The bytes of one answer up to a cap, kept once: `getvalue` shares them, where bytes(bytearray) would copy."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._kept = io.BytesIO()
        self.truncated = False

    async def read(self, content: aiohttp.StreamReader) -> None:
        """Reads to the end or to the cap; what came before an error stays kept."""
        room = self._cap
        while chunk := await content.readany():
            self._kept.write(chunk if len(chunk) <= room else chunk[:room])
            room -= len(chunk)
            if room < 0:
                self.truncated = True
                return

    def getvalue(self) -> bytes:
        return self._kept.getvalue()


async def unpacked(raw: bytes, encoding: str, limit: int) -> Inflated:
    """The body as its Content-Encoding says, at most `limit` bytes; a large one in a thread."""
    if encoding and len(raw) > THREAD_ABOVE:
        return await asyncio.to_thread(inflate, raw, encoding, limit)
    return inflate(raw, encoding, limit)
