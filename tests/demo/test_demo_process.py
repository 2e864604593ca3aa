"""The demo web as a process: it says its port on stderr and ends with SIGTERM or with its parent."""

import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from newsroom.plan import make_plan, processes
from tests.demo.conftest import Reader

SERVE = [sys.executable, "-m", "factchecks.demo.web", "--port", "0"]
# Starts the server, passes on its first line, and goes away without ending it.
PARENT = """
import subprocess, sys
child = subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, text=True)
print(child.stderr.readline(), flush=True)
sys.stdin.readline()
"""


def port_in(line):
    return int(re.search(r"listens on port (\d+)", line)[1])


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def test_it_ends_on_sigterm_and_prints_nothing():
    with subprocess.Popen(SERVE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert answers(port_in(server.stderr.readline()))
        server.send_signal(signal.SIGTERM)
        printed, _ = server.communicate(timeout=20)
    assert (server.returncode, printed) == (0, "")


def test_the_supervisor_starts_it_with_the_later_pages(tmp_path):
    plan = make_plan({"REDIS_URL": "redis://127.0.0.1:1/0", "PORT": "0"}, tmp_path)
    command = next(spec.command for spec in processes(plan) if spec.name == "demo")
    assert "--later" in command
    with subprocess.Popen([*SERVE, "--later"], stderr=subprocess.PIPE, text=True) as server:
        reader = Reader(port_in(server.stderr.readline()))
        assert reader.get("riders.localhost/surveys/night-network").status == 404
        server.terminate()


def test_it_ends_when_its_parent_is_gone():
    command = [sys.executable, "-c", PARENT, *SERVE]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as parent:
        port = port_in(parent.stdout.readline())
        assert answers(port)
        parent.kill()
    patience = time.monotonic() + 20
    while answers(port):
        if time.monotonic() > patience:
            pytest.fail("the demo web outlived its parent")
        time.sleep(0.1)
