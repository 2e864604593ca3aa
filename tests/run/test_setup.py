"""`bin/setup`: quick when nothing changed, the cache before the network, one sentence when it cannot go on."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom.env import BASE_DIR

# Notes how it was called; fails as often as FAILURES says (the first of them is the offline attempt), and without
# the system's certificates when COMPANY is set.
UV = """#!/bin/sh
echo "$@" >>"$CALLS"
case "$*" in *sync*) ;; *) exit 0 ;; esac
if [ -n "$COMPANY" ] && [ "$UV_SYSTEM_CERTS" != true ]; then
    echo "invalid peer certificate: UnknownIssuer" >&2
    exit 1
fi
[ "$(grep -c sync "$CALLS")" -gt "$FAILURES" ]
"""


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """A folder with the script, three locks, a Python and a uv that only takes notes."""

    folder: Path

    def setup(self, lock, *, failures=0, company=""):
        env = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}"}
        env |= {"CALLS": str(self.folder / "calls"), "FAILURES": str(failures)}
        env |= {"COMPANY": company, "UV_SYSTEM_CERTS": ""}
        command = [str(self.folder / "bin" / "setup"), lock]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def syncs(self):
        """The options and the lock of each sync that was tried."""
        path = self.folder / "calls"
        lines = path.read_text().splitlines() if path.exists() else []
        return [line.split(".venv/bin/python ")[1] for line in lines if "pip sync" in line]


@pytest.fixture
def checkout(tmp_path):
    for folder in ("bin", "requirements", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(BASE_DIR / "bin" / "setup", tmp_path / "bin")
    (tmp_path / "bin" / "uv").write_text(UV)
    (tmp_path / "bin" / "uv").chmod(0o755)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for lock in ("run", "embedded", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n")
    return Checkout(folder=tmp_path)


def test_the_cache_is_asked_before_the_network(checkout):
    assert checkout.setup("embedded", failures=1).returncode == 0
    assert checkout.syncs() == ["--offline requirements/embedded.txt", "requirements/embedded.txt"]


def test_the_network_is_not_asked_when_the_cache_has_all(checkout):
    assert checkout.setup("embedded").returncode == 0
    assert checkout.syncs() == ["--offline requirements/embedded.txt"]


def test_nothing_is_done_and_said_when_the_lock_is_current(checkout):
    checkout.setup("embedded")
    again = checkout.setup("embedded")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(checkout.syncs()) == 1


def test_a_changed_lock_is_installed(checkout):
    checkout.setup("embedded")
    (checkout.folder / "requirements" / "embedded.txt").write_text("embedded==2\n")
    assert checkout.setup("embedded").returncode == 0
    assert len(checkout.syncs()) == 2


def test_an_environment_for_development_is_not_made_smaller(checkout):
    checkout.setup("dev")
    assert checkout.setup("embedded").returncode == 0
    assert checkout.syncs() == ["--offline requirements/dev.txt"]


def test_an_environment_for_running_is_made_larger(checkout):
    checkout.setup("embedded")
    assert checkout.setup("dev").returncode == 0
    assert checkout.syncs()[-1] == "--offline requirements/dev.txt"


def test_packages_that_cannot_be_had_are_one_sentence_and_tried_again_next_time(checkout):
    failed = checkout.setup("embedded", failures=2)
    assert failed.returncode == 1
    assert failed.stderr.startswith("setup: the packages could not be installed: connect to the network once")
    assert len(failed.stderr.splitlines()) == 1
    assert checkout.setup("embedded", failures=2).returncode == 0


def test_an_authority_that_only_the_system_knows_is_taken_from_it(checkout):
    assert checkout.setup("embedded", company="yes").returncode == 0
    assert len(checkout.syncs()) == 3


def test_an_unknown_lock_is_one_sentence(checkout):
    failed = checkout.setup("nonsense")
    assert failed.returncode == 1
    assert failed.stderr == "setup: there is no lock requirements/nonsense.txt.\n"
