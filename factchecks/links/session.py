"""The one HTTP session of a batch: no proxies, netrc or shared cookies, every socket through the guard."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from factchecks.links.failures import BrokeOff
from factchecks.links.guard import Guard
from factchecks.links.inflate import ACCEPTED
from factchecks.links.limits import Limits

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.8"
# Long enough for the next polite turn at the same host.
KEEP_OPEN = 5.0


@asynccontextmanager
async def open_session(guard: Guard, limits: Limits, context: ssl.SSLContext) -> AsyncIterator[aiohttp.ClientSession]:
    """A connection may serve several visits, of one host, port and scheme only; its peer is checked each time."""
    try:
        async with _session(guard, limits, context) as session:
            yield session
    finally:
        await guard.hang_up()


def _session(guard: Guard, limits: Limits, context: ssl.SSLContext) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        resolver=guard,
        use_dns_cache=False,
        limit=0,
        socket_factory=guard.open_socket,
        ssl=context,
        keepalive_timeout=KEEP_OPEN,
    )
    return aiohttp.ClientSession(
        connector=connector,
        response_class=guard.response_class(),
        middlewares=(_only_once(guard),),
        trust_env=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        max_line_size=limits.max_header_bytes,
        max_field_size=limits.max_header_bytes,
        max_headers=limits.max_headers,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect),
        headers={
            "User-Agent": limits.user_agent,
            "Accept": ACCEPT,
            "Accept-Language": "en;q=0.8,*;q=0.5",
            "Accept-Encoding": ACCEPTED,
        },
    )


def _only_once(guard: Guard) -> aiohttp.ClientMiddlewareType:
    """The library asks again when a connection breaks off before an answer.

    That is right for one that was kept open and had gone stale (RFC 9112, 9.3.1); for a fresh one it would be a
    second, impolite request.
    """

    async def send(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
        try:
            return await handler(request)
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            if guard.dialled:
                raise BrokeOff from error
            raise

    return send
