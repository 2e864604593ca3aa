"""Where no connection is ever made, how it is told, and what an operator may open on purpose."""

import asyncio
import ipaddress
import socket

import pytest

from factchecks.links.addresses import parse
from factchecks.links.engine import fetch
from factchecks.links.gate import OpenGate
from factchecks.links.guard import Guard
from factchecks.links.networks import refusal
from factchecks.links.records import Failure, FetchSpec
from factchecks.links.safety import Refused, SafetyPolicy, vet
from tests.links.hostile_web import HostileWeb, has_ipv6_loopback
from tests.links.opened import QUICK, opened

REFUSED_ADDRESSES = """
127.0.0.1 127.255.1.1 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.170.2 100.64.0.1
100.100.100.200 0.0.0.0 0.1.2.3 255.255.255.255 224.0.0.1 240.0.0.1 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.1
203.0.113.1 192.88.99.1 168.63.129.16 ::1 :: fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2002:7f00:1::
2002:a9fe:a9fe:: 2001:0:7f00:1:: 2001:db8::1 ::127.0.0.1 100::1 3fff::1 5f00::1 fe80::1%eth0 2606:4700::1%eth0
no-address
"""
ALLOWED_ADDRESSES = """
93.184.216.34 8.8.8.8 1.1.1.1 172.32.0.1 192.167.1.1 2606:4700::1111 2a00:1450:4001:801::200e 64:ff9b::808:808
2002:808:808:: ::ffff:8.8.8.8
"""
SPELLINGS = """
127.0.0.1 127.1 127.0.1 0x7f.1 0x7f.0.0.1 0x7f000001 0177.0.0.1 017700000001 2130706433 127.0.0.1. 127.000.000.001
１２７.０.０.１ 127。0。0。1 ①②⑦.0.0.1 0 0.0.0.0 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1]
[2002:7f00:1::] [::127.0.0.1] [0:0:0:0:0:0:0:1] localhost LOCALHOST localhost. sub.localhost 127%2e0.0.1
"""
# A machine without IPv6 still runs these tests, on another loopback address.
OTHER_HOST = "::1" if has_ipv6_loopback() else "127.0.0.2"
PUBLIC = "93.184.216.34"


@pytest.mark.parametrize("address", REFUSED_ADDRESSES.split())
def test_an_address_that_is_not_public_is_refused(address):
    assert refusal(address)


@pytest.mark.parametrize("address", ALLOWED_ADDRESSES.split())
def test_a_public_address_is_allowed(address):
    assert refusal(address) == ""


@pytest.fixture(scope="module")
def web6():
    with HostileWeb(host=OTHER_HOST) as server:
        yield server


@pytest.mark.parametrize("host", SPELLINGS.split())
def test_no_spelling_of_this_computer_gets_a_connection(web, web6, host):
    before = (web.connections, web6.connections)
    policy = SafetyPolicy(allowed_ports=frozenset({web.port, web6.port}))
    for port in (web.port, web6.port):
        attempt = fetch(FetchSpec(f"http://{host}:{port}/page"), OpenGate(), policy, QUICK)
        assert attempt.error in (Failure.REFUSED, Failure.INVALID)
    assert (web.connections, web6.connections) == before


@pytest.mark.parametrize("answers", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::ffff:127.0.0.1", PUBLIC], ["fe80::1%1"]])
def test_a_name_with_one_inner_answer_is_refused_whole(web, answers):
    async def lookup(host, port):
        return answers

    before = web.connections
    policy = SafetyPolicy(allowed_ports=frozenset({web.port}))
    spec = FetchSpec(f"http://rebind.example.org:{web.port}/page")
    attempt = fetch(spec, OpenGate(), policy, QUICK, lookup=lookup)
    assert (attempt.error, web.connections) == (Failure.REFUSED, before)
    assert attempt.detail.startswith("This address points ")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]" if OTHER_HOST == "::1" else OTHER_HOST, "127.0.0.1."])
def test_a_network_that_was_opened_is_reached(web, web6, host):
    server = web6 if host in ("[::1]", OTHER_HOST) else web
    spec = FetchSpec(f"http://{host}:{server.port}/page")
    assert fetch(spec, OpenGate(), opened(server.port), QUICK).status == 200


