"""The key that the first start makes: one for all processes, whole from the first moment, for the owner's eyes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from newsroom.env import secret_key

AT_ONCE = 8


@pytest.fixture(autouse=True)
def none_given(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_it_is_made_once_and_stays(tmp_path):
    assert len(secret_key(tmp_path)) > 50
    assert secret_key(tmp_path) == secret_key(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_only_its_owner_may_read_it(tmp_path):
    secret_key(tmp_path)
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_one_that_is_given_is_used_and_none_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", range(25))
def test_of_many_first_starts_at_once_all_have_the_same_whole_key(tmp_path, number):
    together = Barrier(AT_ONCE)

    def start(_):
        together.wait()
        return secret_key(tmp_path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        keys = set(pool.map(start, range(AT_ONCE)))
    assert len(keys) == 1
    assert keys != {""}
