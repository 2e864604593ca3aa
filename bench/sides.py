"""The two sides of the link benchmark, each in processes of its own, measured alike."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LYCHEE = Path(sys.executable).with_name("lychee")
WORKERS = 2
# Politeness and retries off in both.
LYCHEE_OPTIONS = (
    "--no-progress", "--format", "json", "--max-retries", "0", "--timeout", "20",
    "--host-concurrency", "100000", "--host-request-interval", "0ms",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Wall seconds, CPU seconds of all processes together, the largest one's peak memory, answers by kind."""

    seconds: float
    cpu: float
    megabytes: float
    answers: dict[str, int]


@dataclass(frozen=True)
class Web:
    """The running loopback web: its ports by scheme and its authority."""

    ports: dict[str, int]
    authority: Path

    def environment(self) -> dict[str, str]:
        return os.environ | {"SSL_CERT_FILE": str(self.authority)}


@contextmanager
def serving(folder: Path, hosts: int) -> Iterator[Web]:
    """The server in a process of its own."""
    command = [sys.executable, "-m", "bench.server", str(folder), str(hosts)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield Web(json.loads(_pipe(server.stdout).readline()), folder / "authority.pem")
        _pipe(server.stdin).close()


def ours(web: Web, urls: list[str], together: int, *, workers: int = WORKERS, polite: bool = False) -> Measured:
    """Worker processes that are up and have fetched before, as they are in life; the clock starts at "go"."""
    ports = list(web.ports.values())
    children = [
        _worker(web, {"urls": urls[number::workers], "concurrency": together // workers, "ports": ports,
                      "polite": polite})
        for number in range(workers)
    ]  # fmt: skip
    for child in children:
        _pipe(child.stdout).readline()
    started = time.perf_counter()
    for child in children:
        _say(child, "go")
    found = [json.loads(_pipe(child.stdout).readline()) for child in children]
    seconds = time.perf_counter() - started
    for child in children:
        child.communicate()
    answers = sum((Counter(one["answers"]) for one in found), Counter())
    largest = max(one["kilobytes"] for one in found) / 1000
    return Measured(seconds, sum(one["cpu"] for one in found), largest, dict(answers))


def _worker(web: Web, job: dict[str, object]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.worker"]
    child = subprocess.Popen(
        command, cwd=ROOT, env=web.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    _say(child, json.dumps(job))
    return child


def lychee(web: Web, urls: list[str], together: int, folder: Path) -> Measured:
    """One process with as many threads as there are cores; its start (about 20 ms) is in its time."""
    listed = folder / "urls.txt"
    listed.write_text("\n".join(urls))
    command = [str(LYCHEE), *LYCHEE_OPTIONS, "--max-concurrency", str(together), str(listed)]
    started = time.perf_counter()
    child = subprocess.Popen(command, env=web.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = _pipe(child.stdout).read()
    _, _, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.returncode = 0
    found = json.loads(said)
    answers = {"good": found["successful"], "failed": found["errors"]}
    return Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, answers)


def _say(child: subprocess.Popen[str], line: str) -> None:
    pipe = _pipe(child.stdin)
    pipe.write(line + "\n")
    pipe.flush()


def _pipe[T](pipe: T | None) -> T:
    if pipe is None:
        raise RuntimeError("the child was started without this pipe")
    return pipe
