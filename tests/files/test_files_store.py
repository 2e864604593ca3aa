"""The private store: whole files or none, under their own hash, for this user only."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from factchecks.files.errors import TooLarge
from factchecks.files.store import Store, file_chunks

HELLO = hashlib.sha256(b"hello").hexdigest()
ROOT = Path(__file__).parents[2]
HANGING_UPLOAD = """
import sys, time
from pathlib import Path
from factchecks.files.store import Store
def slow():
    yield b"x" * 100_000
    print("half way", flush=True)
    time.sleep(60)
Store(Path(sys.argv[1])).receive(slow(), 10**9)
"""


def files_under(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "data" / "files")


def test_it_keeps_a_file_under_its_hash(store):
    stored = store.receive([b"hel", b"lo"], 5)
    assert (stored.sha256, stored.size) == (HELLO, 5)
    assert stored.path == store.root / HELLO[:2] / HELLO[2:4] / HELLO == store.path_of(HELLO)
    with store.open(HELLO) as kept:
        assert kept.read() == b"hello"
    assert files_under(store.root) == [stored.path]


def test_the_bytes_are_on_disk_before_they_have_a_name(store, monkeypatch):
    synced = []

    def watch(descriptor, fsync=os.fsync):
        fsync(descriptor)
        synced.append((stat.S_ISREG(os.fstat(descriptor).st_mode), store.exists(HELLO)))

    monkeypatch.setattr(os, "fsync", watch)
    store.receive([b"hello"], 5)
    assert (True, False) in synced
    assert synced[-1] == (False, True)


def test_only_this_user_can_read_it(store):
    stored = store.receive([b"hello"], 5)
    assert stat.S_IMODE(stored.path.stat().st_mode) == 0o600
    folders = [store.root, *(path for path in store.root.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_the_same_bytes_are_kept_once(store):
    first, second = store.receive([b"hello"], 5), store.receive([b"hello"], 5)
    assert first == second
    assert files_under(store.root) == [first.path]


def test_it_stops_reading_at_the_limit_and_leaves_nothing(store):
    asked = []

    def endless():
        while True:
            asked.append(1)
            yield b"x" * 1000

    with pytest.raises(TooLarge, match="larger than 9.8 KB") as refusal:
        store.receive(endless(), 10_000)
    assert refusal.value.limit == 10_000
    assert len(asked) == 11
    assert files_under(store.root) == []


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), ConnectionResetError(), KeyboardInterrupt()])
def test_an_upload_that_breaks_off_leaves_nothing(store, fault):
    def broken():
        yield b"half"
        raise fault

    with pytest.raises(type(fault)):
        store.receive(broken(), 100)
    assert files_under(store.root) == []


def test_a_killed_upload_leaves_no_file_and_the_next_one_sweeps_up(store):
    with subprocess.Popen(
        [sys.executable, "-c", HANGING_UPLOAD, str(store.root)], stdout=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdout.readline() == b"half way\n"
        store.receive([b"while it is alive"], 100)
        assert len(files_under(store.root / "incoming")) == 1
        os.kill(child.pid, signal.SIGKILL)
    assert not store.exists(hashlib.sha256(b"x" * 100_000).hexdigest())
    stored = store.receive([b"hello"], 5)
    assert stored.path in files_under(store.root)
    assert files_under(store.root / "incoming") == []


def test_it_tells_a_damaged_file_and_heals_it_by_the_next_upload(store):
    stored = store.receive([b"hello"], 5)
    assert store.verify(HELLO)
    stored.path.write_bytes(b"hellO")
    assert store.exists(HELLO)
    assert not store.verify(HELLO)
    store.receive([b"hello"], 5)
    assert store.verify(HELLO)


def test_a_file_that_is_not_there(store):
    assert not store.exists(HELLO)
    assert not store.verify(HELLO)
    with pytest.raises(FileNotFoundError):
        store.open(HELLO)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", HELLO.upper(), HELLO[:-1], HELLO + "0", HELLO + "\n"])
def test_only_a_hash_is_a_key(store, key):
    with pytest.raises(ValueError, match="not a sha256"):
        store.path_of(key)


def test_a_file_on_disk_comes_in_chunks(tmp_path):
    big = tmp_path / "big"
    big.write_bytes(b"x" * 2_500_000)
    assert [len(chunk) for chunk in file_chunks(big)] == [1_048_576, 1_048_576, 402_848]
