"""Child processes: each in its own session, none outliving the process that started it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from newsroom.env import BASE_DIR

# Knows the groups to end from the last line of a pipe that only its starter holds open.
WATCH = """
trap '' HUP INT TERM
groups=
while read -r line; do groups=$line; done
[ -n "$groups" ] || exit 0
kill -s TERM -- $groups; sleep 2; kill -s KILL -- $groups
"""


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What to run. `env` is added to ours; one that `outlives_others` is stopped after all the rest."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    outlives_others: bool = False


class Watcher:
    """A small `sh` that ends our children when this process is gone, even by SIGKILL, on any POSIX system."""

    def __init__(self) -> None:
        self._shell = subprocess.Popen(  # noqa: S603  (a fixed program)
            ["/bin/sh", "-c", WATCH],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self, groups: Iterable[int]) -> None:
        """Replace the process groups that end with us; a dead watcher is no reason to fail."""
        line = " ".join(f"-{group}" for group in groups if group > 1) + "\n"
        pipe = self._shell.stdin
        if pipe is None or self._shell.poll() is not None:
            return
        try:
            pipe.write(line.encode())
            pipe.flush()
        except BrokenPipeError:
            return

    def close(self) -> None:
        """End the watcher without ending what it watches."""
        self.watch([])
        self._shell.kill()
        self._shell.wait()
        if self._shell.stdin is not None:
            self._shell.stdin.close()


class Child:
    """One running child, leader of its own session and process group; its output is read from `output`."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603  (what to run is written in our own code)
            spec.command,
            cwd=BASE_DIR,
            env={**os.environ, **spec.env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if self._process.stdout is None:
            raise RuntimeError("A child has no output pipe.")
        self.output = self._process.stdout
        os.set_blocking(self.output.fileno(), False)

    @property
    def pid(self) -> int:
        return self._process.pid

    def exit_code(self) -> int | None:
        """None while it runs; negative when a signal ended it."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """SIGTERM to the child itself, which stops its own workers."""
        self._process.terminate()

    def end_group(self) -> None:
        """SIGKILL to whatever is left of its group, then reap it."""
        # Nothing may be left; macOS then says "not permitted" for a group of zombies.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def read(self) -> bytes:
        """What it has written since the last call; empty when there is nothing new."""
        try:
            return os.read(self.output.fileno(), 65536)
        except BlockingIOError:
            return b""
