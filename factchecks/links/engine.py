"""The doorway to the network: many fetches in one loop, or one for a caller without a loop."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ThreadPoolExecutor

import aiohttp

from factchecks.links.courtesy import Floor, Guest
from factchecks.links.gate import Gate
from factchecks.links.guard import Guard, Lookup, system_lookup
from factchecks.links.inflate import ACCEPTED
from factchecks.links.limits import Limits
from factchecks.links.records import Attempt, FetchSpec
from factchecks.links.safety import SafetyPolicy
from factchecks.links.tls import system_context
from factchecks.links.visit import Visit

DNS_THREADS = 32
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.8"


async def fetch_many(
    specs: Iterable[FetchSpec],
    gate: Gate,
    policy: SafetyPolicy,
    limits: Limits,
    *,
    lookup: Lookup | None = None,
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[Attempt]:
    """Yields one Attempt a spec, in the order in which they end. Mix hosts:

    a batch of one host runs at its pace.

    `lookup` and `tls` default to the system's. Closing the iterator early stops what is still running.
    """
    threads = ThreadPoolExecutor(DNS_THREADS, thread_name_prefix="links-dns")
    floor = Floor(gate, limits.concurrency)
    ask, context = lookup or system_lookup(threads), tls or system_context()
    tasks = [asyncio.create_task(_visit(spec, floor, policy, limits, ask, context)) for spec in specs]
    try:
        for ended in asyncio.as_completed(tasks):
            yield await ended
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        threads.shutdown(wait=False, cancel_futures=True)


def fetch(
    spec: FetchSpec,
    gate: Gate,
    policy: SafetyPolicy,
    limits: Limits,
    *,
    lookup: Lookup | None = None,
    tls: ssl.SSLContext | None = None,
) -> Attempt:
    """One fetch for a caller without an event loop."""

    async def only() -> Attempt:
        async for attempt in fetch_many([spec], gate, policy, limits, lookup=lookup, tls=tls):
            return attempt
        raise AssertionError("fetch_many yields one attempt a spec")

    return asyncio.run(only())


async def _visit(
    spec: FetchSpec,
    floor: Floor,
    policy: SafetyPolicy,
    limits: Limits,
    lookup: Lookup,
    context: ssl.SSLContext,
) -> Attempt:
    guard = Guard(policy, lookup)
    async with _session(guard, limits, context) as session:
        visit = Visit(spec, session=session, guard=guard, guest=Guest(floor), policy=policy, limits=limits)
        return await visit.run()


def _session(guard: Guard, limits: Limits, context: ssl.SSLContext) -> aiohttp.ClientSession:
    """A session of one visit: no proxies, netrc or shared cookies; nothing of another check can leak in."""
    connector = aiohttp.TCPConnector(
        resolver=guard,
        use_dns_cache=False,
        limit=2,
        socket_factory=guard.open_socket,
        ssl=context,
        force_close=True,
    )
    return aiohttp.ClientSession(
        connector=connector,
        response_class=guard.response_class(),
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
