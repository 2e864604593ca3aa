"""One fetch from start to end: redirects by hand, each hop vetted anew, a capped body, never an exception."""

import time
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from factchecks.links.addresses import Address, InvalidAddress, join, parse
from factchecks.links.breaker import Outcome, outcome
from factchecks.links.cookies import CookieJar
from factchecks.links.courtesy import Deferred, Guest
from factchecks.links.failures import EXPECTED, NONE, Problem, describe
from factchecks.links.guard import Guard
from factchecks.links.limits import Limits
from factchecks.links.received import Body, exchange, unpacked
from factchecks.links.records import Attempt, Failure, FetchSpec, Hop
from factchecks.links.retry import clamp, seconds_asked
from factchecks.links.safety import Refused, SafetyPolicy, vet_address
from factchecks.links.trail import Budget, Trail, kept_headers

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RedirectLoop(Exception):
    """The redirects lead in a circle or are too many."""


class Visit:
    """One fetch, used once, in a task of its own: its guard's steps, its cookies and its seat are its alone."""

    def __init__(
        self, spec: FetchSpec, *, session: aiohttp.ClientSession, guard: Guard, guest: Guest,
        policy: SafetyPolicy, limits: Limits, tries: int = 1,
    ) -> None:  # fmt: skip
        self._session, self._guard, self._guest = session, guard, guest
        self._policy, self._limits = policy, limits
        self._budget = Budget(limits.total_for(patient=spec.patient))
        self._jar = CookieJar()
        self._trail = Trail(spec, spec.url, tries=tries)
        self.problem = NONE

    async def run(self) -> Attempt:
        """The attempt, whatever happens."""
        started_at, started = datetime.now(UTC), time.monotonic()
        seen = Outcome.NONE
        try:
            self.problem = await self._ending(started_at)
            attempt = self._trail.attempt(self.problem, started_at, round((time.monotonic() - started) * 1000))
            seen = outcome(attempt)
        finally:
            await self._guest.go(seen)
        return attempt

    async def _ending(self, started_at: datetime) -> Problem:
        try:
            await self._follow()
            await self._honour_retry_after(started_at)
        except Deferred as busy:
            self._trail.retry_after = round(busy.seconds + 0.5)
            return Problem(Failure.DEFERRED, str(busy))
        except RedirectLoop as loop:
            return Problem(Failure.REDIRECT_LOOP, str(loop))
        except InvalidAddress as invalid:
            return Problem(Failure.PROTOCOL if self._trail.hops else Failure.INVALID, str(invalid))
        except EXPECTED as error:
            return describe(error)
        return NONE

    async def _follow(self) -> None:
        address = parse(self._trail.spec.url).without_fragment()
        seen = {(address.key, "")}
        while True:
            response = await self._request(address)
            location = response.headers.get("Location", "")
            if response.status not in REDIRECTS or not location.strip():
                await self._read(response)
                return
            response.close()
            self._trail.hops.append(Hop(response.status, address.key, self._trail.peer))
            address = join(address, location)
            mark = (address.key, self._jar.header(address))
            if mark in seen:
                raise RedirectLoop("The page redirects in a circle.")
            if len(self._trail.hops) > self._limits.max_hops:
                raise RedirectLoop(f"The page redirects more than {self._limits.max_hops} times.")
            seen.add(mark)

    async def _request(self, address: Address) -> aiohttp.ClientResponse:
        trail = self._trail
        trail.final_url, trail.status, trail.peer = address.key, 0, ""
        if reason := vet_address(address, self._policy):
            raise Refused(reason)
        await self._guest.move_to(self._policy.politeness_key(address))
        self._guard.enter(address)
        async with self._budget.running():
            response = await self._session.get(
                URL(address.key, encoded=True), allow_redirects=False, headers=self._headers(address)
            )
        trail.status, trail.peer = response.status, getattr(response, "peer", "")
        trail.headers = kept_headers(response.headers.items())
        trail.exchanges.append(exchange(address.key, response, trail.peer))
        self._jar.store(address, response.cookies.values())
        return response

    def _headers(self, address: Address) -> dict[str, str]:
        spec = self._trail.spec
        wanted = {
            "Cookie": self._jar.header(address),
            "If-None-Match": spec.etag,
            "If-Modified-Since": spec.last_modified,
        }
        return {name: value for name, value in wanted.items() if value}

    async def _read(self, response: aiohttp.ClientResponse) -> None:
        pdf = "application/pdf" in self._trail.headers.get("content-type", "").lower()
        if pdf and not self._trail.spec.patient:
            self._budget.left += max(0.0, self._limits.patient_total - self._limits.total)
        body = Body(self._limits.max_pdf_bytes if pdf else self._limits.max_bytes)
        try:
            async with self._budget.running():
                await body.read(response.content)
        except EXPECTED:
            body.truncated = True
            # A broken error page is still that error.
            if response.status < 400:
                raise
        finally:
            response.close()
            self._trail.raw, self._trail.truncated = body.getvalue(), body.truncated
            self._trail.whole = not body.truncated
        await self._unpack()

    async def _unpack(self) -> None:
        trail = self._trail
        inflated = await unpacked(trail.raw, trail.headers.get("content-encoding", ""), self._limits.max_inflated)
        trail.body, trail.detail = inflated.data, inflated.problem
        trail.truncated = trail.truncated or inflated.truncated

    async def _honour_retry_after(self, now: datetime) -> None:
        if self._trail.status not in (429, 503):
            return
        self._trail.retry_after = seconds_asked(self._trail.headers.get("retry-after", ""), now)
        if wait := clamp(self._trail.retry_after):
            await self._guest.pause_host(wait)
