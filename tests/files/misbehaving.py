"""A parser gone wrong on purpose, for the tests of the sandbox."""

import os
import resource
import signal
import socket
import time
from pathlib import Path

from factchecks.files.errors import Refused
from factchecks.files.parsers.run import Findings, answer


def misbehave(source, order):
    deeds = {
        "spin": spin,
        "sleep deaf": lambda: (signal.alarm(0), time.sleep(60)),
        "eat memory": lambda: bytearray(10**9),
        "shout": lambda: [os.write(1, b"x" * 65536) for _ in range(10_000)],
        "abort": os.abort,
        "recurse": recurse,
        "stumble": lambda: 1 / 0,
        "miss a library": lambda: __import__("no_such_library"),
        "refuse": refuse,
        "write a file": lambda: Path(order["path"]).write_bytes(b"x" * 10_000),
        "open many files": lambda: [socket.socket() for _ in range(100)],
        "tell the limits": tell_limits,
        "tell the environment": lambda: refuse(" ".join(sorted(os.environ))),
    }
    deeds[order["deed"]]()
    return Findings()


def spin():
    while True:
        pass


def tell_limits():
    names = ("RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE")
    limits = [resource.getrlimit(getattr(resource, name)) for name in names]
    refuse(f"{limits}, alarm {signal.alarm(0) > 0}")


def recurse():
    recurse()


def refuse(sentence="Because."):
    raise Refused(sentence)


if __name__ == "__main__":
    answer(misbehave)
