"""Many fetches at once: order of ending, politeness inside the loop, and stopping early."""

import asyncio

import pytest

from factchecks.links.courtesy import Floor
from factchecks.links.engine import fetch_many
from factchecks.links.gate import OpenGate, Turn
from factchecks.links.limits import Limits
from factchecks.links.records import Failure, FetchSpec
from tests.links.opened import QUICK, opened


class WatchedGate(OpenGate):
    """An open gate that remembers who came and who was paused; `busy` hosts are deferred."""

    def __init__(self, busy=()):
        self.turns, self.paused, self.busy = [], [], busy

    async def turn(self, key):
        self.turns.append(key)
        return Turn(90.0, deferred=True) if key in self.busy else Turn()

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
    attempts = run(web, specs, limits=Limits(total=1.0))
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


def test_at_most_two_are_open_at_one_host_and_a_third_waits_for_a_place():
    async def crowd():
        floor = Floor(OpenGate(), concurrency=10)
        await floor.enter("harbourmouth.example")
        await floor.enter("harbourmouth.example")
        await floor.enter("elsewhere.example")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(floor.enter("harbourmouth.example"), 0.05)
        floor.leave("harbourmouth.example")
        await floor.enter("harbourmouth.example")
        return True

    assert asyncio.run(crowd())


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
        ("text/html", Limits(total=0.4, patient_total=5), "timeout"),
    ],
)
def test_a_pdf_gets_the_patient_time_and_its_own_size(web, content_type, limits, error):
    (attempt,) = run(web, [FetchSpec(web.url(f"/slow-start?{content_type}"))], limits=limits)
    assert attempt.error == error
