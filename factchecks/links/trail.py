"""What one fetch has seen so far, and the seconds it has left."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from factchecks.links.failures import Problem
from factchecks.links.records import Attempt, Exchange, FetchSpec, Hop

KEPT_HEADERS = frozenset(
    {
        "cache-control",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "date",
        "etag",
    }
    | {"last-modified", "link", "location", "memento-datetime", "retry-after", "server", "x-robots-tag"}
    | {"cf-mitigated", "x-amzn-waf-action", "x-datadome"}
)


class Budget:
    """The seconds of one fetch; waiting for a polite turn does not use them up."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Raises TimeoutError inside when the seconds are used up."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(self.left):
                yield
        finally:
            self.left = max(0.0, self.left - (time.monotonic() - started))


@dataclass(slots=True)
class Trail:
    """What one fetch has seen so far."""

    spec: FetchSpec
    final_url: str
    status: int = 0
    hops: list[Hop] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""
    body: bytes = b""
    truncated: bool = False
    peer: str = ""
    detail: str = ""
    whole: bool = False
    tries: int = 1
    retry_after: int | None = None
    exchanges: list[Exchange] = field(default_factory=list)

    def attempt(self, problem: Problem, started_at: datetime, elapsed_ms: int) -> Attempt:
        """The record of it all."""
        return Attempt(
            url=self.spec.url,
            final_url=self.final_url,
            started_at=started_at,
            elapsed_ms=elapsed_ms,
            status=self.status,
            hops=tuple(self.hops),
            headers=self.headers,
            raw=self.raw,
            body=self.body,
            truncated=self.truncated,
            peer=self.peer,
            error=problem.failure,
            detail=problem.detail or self.detail,
            tls_cause=problem.tls_cause,
            retry_after=self.retry_after,
            sha256=hashlib.sha256(self.raw).hexdigest() if self.raw else "",
            exchanges=self._exchanges(),
            tries=self.tries,
            not_modified=self.status == 304 and bool(self.spec.etag or self.spec.last_modified),
        )

    def _exchanges(self) -> tuple[Exchange, ...]:
        """The last answer is the one whose body was read, unless the next hop brought none."""
        if not self.exchanges or not self.status:
            return tuple(self.exchanges)
        last = replace(self.exchanges[-1], body=self.raw, truncated=not self.whole)
        return (*self.exchanges[:-1], last)


def kept_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers worth keeping as evidence, names in lower case; the first of several wins."""
    kept: dict[str, str] = {}
    for name, value in headers:
        if name.lower() in KEPT_HEADERS:
            clean = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
            kept.setdefault(name.lower(), clean)
    return kept
