"""Our own sites are asked without a pace; everything else about a gate holds for them too."""

import asyncio

import pytest

from factchecks.links.gate import HomeGate, LocalGate

HOME = "council.localhost:8090"


def turns(gate, key, number):
    async def ask():
        return [await gate.turn(key) for _ in range(number)]

    return asyncio.run(ask())


def test_our_own_sites_are_asked_without_a_pace():
    gate = HomeGate({HOME}, LocalGate(interval=3600, max_wait=10**6))
    assert [turn.deferred for turn in turns(gate, HOME, 5)] == [False] * 5
    assert all(turn.wait < 1 for turn in turns(gate, HOME, 5))
    assert [turn.wait > 1 for turn in turns(gate, "a.example", 3)] == [False, False, True]


@pytest.mark.parametrize("key", [HOME, "a.example"])
def test_a_pause_holds_until_it_is_forgiven(key):
    gate = HomeGate({HOME}, LocalGate())
    asyncio.run(gate.pause(key, 3600))
    assert turns(gate, key, 1)[0].deferred
    asyncio.run(gate.forgive([key]))
    assert not turns(gate, key, 1)[0].deferred
