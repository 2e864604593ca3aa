"""Asks a ClamAV daemon about a file (its INSTREAM command). No answer is never taken for a good one."""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from factchecks.files.store import file_chunks

TIMEOUT_SECONDS: Final = 30.0
# clamd's own limit for one file is two minutes (MaxScanTime).
WHOLE_SECONDS: Final = 150.0
MAX_REPLY: Final = 4096
FOUND: Final = re.compile(rb"stream: ([^\0]+) FOUND\0")


class Verdict(StrEnum):
    """What is known after a scan. Only CLEAN lets a file out of quarantine."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where the daemon listens, how many seconds it may be silent, and how many it has in all."""

    host: str
    port: int
    timeout: float = TIMEOUT_SECONDS
    whole: float = WHOLE_SECONDS


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The verdict, with the name of the virus or the reason why there is none."""

    verdict: Verdict
    detail: str = ""


def scan(path: Path, scanner: Scanner) -> ScanResult:
    """Send the file to the daemon. Raises nothing of the network's: whatever goes wrong is UNAVAILABLE."""
    ends = time.monotonic() + scanner.whole
    try:
        with socket.create_connection((scanner.host, scanner.port), timeout=scanner.timeout) as connection:
            for piece in _instream(path):
                _has_time(ends)
                connection.sendall(piece)
            reply = _reply(connection, ends)
    except OSError as error:
        return ScanResult(Verdict.UNAVAILABLE, str(error) or type(error).__name__)
    return _understand(reply)


def _instream(path: Path) -> Iterator[bytes]:
    """The command, each chunk after its length in four bytes, and a length of zero (clamd(8))."""
    yield b"zINSTREAM\0"
    for chunk in file_chunks(path):
        yield len(chunk).to_bytes(4) + chunk
    yield (0).to_bytes(4)


def _has_time(ends: float) -> None:
    """A daemon that takes or gives a byte now and then is never silent, and must end all the same."""
    if time.monotonic() > ends:
        raise TimeoutError("it took too long")


def _reply(connection: socket.socket, ends: float) -> bytes:
    reply = b""
    while len(reply) < MAX_REPLY and not reply.endswith(b"\0") and (piece := connection.recv(MAX_REPLY)):
        reply += piece
        _has_time(ends)
    return reply


def _understand(reply: bytes) -> ScanResult:
    if reply == b"stream: OK\0":
        return ScanResult(Verdict.CLEAN)
    if found := FOUND.fullmatch(reply):
        return ScanResult(Verdict.INFECTED, found[1].decode("ascii", "replace"))
    text = reply.strip(b"\0").decode("ascii", "replace")
    return ScanResult(Verdict.UNAVAILABLE, text[:200] or "the scanner closed the connection")
