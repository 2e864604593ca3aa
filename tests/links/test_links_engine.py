"""Many fetches at once: order of ending, politeness inside the loop, and stopping early."""

import asyncio
import sys
from contextlib import aclosing

import pytest

from factchecks.links.engine import fetch_many
from factchecks.links.gate import LocalGate, OpenGate, Turn
from factchecks.links.limits import Limits
from factchecks.links.records import Failure, FetchSpec
from tests.links.opened import QUICK, opened


class WatchedGate(OpenGate):
    """An open gate that remembers who came and who was paused; `busy` hosts are deferred."""

    def __init__(self, busy=()):
        self.turns, self.paused, self.busy = [], [], busy

    async def turn(self, key):
        self.turns.append(key)
        return Turn(90.0, deferred=True) if key in self.busy else Turn(seat="here")

    async def pause(self, key, seconds):
        self.paused.append((key, seconds))


def run(web, specs, gate=None, lookup=None, limits=QUICK):
    async def collect():
        policy = opened(web.port)
        return [attempt async for attempt in fetch_many(specs, gate or OpenGate(), policy, limits, lookup=lookup)]

    return asyncio.run(collect())


async def everything_here(host, port):
    return ["127.0.0.1"]


def test_every_spec_gives_one_attempt_and_quick_ones_do_not_wait_for_slow_ones(web):
    specs = [FetchSpec(web.url("/silence")), *(FetchSpec(web.url(f"/page?{n}")) for n in range(20))]
    attempts = run(web, specs, limits=Limits(total=1.0, retries=0))
    assert len(attempts) == 21
    assert attempts[-1].error is Failure.TIMEOUT
    assert [attempt.error for attempt in attempts[:-1]] == [""] * 20


def test_a_deferred_host_is_put_back_with_its_time_and_sends_nothing(web):
    before = web.connections
    (attempt,) = run(web, [FetchSpec(web.url("/page"))], WatchedGate(busy=("127.0.0.1",)))
    assert (attempt.error, attempt.retry_after) == (Failure.DEFERRED, 90)
    assert web.connections == before


def test_a_redirect_to_another_host_waits_for_that_host(web):
    gate = WatchedGate()
    url = web.url(f"/to/302?http://news.harbourmouth.example.org:{web.port}/hops/302/1")
    (attempt,) = run(web, [FetchSpec(url)], gate, everything_here)
    assert attempt.status == 200
    assert gate.turns == ["127.0.0.1", "example.org"]


def test_the_wait_a_host_asks_for_applies_to_the_whole_host(web):
    gate = WatchedGate()
    run(web, [FetchSpec(web.url("/status/429?retry_after=5"))], gate)
    assert gate.paused == [("127.0.0.1", 60)]


class LaterGate(OpenGate):
    async def turn(self, key):
        return Turn(0.8)


def test_waiting_for_a_turn_uses_up_none_of_the_fetch_time(web):
    (attempt,) = run(web, [FetchSpec(web.url("/page"))], LaterGate(), limits=Limits(total=0.6))
    assert attempt.status == 200


def test_closing_the_stream_early_leaves_nothing_running(web):
    async def first_only():
        specs = [FetchSpec(web.url("/page")), FetchSpec(web.url("/silence"))]
        stream = fetch_many(specs, OpenGate(), opened(web.port), QUICK)
        attempt = await anext(stream)
        await stream.aclose()
        return attempt, len(asyncio.all_tasks())

    attempt, left = asyncio.run(first_only())
    assert (attempt.status, left) == (200, 1)


@pytest.mark.parametrize(
    ("content_type", "limits", "error"),
    [
        ("application/pdf", Limits(total=0.4, patient_total=5), ""),
        ("text/html", Limits(total=0.4, patient_total=5, retries=0), "timeout"),
    ],
)
def test_a_pdf_gets_the_patient_time_and_its_own_size(web, content_type, limits, error):
    (attempt,) = run(web, [FetchSpec(web.url(f"/slow-start?{content_type}"))], limits=limits)
    assert attempt.error == error


def test_each_attempt_is_told_as_it_ends(web):
    async def first_of_two():
        specs = [FetchSpec(web.url("/silence")), FetchSpec(web.url("/page"))]
        async with aclosing(fetch_many(specs, OpenGate(), opened(web.port), QUICK)) as stream:
            return await anext(stream)

    assert asyncio.run(first_of_two()).url == web.url("/page")


def test_forty_links_on_forty_hosts_do_not_wait_for_each_other(web):
    urls = [f"http://site-{n}.example:{web.port}/slow-start?text/html" for n in range(40)]
    before = len(web.seen)
    run(web, [FetchSpec(url) for url in urls], LocalGate(), lookup=everything_here)
    at = [request.at for request in web.seen[before:]]
    assert len(at) == 40
    # The first answer comes after 0.8 s: every question was asked before it.
    assert max(at) - min(at) < 0.8


def test_an_attempt_that_was_taken_is_kept_nowhere(web):
    async def hold_one():
        kept = []
        specs = [FetchSpec(web.url(f"/page?{n}")) for n in range(10)]
        async with aclosing(fetch_many(specs, OpenGate(), opened(web.port), QUICK)) as stream:
            async for attempt in stream:
                kept.append(sys.getrefcount(attempt.raw))
        return kept

    # The attempt, its exchange and the argument of getrefcount; nobody else.
    assert max(asyncio.run(hold_one())) <= 4


def test_a_consumer_that_fails_leaves_nothing_running(web):
    async def fail():
        try:
            async with aclosing(fetch_many(specs, OpenGate(), opened(web.port), QUICK)) as stream:
                async for _ in stream:
                    raise LookupError
        except LookupError:
            return len(asyncio.all_tasks())

    specs = [FetchSpec(web.url("/page")), *[FetchSpec(web.url("/silence"))] * 5]
    assert asyncio.run(fail()) == 1


def test_a_batch_of_nothing_gives_nothing(web):
    assert run(web, []) == []
