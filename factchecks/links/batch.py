"""The visits of one batch: all at once, each attempt handed on as it ends, and one late retry for what may pass."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp

from factchecks.links.courtesy import Floor, Guest
from factchecks.links.guard import Guard
from factchecks.links.limits import Limits
from factchecks.links.records import Attempt, Failure, FetchSpec
from factchecks.links.safety import SafetyPolicy
from factchecks.links.visit import Visit

# Gateways that a site stands behind: the fault is often over in seconds.
PASSING = frozenset({502, 503, 504})


@dataclass(frozen=True, slots=True)
class Ended:
    """One visit's end. `again`: worth the late retry; `at`: when, on the loop's clock."""

    spec: FetchSpec
    attempt: Attempt
    again: bool
    at: float


class Batch:
    """Used once, as a context: leaving it stops whatever still runs."""

    def __init__(
        self, *, session: aiohttp.ClientSession, guard: Guard, floor: Floor, policy: SafetyPolicy, limits: Limits
    ) -> None:
        self._session, self._guard, self._floor = session, guard, floor
        self._policy, self._limits = policy, limits
        self._running: set[asyncio.Task[Ended]] = set()
        self._ended: asyncio.Queue[asyncio.Task[Ended]] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def attempts(self, specs: Iterable[FetchSpec]) -> AsyncGenerator[Attempt]:
        """One attempt a spec, as they end; a first one that may pass is held back until its retry has ended."""
        late: list[Ended] = []
        for _ in range(sum(self._start(self._visit(spec)) for spec in specs)):
            ended = (await self._ended.get()).result()
            if ended.again and self._limits.retries:
                late.append(ended)
            else:
                yield ended.attempt
            # Nothing here may hold a body that the caller has let go.
            del ended
        for _ in range(sum(self._start(self._retry(first)) for first in late)):
            yield (await self._ended.get()).result().attempt

    def _start(self, visit: "asyncio._CoroutineLike[Ended]") -> int:
        task = asyncio.ensure_future(visit)
        self._running.add(task)
        task.add_done_callback(self._keep)
        return 1

    def _keep(self, task: "asyncio.Task[Ended]") -> None:
        self._running.discard(task)
        if not task.cancelled():
            self._ended.put_nowait(task)

    async def _visit(self, spec: FetchSpec, tries: int = 1) -> Ended:
        visit = Visit(
            spec, session=self._session, guard=self._guard, guest=Guest(self._floor),
            policy=self._policy, limits=self._limits, tries=tries,
        )  # fmt: skip
        attempt = await visit.run()
        answered = attempt.error is Failure.NONE and attempt.retry_after is None
        again = visit.problem.passing or (answered and attempt.status in PASSING)
        return Ended(spec, attempt, again, time.monotonic())

    async def _retry(self, first: Ended) -> Ended:
        await asyncio.sleep(first.at + self._limits.retry_gap - time.monotonic())
        second = await self._visit(first.spec, tries=2)
        return first if second.attempt.error is Failure.DEFERRED else second
