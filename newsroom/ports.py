"""Chooses ports of this machine for the processes that will listen on them."""

import random
import socket

# Below 32768, where Linux begins to give ports to connections, and above the services that have a number of their own.
OWN_PORTS = range(20_000, 32_000)
TRIES = 20


def choose_port(wanted: int = 0, host: str = "127.0.0.1") -> int:
    """The wanted port when it is free on `host`, else (and for 0) a free one.

    It is bound a moment later, or half a minute later; until then no connection that somebody opens may be given it,
    so one is looked for below the ports that the system gives to connections.
    """
    first = [wanted] if wanted else []
    free = (port for port in (*first, *random.sample(OWN_PORTS, TRIES)) if _free(host, port))
    return next(free, 0) or _probe(host, 0)


def _probe(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def _free(host: str, port: int) -> bool:
    try:
        _probe(host, port)
    except (OSError, OverflowError):
        return False
    return True
