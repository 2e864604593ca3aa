"""What one run consists of, worked out from the environment."""

import json
import socket

import pytest

from newsroom.plan import make_plan, people_file, preparation, processes, read_facts, write_facts
from newsroom.ports import choose_port

GIVEN = {"REDIS_URL": "redis://127.0.0.1:1/0", "PORT": "0"}
SITES = ["accounts", "council", "stats", "transit", "riders", "gazette", "schools"]


@pytest.fixture
def taken():
    """A port on which something else listens, on every address of this machine."""
    with socket.create_server(("", 0)) as other:
        yield other.getsockname()[1]


def command(plan, name):
    return " ".join(next(spec.command for spec in processes(plan) if spec.name == name))


def test_a_free_port_is_taken_as_wished():
    wanted = choose_port()
    assert choose_port(wanted) == wanted


def test_another_port_is_chosen_and_named_when_the_wanted_one_is_taken(tmp_path, taken):
    plan = make_plan(GIVEN | {"PORT": str(taken), "NEWSROOM_DEMO": "0"}, tmp_path)
    assert plan.web_port != taken
    assert plan.notes() == [f"Port {taken} is taken: Newsroom uses {plan.web_port} instead."]
    assert f"--port {plan.web_port} " in command(plan, "web")


def loaded(folder, port):
    """A data folder whose demo was loaded when the demo sites stood at `port`."""
    (folder / "run").mkdir(exist_ok=True)
    people_file(folder).write_text("[]")
    (folder / "run" / "ports.json").write_text(json.dumps({"demo_home": port}))


def test_the_demo_sites_keep_their_port_from_run_to_run(tmp_path):
    first = make_plan(GIVEN, tmp_path)
    write_facts(first, {})
    assert make_plan(GIVEN, tmp_path).demo_port == first.demo_port


def test_a_taken_demo_port_is_named(tmp_path, taken, monkeypatch):
    monkeypatch.setattr("newsroom.plan.DEMO_PORT", taken)
    plan = make_plan(GIVEN | {"PORT": str(choose_port())}, tmp_path)
    assert plan.notes()[0] == f"Port {taken} is taken: the demo sites use {plan.demo_port} instead."


def test_whoever_wants_any_port_gets_any_for_the_demo_sites_too(tmp_path, monkeypatch):
    usual = choose_port()
    monkeypatch.setattr("newsroom.plan.DEMO_PORT", usual)
    plan = make_plan(GIVEN, tmp_path)
    assert plan.demo_port != usual
    assert not any("is taken" in note for note in plan.notes())


def test_a_taken_port_that_the_demo_cites_is_named_with_what_it_means(tmp_path, taken):
    loaded(tmp_path, taken)
    *_, meaning = make_plan(GIVEN, tmp_path).notes()
    assert meaning == f"The pages that the demo cites stand at {taken}; without it their checks fail."


def test_the_first_start_with_the_demo_says_that_it_takes_longer(tmp_path):
    first = make_plan(GIVEN, tmp_path)
    slower = "The first start fills the demo newsroom: that takes about half a minute, once."
    assert first.notes()[-1] == slower
    loaded(tmp_path, first.demo_port)
    assert slower not in make_plan(GIVEN, tmp_path).notes()


@pytest.mark.parametrize("demo", ["1", "0"])
def test_the_demo_sites_return_to_the_port_that_the_demo_cites(tmp_path, demo):
    home = choose_port()
    loaded(tmp_path, home)
    with socket.create_server(("127.0.0.1", home)):
        elsewhere = make_plan(GIVEN | {"NEWSROOM_DEMO": demo}, tmp_path)
        write_facts(elsewhere, {})
    again = make_plan(GIVEN, tmp_path)
    assert elsewhere.demo_port != again.demo_port == home


def test_each_demo_site_passes_the_gate_at_the_demo_port_only(tmp_path):
    plan = make_plan(GIVEN, tmp_path)
    origins = ",".join(f"{site}.localhost:{plan.demo_port}" for site in SITES)
    assert plan.env["LINKS_DEMO_ORIGINS"] == origins
    assert plan.env["DEMO_WEB_PORT"] == str(plan.demo_port)
    assert str(plan.web_port) not in origins


def test_without_the_demo_no_origin_passes_and_no_demo_site_runs(tmp_path):
    environ = GIVEN | {"NEWSROOM_DEMO": "0", "LINKS_DEMO_ORIGINS": "council.localhost:8090"}
    plan = make_plan(environ, tmp_path)
    assert plan.env["LINKS_DEMO_ORIGINS"] == ""
    assert plan.env["NEWSROOM_DEMO"] == "0"
    assert [spec.name for spec in processes(plan)] == ["web", "worker"]


def test_the_hosts_are_loopback_the_demo_sites_and_what_is_given(tmp_path):
    plan = make_plan(GIVEN | {"ALLOWED_HOSTS": "newsroom.example"}, tmp_path)
    hosts = plan.env["ALLOWED_HOSTS"].split(",")
    assert hosts[:4] == ["newsroom.example", "127.0.0.1", "localhost", "[::1]"]
    assert hosts[4:] == [f"{site}.localhost" for site in SITES]


def test_a_newsroom_of_its_own_may_be_reached_by_others(tmp_path):
    plan = make_plan(GIVEN | {"NEWSROOM_DEMO": "0", "HOST": "0.0.0.0"}, tmp_path)
    assert "--host 0.0.0.0 " in command(plan, "web")
    assert plan.url == f"http://127.0.0.1:{plan.web_port}/"
    assert "0.0.0.0" not in plan.env["ALLOWED_HOSTS"]


def test_a_given_broker_is_used_and_none_started(tmp_path):
    plan = make_plan(GIVEN, tmp_path)
    assert plan.valkey is None
    assert "REDIS_URL" not in plan.env


def test_without_a_broker_every_process_is_told_the_embedded_one(tmp_path):
    plan = make_plan({"PORT": "0"}, tmp_path)
    assert plan.valkey.spec.outlives_others
    for spec in [preparation(plan), *processes(plan)]:
        assert spec.env["REDIS_URL"] == plan.valkey.url
        assert not any(plan.valkey.url in word for word in spec.command)


def test_unreadable_facts_of_an_earlier_run_are_none(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "ports.json").write_text("[1, half")
    assert read_facts(tmp_path) == {}


def test_the_facts_of_a_run_are_written_for_others(tmp_path):
    plan = make_plan(GIVEN, tmp_path)
    write_facts(plan, {"web": 12})
    assert read_facts(tmp_path) == {
        "url": f"http://127.0.0.1:{plan.web_port}/",
        "web": plan.web_port,
        "demo": plan.demo_port,
        "demo_home": plan.demo_port,
        "valkey": None,
        "pids": {"web": 12},
    }
