"""The real web process on the database and the files of the running test, spoken to by raw sockets."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client

from factchecks.models import User
from newsroom.env import BASE_DIR
from newsroom.ports import choose_port
from tests.chaos.surroundings import surroundings
from tests.endless import END, FORM, PART
from tests.run.processes import eventually
from tests.signed_in import sign_in

TOKEN = "a" * 32
MB = 1024 * 1024
BLOCK = bytes(MB)
# As `newsroom/plan.py` starts it.
GRANIAN = "-m granian --interface wsgi --host 127.0.0.1 --port {} --workers 1 --blocking-threads 4 --no-ws"


@dataclass(frozen=True, kw_only=True)
class Web:
    """A running web process: where it listens, and its pid."""

    port: int
    pid: int

    def open(self) -> socket.socket:
        """A connection that waits at most half a minute."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def get(self, path: str) -> int:
        """The status of a page, asked for on a connection of its own."""
        with self.open() as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            return status(line)

    def peak_mb(self) -> float:
        """The most memory (MB) that the process, or the worker it started, ever held at once."""
        kept = [self.pid, *_children(self.pid)]
        return max(_peak_kb(pid) for pid in kept) / 1024


def status(line: socket.socket) -> int:
    """The status of the answer; 0 when the other side hung up without one."""
    head = b""
    with suppress(OSError):
        while b"\r\n" not in head and (piece := line.recv(4096)):
            head += piece
    return int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0


def upload_head(path: str, by: User | None, length: int | None) -> bytes:
    """The head of a form with one film, sent by that person; `length` None: in chunks."""
    size = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    cookies = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
    if by:
        client = Client()
        sign_in(client, by)
        cookies += f"; {settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    lines = (f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookies}", f"X-CSRFToken: {TOKEN}")
    return "\r\n".join((*lines, f"Content-Type: {FORM}", size, "", "")).encode()


def film(size: int, name: str) -> tuple[bytes, bytes, int]:
    """What stands before and after so many bytes of a file in a form, and the length of the whole."""
    before = PART.format(name="file").replace("file.mp4", name).encode()
    return before, END, len(before) + size + len(END)


def pour(line: socket.socket, size: int, block: bytes = BLOCK) -> int:
    """Sends so many bytes, until the other side will have no more: how many went."""
    sent = 0
    with suppress(OSError):
        while sent < size:
            line.sendall(block)
            sent += len(block)
    return sent


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


def _peak_kb(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return 0


@contextmanager
def web_there(folder: Path, **more: str) -> Iterator[Web]:
    """Starts it and waits until it answers; at the end it is asked to stop, then killed with its worker."""
    port = choose_port(0)
    env = surroundings(DJANGO_SETTINGS_MODULE="newsroom.settings.test", SECRET_KEY=settings.SECRET_KEY, **more)
    with (folder / "screen").open("wb") as out:
        command = [sys.executable, *GRANIAN.format(port).split(), "newsroom.wsgi:application"]
        process = subprocess.Popen(command, cwd=BASE_DIR, env=env, stdout=out, stderr=out, start_new_session=True)
    web = Web(port=port, pid=process.pid)
    try:
        assert eventually(lambda: _answers(web)), (folder / "screen").read_text()[-2000:]
        yield web
    finally:
        process.terminate()
        if not eventually(lambda: process.poll() is not None):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(web: Web) -> bool:
    with suppress(OSError):
        return web.get("/healthz") == 200
    return False
