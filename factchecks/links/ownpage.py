"""One page of this program's own site, as its readers get it. The address comes from the settings, never from people:
so no gate stands before it, and it may lie on this machine. Nothing is followed, and time and size have an end."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp

from factchecks.links.failures import EXPECTED, describe

TOTAL_S = 20.0
MAX_BYTES = 2_000_000
HEADERS = {
    "User-Agent": "NewsroomSelfCheck/1.0",
    "Accept": "text/html",
    "Accept-Encoding": "identity",
    # What a cache keeps is looked at by readers a few seconds longer; asked is what is served from now on.
    "Cache-Control": "no-cache",
}


class Unread(Exception):
    """No answer that could be read to its end; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """An answer. Names of `headers` are in lower case, one sent twice has both values; bytes of `html` that are not
    UTF-8 are marks in their places."""

    status: int
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def read(url: str, *, total_s: float = TOTAL_S, max_bytes: int = MAX_BYTES) -> Served:
    """The page at the address. Raises Unread."""
    try:
        return asyncio.run(_read(url, total_s, max_bytes))
    except EXPECTED as error:
        raise Unread(describe(error).detail) from error


async def _read(url: str, total_s: float, max_bytes: int) -> Served:
    limits = aiohttp.ClientTimeout(total=total_s)
    async with (
        aiohttp.ClientSession(timeout=limits, headers=HEADERS, cookie_jar=aiohttp.DummyCookieJar()) as session,
        session.get(url, allow_redirects=False) as response,
    ):
        body = bytearray()
        async for chunk in response.content.iter_chunked(65_536):
            body += chunk
            if len(body) > max_bytes:
                raise Unread(f"The page is longer than {max_bytes:,} bytes.")
        headers = {name.lower(): ", ".join(response.headers.getall(name)) for name in response.headers}
        return Served(status=response.status, html=body.decode("utf-8", "replace"), headers=headers)
