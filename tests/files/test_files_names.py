"""The name a browser sent becomes a name that is safe to show."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factchecks.files.names import MAX_CHARACTERS, clean_name, extension_of

HOSTILE_LETTERS = st.sampled_from(
    list("aé.. //\\\\:\x00\x07\n\r\t\x7f\x9b\u3000\ud800e\u0301Å")
    + list("\u200b\u200c\u200d\u200e\u202a\u202e\u2028\u2066\u2069\ufeff\U000e0041")
    + ["../", "..\\", ".exe", ".jpg", "😀"]
)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Wren\\Budget 2026.pdf", "Budget 2026.pdf"),
        ("photo_\u202egpj.exe", "photo_gpj.exe"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ("e\u0301te\u0301.jpg", "été.jpg"),
        ("e\u200b\u0301.pdf", "é.pdf"),
        ("  two   words .pdf ", "two words.pdf"),
        ("report.pdf...", "report.pdf"),
        (".htaccess", "file.htaccess"),
        ("folder/", "folder"),
        ("", "file"),
        ("..", "file"),
        ("\u202e\u200d", "file"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("lone\ud800.png", "lone.png"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
        ("x." + "y" * 300, "x." + "y" * 148),
    ],
)
def test_it_cleans(raw, shown):
    assert clean_name(raw) == shown


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(HOSTILE_LETTERS | st.characters(), max_size=220).map("".join))
@example("\u0344" * 200 + ".pdf")
def test_a_clean_name_is_safe_whatever_came(raw):
    name = clean_name(raw)
    assert 1 <= len(name) <= MAX_CHARACTERS
    assert not {"/", "\\"} & set(name)
    assert name not in {".", ".."}
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    hidden = {unicodedata.category(mark) for mark in name if mark not in "\u200c\u200d"}
    assert not hidden & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert unicodedata.is_normalized("NFC", name)
    assert clean_name(name) == name
    assert name.encode("utf-8")


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=300))
def test_the_extension_stays_however_long_the_name(stem):
    assert extension_of(clean_name(stem + "x.DocX")) == "docx"


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), ("a.b c", ""), ("a." + "x" * 17, "")],
)
def test_the_extension_is_what_follows_the_last_dot(name, extension):
    assert extension_of(name) == extension
