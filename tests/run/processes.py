"""Starts programs under test and watches processes by pid, with bounded polling."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsroom.env import BASE_DIR

LONGEST_WAIT_SECONDS = 30.0


def eventually(question: Callable[[], object]) -> bool:
    """Ask every 20 ms, for at most 30 s, until the answer is true."""
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and waits to be reaped does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.strip().startswith("Z")


@dataclass(frozen=True, kw_only=True)
class Program:
    """A started `python -m MODULE ARGUMENTS`; what it prints goes to `screen`."""

    process: subprocess.Popen[bytes]
    screen: Path
    folder: Path

    def lines(self) -> list[str]:
        return self.screen.read_text().splitlines()

    def pids(self) -> dict[str, int]:
        """What `pids.json` says now; empty before there is one."""
        path = self.folder / "pids.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def shows(self, text: str) -> bool:
        return eventually(lambda: text in self.screen.read_text())

    def ends(self) -> int | None:
        """Its exit code once it has ended, None if it does not."""
        eventually(lambda: self.process.poll() is not None)
        return self.process.returncode


@contextmanager
def program(folder: Path, *arguments: str, **env: str) -> Iterator[Program]:
    """Run `python -m ARGUMENTS` with its output in `folder/screen`; killed at the end if it still runs."""
    screen = folder / "screen"
    with screen.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=BASE_DIR,
            env={**os.environ, **env},
            stdout=out,
            stderr=out,
        )
    try:
        yield Program(process=process, screen=screen, folder=folder)
    finally:
        process.kill()
        process.wait()
