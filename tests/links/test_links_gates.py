"""Corners of the gates: one bad answer among good ones, and a pinned address at another port."""

import asyncio

import pytest

from factchecks.links.addresses import parse
from factchecks.links.guard import Guard
from factchecks.links.safety import Refused, SafetyPolicy

PUBLIC = "8.8.8.8"


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
