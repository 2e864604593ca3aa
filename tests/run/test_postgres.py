"""The tests' own PostgreSQL: as whom it runs, also where only root exists."""

import subprocess
import sys

import pytest

from newsroom.env import BASE_DIR
from tests.run.postgres import can_become

NOBODY = 65534
ALONE = ["unshare", "--user", "--map-root-user", "sh", "-c"]
SERVER = f"{sys.executable} -m tests.run.postgres"
NO_NAMESPACES = "echo 0 >/proc/sys/user/max_user_namespaces"


def alone(script):
    """Runs a shell script where uid 0 is the only user."""
    return subprocess.run([*ALONE, script], cwd=BASE_DIR, capture_output=True, text=True, check=False)


def needs(script):
    try:
        possible = alone(script).returncode == 0
    except FileNotFoundError:
        possible = False
    if not possible:
        pytest.skip("no user namespace can be made here")


@pytest.mark.parametrize(
    ("uid_map", "there"),
    [
        ("         0          0 4294967295\n", True),
        ("         0          0          1\n", False),
        ("         0       1000          1\n         1     100000      65536\n", True),
        ("         0       1000          1\n         1     100000       1000\n", False),
        ("", True),
    ],
    ids=["whole machine", "unshare -r", "with subordinate users", "too few of them", "no such file"],
)
def test_root_hands_the_server_to_nobody_where_there_is_one(uid_map, there):
    assert can_become(NOBODY, uid_map) is there


def test_it_runs_where_only_root_exists():
    needs("true")
    done = alone(f"{SERVER} sh -c 'echo $EXPECTED_DATABASE; echo $DATABASE_URL'")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("postgresql\npostgres://newsroom@127.0.0.1:")


def test_where_it_can_only_be_root_it_says_so_in_one_sentence():
    needs(NO_NAMESPACES)
    done = alone(f"{NO_NAMESPACES}; {SERVER} true")
    assert done.returncode == 1
    assert done.stderr.startswith("PostgreSQL does not run as root, and here is no other user: ")
    assert len(done.stderr.splitlines()) == 1
