"""One question to a service that answers in JSON, through the same gates as every fetch; never an exception."""

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import aiohttp
from yarl import URL

from factchecks.links.addresses import InvalidAddress, parse
from factchecks.links.breaker import Outcome
from factchecks.links.courtesy import Deferred, Floor, Guest
from factchecks.links.failures import EXPECTED, describe
from factchecks.links.gate import Gate
from factchecks.links.guard import Guard
from factchecks.links.limits import Limits
from factchecks.links.lookup import Lookup, system_lookup
from factchecks.links.retry import seconds_asked
from factchecks.links.safety import Refused, SafetyPolicy, vet_address
from factchecks.links.session import open_session
from factchecks.links.tls import system_context, telling

MAX_BYTES: Final = 1_000_000
BUSY: Final = "It is not our turn yet."


@dataclass(frozen=True, slots=True)
class Answer:
    """`data`: the JSON, None when there is none. `problem`: a sentence when no answer came. `retry_after`: seconds."""

    status: int = 0
    text: str = ""
    data: Any = None
    retry_after: int | None = None
    problem: str = ""


class Asker:
    """Asks a service. Redirects are not followed: a key would go with them."""

    def __init__(self, gate: Gate, policy: SafetyPolicy, limits: Limits, *, lookup: Lookup | None = None) -> None:
        self._gate, self._policy, self._limits, self._lookup = gate, policy, limits, lookup

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET."""
        return asyncio.run(self._ask("GET", url, headers or {}, None))

    def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a POST of these form fields."""
        return asyncio.run(self._ask("POST", url, headers or {}, form))

    async def _ask(self, method: str, url: str, headers: Mapping[str, str], form: Mapping[str, str] | None) -> Answer:
        threads = ThreadPoolExecutor(1, thread_name_prefix="links-ask")
        guard = Guard(self._policy, self._lookup or system_lookup(threads))
        guest = Guest(Floor(self._gate, 1))
        plain = {"Accept": "application/json", "Accept-Encoding": "identity", **headers}
        try:
            address = parse(url)
            if reason := vet_address(address, self._policy):
                raise Refused(reason)
            await guest.move_to(self._policy.politeness_key(address))
            guard.enter(address)
            async with (
                asyncio.timeout(self._limits.total),
                open_session(guard, self._limits, telling(system_context())) as session,
                session.request(
                    method, URL(address.key, encoded=True), data=form, headers=plain, allow_redirects=False
                ) as response,
            ):
                return await _read(response)
        except Deferred:
            return Answer(problem=BUSY)
        except InvalidAddress as error:
            return Answer(problem=str(error))
        except EXPECTED as error:
            return Answer(problem=describe(error).detail)
        finally:
            await guest.go(Outcome.NONE)
            threads.shutdown(wait=False, cancel_futures=True)


async def _read(response: aiohttp.ClientResponse) -> Answer:
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > MAX_BYTES:
            return Answer(status=response.status, problem="The answer is too long.")
    text = body.decode("utf-8", "replace")
    wait = seconds_asked(response.headers.get("Retry-After", ""), datetime.now(UTC))
    return Answer(response.status, text, _json(text), wait)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
