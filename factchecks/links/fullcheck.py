"""Addresses from fetch to verdict in one go, with quotations: what the command `check_links` tells."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factchecks.links.classify import classify
from factchecks.links.context import Case, Context
from factchecks.links.engine import fetch_many
from factchecks.links.fragments import parse_fragment
from factchecks.links.gate import Gate
from factchecks.links.limits import Limits
from factchecks.links.normal import prepare
from factchecks.links.observations import Observation, Verdict
from factchecks.links.quotes import QuoteMatch, QuoteResult, verify
from factchecks.links.records import Attempt, Failure, FetchSpec
from factchecks.links.safety import SafetyPolicy
from factchecks.links.text import Page, read_page

SEEN = frozenset({Verdict.OK, Verdict.REDIRECTED, Verdict.MOVED_PERMANENTLY})
NOT_SEEN = "The page was not seen."


@dataclass(frozen=True, slots=True)
class Answer:
    """One address. `matches`: the given quotations, then those that the address itself names in `#:~:text=`."""

    attempt: Attempt
    observation: Observation
    matches: tuple[QuoteMatch, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether there is a verdict; a host that asks to be left alone may leave us without one."""
        return self.observation.verdict is not Verdict.DEFERRED

    def record(self) -> dict[str, Any]:
        """The interface of the command: these names stay. `status` 0: no answer came."""
        attempt, seen = self.attempt, self.observation
        told: dict[str, Any] = {
            "url": attempt.url,
            "verdict": seen.verdict.value,
            "rule": seen.rule.value,
            "status": attempt.status,
            "final_url": attempt.final_url,
            "hops": [{"status": hop.status, "url": hop.url, "address": hop.address} for hop in attempt.hops],
            "detail": " ".join(filter(None, (seen.detail, *seen.notes))),
        }
        if self.matches:
            told["quotes"] = [
                {"quote": match.quote, "result": match.result.value, "score": match.score, "passage": match.passage}
                for match in self.matches
            ]
        return told


@dataclass(frozen=True, slots=True)
class _Seen:
    attempt: Attempt
    context: Context
    matches: tuple[QuoteMatch, ...]

    def answer(self, sibling: Attempt | None = None) -> Answer:
        observation = classify(self.attempt, context=replace(self.context, sibling=sibling))
        return Answer(self.attempt, observation, self.matches)


async def check_many(
    urls: Sequence[str], quotes: Sequence[str], gate: Gate, policy: SafetyPolicy, limits: Limits
) -> AsyncIterator[Answer]:
    """One answer for each different address, as they end. Where only a second look at the host can tell a page
    from a "not found" in disguise, one more address of it is asked at the end.
    """
    doubtful: dict[str, list[_Seen]] = {}
    specs = [FetchSpec(url, patient=True) for url in dict.fromkeys(urls)]
    async for attempt in fetch_many(specs, gate, policy, limits):
        # Reading may start a child process or take its time: the other fetches go on meanwhile.
        seen = await asyncio.to_thread(_read, attempt, tuple(quotes))
        answer = await asyncio.to_thread(seen.answer)
        if answer.observation.sibling:
            doubtful.setdefault(answer.observation.sibling, []).append(seen)
        else:
            yield answer
    async for sibling in fetch_many([FetchSpec(url) for url in doubtful], gate, policy, limits):
        for seen in doubtful[sibling.url]:
            yield await asyncio.to_thread(seen.answer, sibling)


def _read(attempt: Attempt, quotes: tuple[str, ...]) -> _Seen:
    fragment = attempt.url.partition("#")[2]
    wanted = (*quotes, *(text.quote for text in parse_fragment(fragment).texts))
    seen = attempt.error is Failure.NONE and 200 <= attempt.status < 300
    page = read_page(attempt.body, attempt.headers.get("content-type", "")) if seen else Page()
    context = Context(page=page, fragment=fragment)
    matches = _look_for(wanted, attempt, context) if wanted else ()
    return _Seen(attempt, replace(context, quotes=tuple(match.result.value for match in matches)), matches)


def _look_for(quotes: tuple[str, ...], attempt: Attempt, context: Context) -> tuple[QuoteMatch, ...]:
    page, first = context.page or Page(), classify(attempt, context=context)
    if first.verdict not in SEEN:
        return tuple(QuoteMatch(QuoteResult.UNVERIFIABLE, note=NOT_SEEN, quote=quote) for quote in quotes)
    distrust, source = Case(attempt, context).distrust, prepare(page.text)
    return tuple(_trusted(verify(quote, source), distrust) for quote in quotes)


def _trusted(match: QuoteMatch, distrust: str) -> QuoteMatch:
    """Words that are not there prove nothing when we do not see the whole text."""
    if match.result is not QuoteResult.MISSING or not distrust:
        return match
    return replace(match, result=QuoteResult.UNVERIFIABLE, note=distrust)
