"""No way in: whatever is typed, sent or answered, nobody inside is reached; and the same doors open on purpose."""

import asyncio
import socket
from contextlib import ExitStack

import pytest

from factchecks.links.classify import classify
from factchecks.links.engine import fetch, fetch_many
from factchecks.links.gate import OpenGate
from factchecks.links.records import FetchSpec
from factchecks.links.safety import SafetyPolicy
from tests.links.hostile_web import HostileWeb, has_ipv6_loopback
from tests.links.opened import QUICK, opened

# "app": the port on which this program itself would listen.
HOSTS = {"four": "127.0.0.1", "six": "::1" if has_ipv6_loopback() else "127.0.0.2", "app": "127.0.0.1"}
SPELLED = """
127.0.0.1 127.1 127.0.1 127.0.0.1. 0x7f.1 0x7f.0x0.0x0.0x1 0x7f000001 0X7F.0.0.1 0177.1 0177.0.0.01 017700000001
2130706433 127.000.000.001 127.255.255.254 0 0.0.0.0 １２７.０.０.１ 127。0。0。1 127．0．0．1 ①②⑦.0.0.1 0ⓧ7f.1
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:127.0.0.1] [::127.0.0.1] [64:ff9b::127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:7f00:1::1] [2001:0:7f00:1::] [fe80::1] [fe80::1%25lo]
[::1%25lo] localhost LOCALHOST localhost. www.localhost ⓛocalhost 127%2e0.0.1 127.0.0.1%00.example.org
harbourmouth.example.org@127.0.0.1 127.0.0.1:80:80 127.0.0.1#.example.org 127.0.0.1\\.example.org
"""
ANSWERS = {
    "loopback": ["127.0.0.1"],
    "loopback-6": ["::1"],
    "good-and-bad": ["93.184.216.34", "127.0.0.1"],
    "bad-and-good": ["127.0.0.1", "93.184.216.34"],
    "unspecified": ["0.0.0.0"],
    "unspecified-6": ["::"],
    "mapped": ["::ffff:127.0.0.1"],
    "mapped-hex": ["::ffff:7f00:1"],
    "nat64": ["64:ff9b::7f00:1"],
    "nat64-local": ["64:ff9b:1::7f00:1"],
    "six-to-four": ["2002:7f00:1::"],
    "teredo": ["2001:0:7f00:1::"],
    "compatible": ["::127.0.0.1"],
    "scoped": ["fe80::1%lo"],
    "private": ["10.0.0.1"],
    "carrier": ["100.64.0.1"],
    "metadata": ["169.254.169.254"],
    "not-an-address": ["localhost"],
    "spelled": ["0x7f.1"],
    "number": ["2130706433"],
}


@pytest.fixture(scope="module")
def doors():
    with ExitStack() as stack:
        yield {name: stack.enter_context(HostileWeb(host=host)) for name, host in HOSTS.items()}


def connections(doors):
    return {name: door.connections for name, door in doors.items()}


def shut(doors):
    """The policy of an operator who opened every port and no network."""
    return SafetyPolicy(allowed_ports=frozenset(door.port for door in doors.values()))


def attempts(urls, policy, lookup=None):
    async def collect():
        specs = [FetchSpec(url) for url in urls]
        return [one async for one in fetch_many(specs, OpenGate(), policy, QUICK, lookup=lookup)]

    return asyncio.run(collect())


@pytest.mark.parametrize("host", SPELLED.split())
def test_no_spelling_reaches_anybody_inside(doors, host):
    before = connections(doors)
    found = attempts([f"http://{host}:{door.port}/page" for door in doors.values()], shut(doors))
    assert {classify(attempt).rule for attempt in found} <= {"1-unsafe", "2-invalid"}
    assert connections(doors) == before


@pytest.mark.parametrize("found", ANSWERS.values(), ids=ANSWERS)
def test_no_answer_of_a_name_server_leads_inside(doors, found):
    async def lookup(host, port):
        return found

    before = connections(doors)
    urls = [f"http://rebound.example.org:{door.port}/page" for door in doors.values()]
    assert {classify(attempt).rule for attempt in attempts(urls, shut(doors), lookup)} == {"1-unsafe"}
    assert connections(doors) == before


def test_a_name_that_changes_between_two_hops_is_judged_anew(doors):
    answers = iter([["127.0.0.1"], ["::1" if ":" in HOSTS["six"] else "169.254.1.1"]])

    async def lookup(host, port):
        return next(answers)

    policy = opened(doors["four"].port, doors["six"].port)
    policy = SafetyPolicy(policy.allowed_networks[:1], policy.allowed_ports)
    before = doors["six"].connections
    url = f"http://a.example.org:{doors['four'].port}/to/302?http://b.example.org:{doors['six'].port}/page"
    (attempt,) = attempts([url], policy, lookup)
    assert (classify(attempt).rule, len(attempt.hops), doors["six"].connections) == ("1-unsafe", 1, before)


def test_a_connection_kept_open_is_no_way_around_the_name_server(doors):
    """The second name leads inside; that a connection to the first is open there does not help it."""

    async def lookup(host, port):
        return ["127.0.0.1"]

    policy = SafetyPolicy(demo_origins=frozenset({f"council.localhost:{doors['four'].port}"}))
    policy = SafetyPolicy((), frozenset({doors["four"].port}), policy.demo_origins)
    good = f"http://council.localhost:{doors['four'].port}/chunked"
    bad = f"http://other.example.org:{doors['four'].port}/page"
    found = {attempt.url: attempt for attempt in attempts([good, bad, good + "?2", bad + "?2"], policy, lookup)}
    assert [classify(found[url]).rule for url in (good, good + "?2")] == ["17-ok"] * 2
    assert [classify(found[url]).rule for url in (bad, bad + "?2")] == ["1-unsafe"] * 2


@pytest.mark.parametrize("name", HOSTS)
def test_each_door_opens_once_it_is_allowed(doors, name):
    before = doors[name].connections
    attempt = fetch(FetchSpec(doors[name].url("/page")), OpenGate(), opened(doors[name].port), QUICK)
    assert (classify(attempt).rule, attempt.peer) == ("17-ok", HOSTS[name])
    assert doors[name].connections == before + 1


@pytest.mark.parametrize(
    ("raised", "rule"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no such name"), "6-dns-gone"),
        (socket.gaierror(socket.EAI_AGAIN, "servfail"), "6-dns-error"),
        (socket.gaierror(socket.EAI_FAIL, "failed"), "6-dns-error"),
        (TimeoutError(), "7-transport"),
        (OSError("the network is down"), "7-transport"),
        (UnicodeError("label too long"), "7-transport"),
    ],
    ids=["no-such-name", "servfail", "failed", "timeout", "network-down", "unreadable"],
)
def test_a_name_server_that_fails_is_told_apart(get, raised, rule):
    async def lookup(host, port):
        raise raised

    assert classify(get("http://harbourmouth.example.org/", lookup=lookup)).rule == rule


def test_a_name_without_any_address_is_temporary(get):
    async def lookup(host, port):
        return []

    assert classify(get("http://harbourmouth.example.org/", lookup=lookup)).rule in ("6-dns-error", "7-transport")


def test_a_name_server_that_never_answers_ends_with_the_time(get):
    async def lookup(host, port):
        await asyncio.sleep(30)

    assert classify(get("http://harbourmouth.example.org/", lookup=lookup, total=0.3)).rule == "7-transport"
