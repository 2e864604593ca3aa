"""The file of anchors, outside the database: a line an anchor, each bound to the line before it.

A line is canonical JSON: `at`, `root` (over the heads of all chains then), `prev` (sha256 of the line before) and
`heads`, the `[chain, head, number of events]` of those chains that have moved since.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from factchecks.models.content import canonical

type Head = tuple[str, str, int]
NONE = hashlib.sha256(b"newsroom:anchors").hexdigest()
TAIL = 65_536


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line. `number` counts from 1; `fault` says why it cannot be read or does not follow, else it is empty."""

    number: int
    root: str = ""
    heads: tuple[Head, ...] = ()
    fault: str = ""


def path() -> Path:
    """The file to which every anchor is appended."""
    return Path(settings.DATA_DIR) / "ledger" / "anchors.jsonl"


def merkle_root(leaves: list[bytes]) -> str:
    """Root (hex) of a binary hash tree over the leaves; an odd one at the end moves up as it is."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + b"".join(p)).digest() if len(p) == 2 else p[0] for p in pairs]
    return level[0].hex() if level else hashlib.sha256(b"").hexdigest()


def root_of(heads: list[Head]) -> str:
    """The root over heads in the order of their chains."""
    return merkle_root([canonical(list(head)) for head in sorted(heads)])


def _last_line(file: Any) -> bytes:
    """The last whole line, without its end; empty for an empty file."""
    size, step = file.seek(0, os.SEEK_END), TAIL
    while True:
        file.seek(max(0, size - step))
        lines = file.read().splitlines()
        if len(lines) > 1 or step >= size:
            return bytes(lines[-1]) if lines else b""
        step *= 4


def append(*, at: str, root: str, heads: list[Head]) -> None:
    """Adds a line and waits until it is on the disk; of two programs at once one waits for the other."""
    place = path()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last_line(file)
        prev = hashlib.sha256(last).hexdigest() if last else NONE
        body = {"at": at, "root": root, "prev": prev, "heads": [list(head) for head in heads]}
        # What a lost machine left half written stays behind as a line of its own, and is no anchor.
        file.seek(0, os.SEEK_END)
        file.write(canonical(body) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read() -> Iterator[Line]:
    """Every line from the first, in constant memory; nothing where there is no file."""
    if not path().exists():
        return
    prev = NONE
    with path().open("rb") as file:
        for number, raw in enumerate(file, start=1):
            line = raw.rstrip(b"\n")
            yield _read(number, line, prev)
            prev = hashlib.sha256(line).hexdigest()


def _read(number: int, line: bytes, prev: str) -> Line:
    try:
        body = json.loads(line)
        heads = tuple((str(name), str(head), int(seq)) for name, head, seq in body["heads"])
        root = str(body["root"])
    except (ValueError, KeyError, TypeError):
        return Line(number=number, fault="cannot be read")
    # Lines from before they were bound to each other name none.
    follows = body.get("prev", prev) == prev
    return Line(number=number, root=root, heads=heads, fault="" if follows else "does not follow the line before it")
