"""A parser that goes wrong takes nobody with it."""

import pytest

from factchecks.files.errors import ParserUnavailable, Refused
from factchecks.files.sandbox import DAMAGED, TOO_HEAVY, Limits, ask

TIGHT = Limits(memory=512 * 1024 * 1024, cpu_seconds=1, clock_seconds=2, answer=1_000_000)


def do(deed, tmp_path, **order):
    source = tmp_path / "source"
    source.write_bytes(b"anything")
    return ask("tests.files.misbehaving", source, order={"deed": deed, **order}, limits=TIGHT)


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        ("spin", TOO_HEAVY),
        ("sleep deaf", TOO_HEAVY),
        ("eat memory", TOO_HEAVY),
        ("recurse", TOO_HEAVY),
        ("shout", TOO_HEAVY),
        ("abort", TOO_HEAVY),
        ("stumble", DAMAGED),
        ("open many files", DAMAGED),
        ("refuse", "Because."),
    ],
)
def test_whatever_a_parser_does_the_sender_gets_a_sentence(deed, sentence, tmp_path):
    with pytest.raises(Refused) as refusal:
        do(deed, tmp_path)
    assert refusal.value.sentence == sentence


def test_a_parser_has_its_limits_before_it_sees_the_file(tmp_path):
    with pytest.raises(Refused) as refusal:
        do("tell the limits", tmp_path)
    assert refusal.value.sentence == "[(1, 1), (0, 0), (0, 0), (64, 64)], alarm True"


def test_a_parser_cannot_write_a_file(tmp_path):
    with pytest.raises(Refused, match="damaged"):
        do("write a file", tmp_path, path=str(tmp_path / "loot"))
    assert (tmp_path / "loot").read_bytes() == b""


def test_a_parser_sees_nothing_of_our_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    with pytest.raises(Refused) as refusal:
        do("tell the environment", tmp_path)
    assert set(refusal.value.sentence.split()) <= {"LANG", "LC_CTYPE", "__CF_USER_TEXT_ENCODING"}


def test_a_missing_library_is_our_fault_not_the_senders(tmp_path):
    with pytest.raises(ParserUnavailable, match="ModuleNotFoundError"):
        do("miss a library", tmp_path)


def test_a_missing_parser_is_our_fault_not_the_senders(tmp_path):
    (tmp_path / "source").write_bytes(b"anything")
    with pytest.raises(ParserUnavailable, match="said nothing"):
        ask("tests.files.no_such_parser", tmp_path / "source", order={}, limits=TIGHT)