def test_a_name_is_looked_up_once_and_used_as_vetted(web):
    answers = iter([["127.0.0.1"], [PUBLIC]])

    async def lookup(host, port):
        return next(answers)

    spec = FetchSpec(f"http://intranet.example.org:{web.port}/page")
    assert fetch(spec, OpenGate(), opened(web.port), QUICK, lookup=lookup).peer == "127.0.0.1"
    assert next(answers) == [PUBLIC]


def test_every_hop_is_vetted_anew(web, web6):
    policy = SafetyPolicy((ipaddress.ip_network("127.0.0.0/8"),), frozenset({web.port, web6.port}))
    before = web6.connections
    attempt = fetch(FetchSpec(web.url(f"/to/302?{web6.url('/page')}")), OpenGate(), policy, QUICK)
    assert (attempt.error, len(attempt.hops), web6.connections) == (Failure.REFUSED, 1, before)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://harbourmouth.example.org/", "Only http and https"),
        ("javascript://harbourmouth.example.org/", "Only http and https"),
        ("http://rita@harbourmouth.example.org/", "user name"),
        ("http://:@harbourmouth.example.org/", "user name"),
        ("http://harbourmouth.example.org:22/", "Port 22"),
        ("http://10.0.0.1/", "inside a private network (10.0.0.1)."),
        ("http://0x8.8.8.8/", "Write it as 8.8.8.8"),
        ("http://1.2.3.256/", "neither a name nor"),
        ("http://intranet/", "inside a local network"),
        ("http://printer.local/", "inside a local network"),
        ("http://db.internal/", "inside a local network"),
        ("http://shop.onion/", "never on the public web"),
        ("http://shop.invalid/", "never on the public web"),
        ("http://[fe80::1%25eth0]/", "one network card"),
        ("harbourmouth.example.org", "must begin with http"),
        ("http://a..b/", "not a valid host name"),
        ("http:///page", "must begin with http"),
        ("http://harbourmouth.example.org\\@127.0.0.1/", "must begin with http"),
        ("http://harbourmouth.example.org/a\nb", "control character"),
        (f"http://harbourmouth.example.org/{'a' * 9000}", "too long"),
    ],
)
def test_the_reason_is_a_sentence_for_the_reporter(url, words):
    reason = vet(url, SafetyPolicy())
    assert words in reason
    assert reason.endswith(".")


@pytest.mark.parametrize("url", ["https://harbourmouth.example.org/", "http://8.8.8.8/", "http://[2606:4700::1111]/"])
def test_a_public_address_passes_without_a_reason(url):
    assert vet(url, SafetyPolicy()) == ""


def info(ip, port=80):
    return (socket.AF_INET, socket.SOCK_STREAM, 0, "", (ip, port))


@pytest.mark.parametrize("gate", ["socket", "peer"])
def test_each_gate_refuses_by_itself(gate):
    guard = Guard(SafetyPolicy(), lookup=None)
    with pytest.raises(Refused, match=r"127\.0\.0\.1"):
        guard.open_socket(info("127.0.0.1")) if gate == "socket" else guard.check_peer(("127.0.0.1", 80))


def test_a_connection_that_does_not_say_who_answers_is_refused():
    with pytest.raises(Refused):
        Guard(SafetyPolicy(), lookup=None).check_peer(None)


def test_the_gates_let_public_addresses_pass():
    guard = Guard(SafetyPolicy(), lookup=None)
    guard.open_socket(info(PUBLIC)).close()
    assert guard.check_peer((PUBLIC, 80)) == PUBLIC


def test_what_a_demo_hop_was_allowed_is_forgotten_at_the_next_hop():
    guard = Guard(SafetyPolicy(demo_origins=frozenset({"council.localhost:8100"})), lookup=None)
    guard.enter(parse("http://council.localhost:8100/"))
    assert guard.check_peer(("127.0.0.1", 8100)) == "127.0.0.1"
    guard.enter(parse("http://harbourmouth.example.org:8100/"))
    with pytest.raises(Refused):
        guard.check_peer(("127.0.0.1", 8100))


def demo(port):
    return SafetyPolicy(demo_origins=frozenset({f"council.localhost:{port}"}))


