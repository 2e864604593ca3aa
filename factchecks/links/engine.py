"""The doorway to the network: many fetches in one loop, or one for a caller without a loop."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

from factchecks.links.batch import Batch
from factchecks.links.courtesy import Floor
from factchecks.links.gate import Gate
from factchecks.links.guard import Guard
from factchecks.links.limits import Limits
from factchecks.links.lookup import Lookup, system_lookup
from factchecks.links.records import Attempt, FetchSpec
from factchecks.links.safety import SafetyPolicy
from factchecks.links.session import open_session
from factchecks.links.tls import system_context, telling

DNS_THREADS = 32


async def fetch_many(
    specs: Iterable[FetchSpec],
    gate: Gate,
    policy: SafetyPolicy,
    limits: Limits,
    *,
    lookup: Lookup | None = None,
    tls: ssl.SSLContext | None = None,
) -> AsyncGenerator[Attempt]:
    """Yields one Attempt a spec, in the order in which they end. Mix hosts:

    a batch of one host runs at its pace. What may have passed by itself is tried once more at the end.

    `lookup` and `tls` default to the system's. Closing the iterator early stops what is still running.
    """
    threads = ThreadPoolExecutor(DNS_THREADS, thread_name_prefix="links-dns")
    guard = Guard(policy, lookup or system_lookup(threads))
    try:
        async with open_session(guard, limits, telling(tls or system_context())) as session:
            floor = Floor(gate, limits.concurrency)
            batch = Batch(session=session, guard=guard, floor=floor, policy=policy, limits=limits)
            async with batch, aclosing(batch.attempts(specs)) as attempts:
                async for attempt in attempts:
                    yield attempt
    finally:
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
        async with aclosing(fetch_many([spec], gate, policy, limits, lookup=lookup, tls=tls)) as attempts:
            return await anext(attempts)

    return asyncio.run(only())
