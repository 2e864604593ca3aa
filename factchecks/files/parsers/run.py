"""The child's side of `files/sandbox.py`: take the limits, hand the file to one parser, answer in JSON."""

import json
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import Field, asdict, dataclass
from types import TracebackType
from typing import Any, BinaryIO, ClassVar, Protocol

from factchecks.files.errors import Refused

type Order = Mapping[str, str]


class Result(Protocol):
    """Any dataclass: its fields are the answer, a field `content` goes after them as bytes."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True)
class Findings:
    """What inspection found: width and height in pixels, pages, a place in it, and sentences for the sender."""

    width: int | None = None
    height: int | None = None
    pages: int | None = None
    located: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture made anew: its type, its size in pixels, its bytes."""

    extension: str
    media_type: str
    width: int
    height: int
    content: bytes


def answer(work: Callable[[BinaryIO, Order], Result]) -> None:
    """Run `work` on standard input under the limits in argv and write its answer to standard output."""
    request = json.loads(sys.argv[1])
    sys.excepthook = _report
    _take_limits(request["limits"])
    try:
        result = work(sys.stdin.buffer, request["order"])
    except Refused as refusal:
        _write({"refused": refusal.sentence})
        return
    facts = asdict(result)
    payload: bytes = facts.pop("content", b"")
    _write(facts, payload)


def _take_limits(limits: Mapping[str, int]) -> None:
    signal.alarm(limits["clock_seconds"] + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    if sys.platform == "linux":  # macOS refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Name what the parser died of: a parser may raise anything at all on hostile bytes."""
    _write({"failed": kind.__name__})


def _write(facts: Mapping[str, object], payload: bytes = b"") -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(facts).encode() + b"\n" + payload)
    out.flush()
