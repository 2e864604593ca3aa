"""The virus scanner: only a clear "OK" lets a file out."""

import socket

import pytest

from factchecks.files.scan import Scanner, Verdict, scan
from tests.files.clamd import TEST_VIRUS, clamd


@pytest.fixture
def received(tmp_path):
    path = tmp_path / "received"
    path.write_bytes(b"harmless " * 200_000)
    return path


def test_a_clean_file_is_clean_and_was_read_to_its_end(received):
    with clamd() as server:
        result = scan(received, Scanner(*server.server_address))
    assert (result.verdict, result.detail) == (Verdict.CLEAN, "")
    assert server.seen == [received.read_bytes()]


def test_an_infected_file_is_named(received):
    received.write_bytes(received.read_bytes() + TEST_VIRUS)
    with clamd() as server:
        result = scan(received, Scanner(*server.server_address))
    assert (result.verdict, result.detail) == (Verdict.INFECTED, "Test.Marker")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"OK\0",
        b"stream: OK",
        b"stream: OK\0stream: X FOUND\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"\xff\xfe\0",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"x" * 100_000,
    ],
)
def test_any_other_answer_keeps_the_file_in_quarantine(answer, received):
    with clamd(answer) as server:
        assert scan(received, Scanner(*server.server_address)).verdict is Verdict.UNAVAILABLE


def test_a_scanner_that_is_down_keeps_the_file_in_quarantine(received):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = closed.getsockname()
    result = scan(received, Scanner(*address))
    assert result.verdict is Verdict.UNAVAILABLE
    assert "refused" in result.detail


@pytest.mark.parametrize("whole", [0.0, 0.2])
def test_a_scanner_that_dawdles_keeps_the_file_in_quarantine(received, whole):
    with clamd(b"stream: ", dawdling=True) as server:
        result = scan(received, Scanner(*server.server_address, whole=whole))
    assert (result.verdict, result.detail) == (Verdict.UNAVAILABLE, "it took too long")


def test_a_scanner_that_never_answers_keeps_the_file_in_quarantine(received):
    received.write_bytes(b"small")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        result = scan(received, Scanner(*silent.getsockname(), timeout=0.2))
    assert (result.verdict, result.detail) == (Verdict.UNAVAILABLE, "timed out")
