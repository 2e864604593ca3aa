"""`make run`: who may start it, what it says, and when it gives up."""

import sys

import pytest

from newsroom.plan import Refused
from newsroom.supervisor import only_one
from tests.run.processes import program

SERVES = f"mkdir -p {{folder}}/pages; touch {{folder}}/pages/healthz; exec {sys.executable} -m http.server"
SERVES += " {port} --bind 127.0.0.1 --directory {folder}/pages"
PEOPLE = '[{"role": "reporter", "email": "rita@demo.example", "password": "quiet-harbour-1"}]'


def fake_newsroom(folder, *, first="true", web=SERVES, **env):
    return program(folder, "tests.run.fake_newsroom", str(folder), first, web, **env)


def test_a_second_run_on_the_same_folder_is_refused(tmp_path):
    with only_one(tmp_path), program(tmp_path, "newsroom.supervisor", NEWSROOM_DATA=str(tmp_path)) as second:
        assert second.ends() == 1
        assert second.lines() == [f"Newsroom is already running on {tmp_path}: another address"]


def test_the_folder_is_free_again_after_a_run(tmp_path):
    with only_one(tmp_path):
        pass
    with only_one(tmp_path), pytest.raises(Refused), only_one(tmp_path):
        pass


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "newsroom.example"])
def test_the_demo_is_refused_where_others_can_reach_it(tmp_path, host):
    with program(tmp_path, "newsroom.supervisor", NEWSROOM_DATA=str(tmp_path), HOST=host) as run:
        assert run.ends() == 1
        [sentence] = run.lines()
    assert sentence.startswith(f"The demo has known passwords and is refused on {host}: ")


def test_a_wrong_port_is_one_sentence(tmp_path):
    with program(tmp_path, "newsroom.supervisor", NEWSROOM_DATA=str(tmp_path), PORT="web") as run:
        assert run.ends() == 1
        assert run.lines() == ["PORT is 'web': give a number from 0 (any free port) to 65535."]


def test_it_says_where_it_runs_and_who_can_sign_in_without_a_prefix(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "demo_people.json").write_text(PEOPLE)
    with fake_newsroom(tmp_path) as run:
        assert run.shows("Newsroom is running at http://127.0.0.1:")
        assert run.shows("\nreporter rita@demo.example quiet-harbour-1\n")


def test_without_the_demo_it_says_how_to_make_the_first_admin(tmp_path):
    with fake_newsroom(tmp_path, FAKE_DEMO="0") as run:
        assert run.shows("\nMake the first admin with: .venv/bin/python manage.py create_admin EMAIL\n")


def test_a_stop_is_announced_and_ends_with_0(tmp_path):
    with fake_newsroom(tmp_path) as run:
        assert run.shows("Newsroom is running at ")
        run.process.terminate()
        assert run.ends() == 0
        assert run.lines()[-1] == "Stopping."


def test_nothing_starts_when_the_preparation_fails(tmp_path):
    with fake_newsroom(tmp_path, first="echo no such table; exit 3", web="touch {folder}/started") as run:
        assert run.ends() == 1
        assert run.lines() == [
            "setup  | no such table",
            "Newsroom could not be made ready; the lines above say why.",
        ]
    assert not (tmp_path / "started").exists()


def test_it_gives_up_when_the_web_process_dies_three_times_before_it_answers(tmp_path):
    with fake_newsroom(tmp_path, web="echo broken; exit 1") as run:
        assert run.ends() == 1
        assert run.lines().count("web    | broken") == 3
        assert run.lines()[-1] == "The web process does not start; the lines above say why."