def test_a_demo_site_is_reached_by_its_exact_name_and_port(web):
    attempt = fetch(FetchSpec(f"http://council.localhost:{web.port}/page"), OpenGate(), demo(web.port), QUICK)
    assert (attempt.status, attempt.peer) == (200, "127.0.0.1")
    assert web.asked("/page")[-1].headers["host"] == f"council.localhost:{web.port}"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "stats.localhost", "x.council.localhost", "[::1]", "0x7f.1"]
)
def test_no_other_way_to_the_demo_port_is_open(web, host):
    before = web.connections
    policy = SafetyPolicy(allowed_ports=frozenset({web.port}), demo_origins=demo(web.port).demo_origins)
    attempt = fetch(FetchSpec(f"http://{host}:{web.port}/page"), OpenGate(), policy, QUICK)
    assert (attempt.error, web.connections) == (Failure.REFUSED, before)


def test_a_demo_name_opens_no_other_port(web, web6):
    before = web.connections
    url = f"http://council.localhost:{web.port}/page"
    assert fetch(FetchSpec(url), OpenGate(), demo(web6.port), QUICK).error is Failure.REFUSED
    assert web.connections == before


def test_a_demo_site_cannot_redirect_to_another_local_service(web, web6):
    before = web6.connections
    for target in (
        web6.url("/page"),
        f"http://127.0.0.1:{web.port}/page",
        f"http://council.localhost:{web6.port}/",
    ):
        url = f"http://council.localhost:{web.port}/to/302?{target}"
        assert fetch(FetchSpec(url), OpenGate(), demo(web.port), QUICK).error is Failure.REFUSED
    assert web6.connections == before


def test_a_public_name_that_resolves_to_the_demo_port_stays_refused(web):
    async def lookup(host, port):
        return ["127.0.0.1"]

    policy = SafetyPolicy(allowed_ports=frozenset({web.port}), demo_origins=demo(web.port).demo_origins)
    spec = FetchSpec(f"http://harbourmouth.example.org:{web.port}/page")
    assert fetch(spec, OpenGate(), policy, QUICK, lookup=lookup).error is Failure.REFUSED


def test_the_policy_is_read_from_the_environment():
    policy = SafetyPolicy.from_environ(
        {
            "LINKS_ALLOWED_NETWORKS": "10.1.0.0/16, fd00::/8",
            "LINKS_ALLOWED_PORTS": "80,9000",
            "LINKS_DEMO_ORIGINS": "Council.localhost:8100,stats.localhost:8100",
        }
    )
    assert vet("http://10.1.2.3:9000/", policy) == ""
    assert vet("http://10.2.2.3/", policy) != ""
    assert vet("http://wiki.lan/", policy) == ""
    assert policy.demo_origins == {"council.localhost:8100", "stats.localhost:8100"}
    assert SafetyPolicy.from_environ({}) == SafetyPolicy()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINKS_ALLOWED_NETWORKS", "10.1.0.1/16"),
        ("LINKS_ALLOWED_NETWORKS", "everything"),
        ("LINKS_ALLOWED_PORTS", "web"),
        ("LINKS_ALLOWED_PORTS", "70000"),
        ("LINKS_DEMO_ORIGINS", "127.0.0.1:8100"),
        ("LINKS_DEMO_ORIGINS", "harbourmouth.example.org:80"),
        ("LINKS_DEMO_ORIGINS", "council.localhost"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(name, value):
    with pytest.raises(ValueError, match=name):
        SafetyPolicy.from_environ({name: value})


def test_the_resolver_answers_demo_names_without_a_lookup():
    guard = Guard(SafetyPolicy(demo_origins=frozenset({"council.localhost:8100"})), lookup=None)
    (found,) = asyncio.run(guard.resolve("council.localhost", 8100))
    assert (found["host"], found["port"]) == ("127.0.0.1", 8100)


@pytest.mark.parametrize(("host", "port"), [("council.localhost", 8101), ("stats.localhost", 8100)])
def test_the_resolver_treats_every_other_local_name_like_any_name(host, port):
    async def lookup(host, port):
        return ["127.0.0.1"]

    guard = Guard(SafetyPolicy(demo_origins=frozenset({"council.localhost:8100"})), lookup)
    with pytest.raises(Refused):
        asyncio.run(guard.resolve(host, port))
