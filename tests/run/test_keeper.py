"""Keeping processes: started again when they die, stopped in order, never orphaned."""

import os
import signal
import subprocess
import sys

import pytest

from newsroom.children import Spec
from newsroom.keeper import Keeper, Post
from tests.run.processes import eventually, is_alive, program


@pytest.fixture
def fake_run(tmp_path):
    with program(tmp_path, "tests.run.fake_run", str(tmp_path)) as running:
        assert running.shows("steady | ready")
        assert running.shows("family | grandchild")
        yield running


def grandchild(running):
    line = next(line for line in running.lines() if "grandchild" in line)
    return int(line.split()[-1])


def test_each_line_carries_the_name_of_its_process(fake_run):
    assert "steady | ready" in fake_run.lines()


def test_a_killed_child_is_started_again(fake_run):
    first = fake_run.pids()["steady"]
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: fake_run.pids().get("steady", first) != first)
    assert is_alive(fake_run.pids()["steady"])
    assert fake_run.shows("steady ended by signal 9; starting it again in 0.5 s.")


def test_what_a_dead_child_left_running_is_ended(fake_run):
    left = grandchild(fake_run)
    os.kill(fake_run.pids()["family"], signal.SIGKILL)
    assert eventually(lambda: not is_alive(left))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_every_process_without_a_traceback(fake_run, number):
    pids = [*fake_run.pids().values(), grandchild(fake_run)]
    assert len(pids) == 4
    fake_run.process.send_signal(number)
    assert fake_run.ends() == 0
    assert not any(is_alive(pid) for pid in pids)
    assert "Traceback" not in fake_run.screen.read_text()


def test_what_outlives_the_others_is_stopped_after_them(fake_run, tmp_path):
    fake_run.process.terminate()
    assert fake_run.ends() == 0
    assert (tmp_path / "stops").read_text().split() == ["steady", "last"]


def test_every_process_ends_when_the_keeper_is_killed(fake_run):
    pids = [*fake_run.pids().values(), grandchild(fake_run)]
    fake_run.process.kill()
    assert eventually(lambda: not any(is_alive(pid) for pid in pids))


def test_a_second_stop_signal_kills_what_ignores_the_first(tmp_path):
    with program(tmp_path, "tests.run.fake_run", str(tmp_path), "deaf") as running:
        assert running.shows("deaf   | deaf")
        deaf = running.pids()["deaf"]
        running.process.terminate()
        assert eventually((tmp_path / "stops").exists)
        assert is_alive(deaf)
        running.process.terminate()
        assert running.ends() == 0
        assert not is_alive(deaf)


def test_the_wait_before_a_restart_grows_to_half_a_minute():
    waits = [Post(spec=Spec(name="x", command=()), deaths=deaths).wait_seconds() for deaths in range(1, 9)]
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_a_process_run_to_its_end_is_not_started_again(capsys):
    with Keeper() as keeper:
        assert keeper.finish(Spec(name="setup", command=("sh", "-c", "printf 'no newline'; exit 7"))) == 7
        keeper.step()
    assert capsys.readouterr().out == "setup  | no newline\n"


def test_it_stops_when_nobody_reads_its_lines_any_more(tmp_path):
    out = tmp_path / "head"
    pipe = f"{sys.executable} -m tests.run.fake_run {tmp_path} chatty | head -n 1 >{out}"
    assert subprocess.run(["sh", "-c", pipe], check=False).returncode == 0
    assert out.read_text() != ""
