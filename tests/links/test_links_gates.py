"""Corners of the gates: one bad answer among good ones, and a pinned address at another port."""

import asyncio

import pytest

from factchecks.links.addresses import parse
from factchecks.links.guard import Guard
from factchecks.links.networks import refusal
from factchecks.links.safety import Refused, SafetyPolicy, vet

PUBLIC = "8.8.8.8"
LOCAL = ["localhost", "test", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa"]


@pytest.mark.parametrize("answers", [["10.0.0.1", PUBLIC], [PUBLIC, "10.0.0.1"], [PUBLIC, "::1", PUBLIC]])
def test_one_private_answer_refuses_the_name(answers):
    async def lookup(host, port):
        return answers

    with pytest.raises(Refused):
        asyncio.run(Guard(SafetyPolicy(), lookup).resolve("harbourmouth.example.org", 443))


def test_a_name_with_public_answers_only_leads_to_all_of_them():
    async def lookup(host, port):
        return [PUBLIC, "2606:4700::1111"]

    found = asyncio.run(Guard(SafetyPolicy(), lookup).resolve("harbourmouth.example.org", 443))
    assert [one["host"] for one in found] == [PUBLIC, "2606:4700::1111"]


def test_a_demo_site_opens_its_own_port_and_no_other():
    guard = Guard(SafetyPolicy(demo_origins=frozenset({"council.localhost:8100"})), lookup=None)
    guard.enter(parse("http://council.localhost:8100/"))
    assert guard.check_peer(("127.0.0.1", 8100)) == "127.0.0.1"
    with pytest.raises(Refused):
        guard.check_peer(("127.0.0.1", 8101))


@pytest.mark.parametrize(
    ("ip", "words"),
    [
        ("127.0.0.1", "at this computer itself (127.0.0.1)"),
        ("::", "at this computer itself (::)"),
        ("169.254.169.254", "inside the local network segment (169.254.169.254)"),
        ("fe80::1", "inside the local network segment (fe80::1)"),
        ("10.0.0.1", "inside a private network (10.0.0.1)"),
        ("224.0.0.1", "at a multicast group (224.0.0.1)"),
        ("100.64.0.1", "inside a reserved network (100.64.0.1)"),
        ("192.0.0.9", "inside a reserved network (192.0.0.9)"),
        ("4000::1", "inside a reserved network (4000::1)"),
    ],
)
def test_what_is_refused_is_called_by_its_name(ip, words):
    assert refusal(ip) == words


@pytest.mark.parametrize("host", ["wiki", "newsroom-printer", "a"])
def test_a_name_without_a_dot_is_one_of_the_local_network(host):
    assert "inside a local network" in vet(f"http://{host}/", SafetyPolicy())


@pytest.mark.parametrize("ending", LOCAL)
def test_a_name_with_a_local_ending_is_one_of_the_local_network(ending):
    for name in (f"wiki.{ending}", f"a.wiki.{ending}", f"wiki.{ending}."):
        assert "inside a local network" in vet(f"http://{name}/", SafetyPolicy())
    assert vet(f"http://wiki{ending.replace('.', '')}.example.org/", SafetyPolicy()) == ""


@pytest.mark.parametrize("ending", ["onion", "invalid", "alt"])
def test_a_name_with_one_of_these_endings_is_never_on_the_web(ending):
    assert "never on the public web" in vet(f"http://harbourmouth.{ending}/", SafetyPolicy())
