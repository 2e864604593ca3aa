"""Runs one parser on one file in a child process: no environment, no writing, little memory, little time."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Final, cast

from factchecks.files.errors import ParserUnavailable, Refused

PROJECT: Final = Path(__file__).resolve().parents[2]
DAMAGED: Final = "The file is damaged or is not what its name says. Save it again on your computer and attach that."
TOO_HEAVY: Final = "The file takes too much memory or time to check. Attach a smaller or simpler version."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: bytes of address space, seconds of processor and of clock, bytes of answer."""

    memory: int = 1024 * 1024 * 1024
    cpu_seconds: int = 20
    clock_seconds: int = 40
    answer: int = 64 * 1024 * 1024


ORDINARY: Final = Limits()
# A WebP of 40 million pixels needs 0.7 GB to decode: two at once in one process, the others wait their turn.
_TURNS: Final = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the parser found, and the bytes it made, if any."""

    facts: Mapping[str, object]
    payload: bytes = field(repr=False)


def ask(module: str, source: Path, *, order: Mapping[str, str | int], limits: Limits = ORDINARY) -> Answer:
    """Run `python -m module` with the file as its standard input.

    Raises Refused with the parser's sentence, or with our own when the child died of the file;
    ParserUnavailable when the child could not start.
    """
    request = json.dumps({"limits": asdict(limits), "order": dict(order)})
    with _TURNS, source.open("rb") as stdin:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-s", "-m", module, request],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env={"LANG": "C.UTF-8"},
        )
        raw = _read(child, limits)
    return _understand(raw, child.returncode)


def _read(child: subprocess.Popen[bytes], limits: Limits) -> bytes:
    stop = threading.Timer(limits.clock_seconds, child.kill)
    stop.start()
    try:
        with child:
            raw = cast("IO[bytes]", child.stdout).read(limits.answer + 1)
            if len(raw) > limits.answer:
                child.kill()
    finally:
        stop.cancel()
    return raw


def _understand(raw: bytes, code: int) -> Answer:
    head, _, payload = raw.partition(b"\n")
    if code < 0:
        # Killed by a signal: by its limits, by the clock, or by a fault in the parser's own machine code.
        raise Refused(TOO_HEAVY)
    if not head:
        raise ParserUnavailable(f"the parser ended with code {code} and said nothing")
    facts: dict[str, object] = json.loads(head)
    if "refused" in facts:
        raise Refused(str(facts["refused"]))
    if "failed" in facts:
        raise _failure(str(facts["failed"]))
    return Answer(facts=facts, payload=payload)


def _failure(name: str) -> Exception:
    if name in {"ImportError", "ModuleNotFoundError"}:
        return ParserUnavailable(name)
    return Refused(TOO_HEAVY if name in {"MemoryError", "RecursionError"} else DAMAGED)
