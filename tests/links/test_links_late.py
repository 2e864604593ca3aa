"""What may have passed by itself is tried once more, at the end; everything else is told as it ends."""

import asyncio
from itertools import count

import pytest

from factchecks.links.engine import fetch_many
from factchecks.links.gate import OpenGate
from factchecks.links.limits import Limits
from factchecks.links.records import FetchSpec
from factchecks.links.turns import Turn
from tests.links.opened import opened

ONCE_MORE = Limits(connect=1.0, total=0.4, retry_gap=0.0)
NUMBER = count()


def run(web, paths, gate=None, limits=ONCE_MORE):
    async def collect():
        specs = [FetchSpec(web.url(path)) for path in paths]
        return [one async for one in fetch_many(specs, gate or OpenGate(), opened(web.port), limits)]

    return asyncio.run(collect())


@pytest.mark.parametrize("kind", ["502", "503", "504", "hang-up", "silence"])
def test_what_passes_by_itself_is_good_the_second_time(web, kind):
    (attempt,) = run(web, [f"/first-then-page/{kind}/{next(NUMBER)}"])
    assert (attempt.status, attempt.error, attempt.tries) == (200, "", 2)


@pytest.mark.parametrize("kind", ["404", "410", "403", "429", "500", "501"])
def test_everything_else_is_believed_the_first_time(web, kind):
    path = f"/first-then-page/{kind}/{next(NUMBER)}"
    (attempt,) = run(web, [path])
    assert (attempt.status, attempt.tries, len(web.asked(path))) == (int(kind), 1, 1)


@pytest.mark.parametrize("path", ["/silence", "/hang-up", "/half", "/status/502", "/reset"])
def test_there_is_one_retry_and_no_more(web, path):
    before = len(web.asked(path))
    (attempt,) = run(web, [path])
    assert (attempt.tries, len(web.asked(path)) - before) == (2, 2)


@pytest.mark.parametrize("path", ["/garbage", "/circle", "/many-headers", "/status/503?retry_after=60"])
def test_a_fault_that_stays_is_asked_for_once(web, path):
    (attempt,) = run(web, [path])
    assert attempt.tries == 1


def test_a_retry_comes_after_all_others_have_ended(web):
    failing = f"/first-then-page/502/{next(NUMBER)}"
    attempts = run(web, [failing, *(f"/page?{next(NUMBER)}" for _ in range(10))])
    assert attempts[-1].url == web.url(failing)
    ours = [request.target for request in web.seen[-12:]]
    assert (ours[-1], ours.count(failing)) == (failing, 2)


def test_a_retry_waits_for_its_gap(web):
    path = f"/first-then-page/502/{next(NUMBER)}"
    run(web, [path], limits=Limits(total=1.0, retry_gap=0.3))
    first, second = web.asked(path)
    assert second.at - first.at >= 0.3


class NoSecondTurn(OpenGate):
    def __init__(self):
        self.left = 1

    async def turn(self, key):
        self.left -= 1
        return Turn(seat="here") if self.left >= 0 else Turn(600.0, deferred=True)


def test_a_retry_without_a_turn_leaves_the_first_attempt_standing(web):
    (attempt,) = run(web, ["/status/502"], gate=NoSecondTurn())
    assert (attempt.status, attempt.error, attempt.tries) == (502, "", 1)


class Watched(OpenGate):
    def __init__(self):
        self.seen = []

    async def leave(self, key, seat, seen):
        self.seen.append(str(seen))


@pytest.mark.parametrize(
    ("paths", "seen"),
    [
        (["/status/502"], ["bad", ""]),
        (["/first-then-page/502/x"], ["bad", "good"]),
        (["/page"], ["good"]),
        (["/status/404"], ["good"]),
        (["/to/302?http://10.0.0.1/"], [""]),
    ],
)
def test_the_host_is_judged_once_for_a_visit_and_its_retry(web, paths, seen):
    gate = Watched()
    run(web, paths, gate=gate)
    assert gate.seen == seen
