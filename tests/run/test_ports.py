"""Ports that are chosen: the wanted one if it is free, else one that no connection will be given meanwhile."""

import socket

from newsroom.ports import OWN_PORTS, choose_port


def test_one_that_is_free_stays_below_those_of_connections():
    assert {choose_port() in OWN_PORTS for _ in range(20)} == {True}


def test_one_that_is_taken_gives_way_to_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        other = choose_port(taken.getsockname()[1])
    assert other in OWN_PORTS


def test_a_number_that_is_no_port_gives_way_too():
    assert choose_port(99_999) in OWN_PORTS
