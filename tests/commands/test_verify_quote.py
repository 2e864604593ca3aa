"""`manage.py verify_quote`: looks for words in a text, web page or PDF file; no database."""

import pytest

from tests.commands.run import manage
from tests.links import papers

STORY = "The council said: “We will not raise the ferry fare this year.” About 300,000 people used the ferry.\n"


@pytest.fixture
def verify(tmp_path):
    """verify(bytes, *quotes) with --json; the source in a file."""

    def run(body, *quotes, words=("--json",)):
        source = tmp_path / "source"
        source.write_bytes(body)
        asked = [word for quote in quotes for word in ("--quote", quote)]
        return manage(tmp_path, "verify_quote", "--text", str(source), *asked, *words)

    return run


def test_each_quotation_gets_its_result_and_its_place(verify):
    done = verify(STORY.encode(), "About 300,000 people", "About 30,000 people used the ferry", "ferry")
    assert done.code == 0
    assert [row["result"] for row in done.rows] == ["exact", "differs_in_meaning", "too_short"]
    assert [row["verified"] for row in done.rows] == [True, False, False]
    first, second, _ = done.rows
    assert STORY[first["start"] : first["end"]] == first["passage"] == "About 300,000 people"
    assert {"side": "source", "text": "300,000"} in second["diff"]
    assert first["score"] == 100


def test_a_person_reads_sentences_and_the_difference(verify):
    done = verify(STORY.encode(), "About 30,000 people used the ferry", words=())
    assert done.out.startswith("differs_in_meaning (")
    assert "[-30,000-] [+300,000+]" in done.out


def test_the_source_comes_from_standard_input_too(tmp_path):
    words = ("verify_quote", "--text", "-", "--quote", "We will not raise the ferry fare", "--json")
    assert manage(tmp_path, *words, stdin=STORY.encode()).rows[0]["result"] == "exact"


def test_a_web_page_is_read_as_one(verify):
    page = f"<!doctype html><title>T</title><p>{STORY.replace('raise', '<b>raise</b>')}</p>"
    assert verify(page.encode(), "We will not raise the ferry fare").rows[0]["result"] == "exact"


def test_a_passage_in_a_pdf_has_its_page(verify):
    body = papers.pdf("The first page.", "We will not raise the ferry fare.", "The last page.")
    (row,) = verify(body, "We will not raise the ferry fare").rows
    assert (row["result"], row["page"]) == ("exact", 2)


@pytest.mark.parametrize(
    ("body", "reason"),
    [(papers.LOCKED, "locked with a password"), (b"%PDF-1.7 rubbish", "damaged"), (papers.pdf(""), "no text")],
)
def test_a_pdf_without_text_is_unverifiable(verify, body, reason):
    done = verify(body, "We will not raise the ferry fare")
    assert (done.code, done.rows[0]["result"]) == (0, "unverifiable")
    assert reason in done.rows[0]["note"]


def test_control_signs_of_a_source_do_not_reach_the_terminal(verify):
    body = "The \x1b[31mferry \x9b5msails\u202e daily at seven.".encode()
    for words in ((), ("--json",)):
        out = verify(body, "sails daily at seven", words=words).out
        assert not {"\x1b", "\x9b", "\u202e"} & set(out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--quote", "some words here"), "Name the source"),
        (("--text", "/nowhere/at/all", "--quote", "some words here"), "cannot be read"),
        (("--text", "/", "--quote", "some words here"), "cannot be read"),
        (("--text", "manage.py"), "Give the words"),
        (("--text", "manage.py", "--quote", "  "), "Give the words"),
    ],
)
def test_input_that_cannot_be_used_is_told_in_a_sentence(tmp_path, words, sentence):
    done = manage(tmp_path, "verify_quote", *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x00\x00word/document.xml"]
)
def test_a_file_that_is_neither_text_nor_pdf_is_refused(verify, body):
    done = verify(body, "some words here")
    assert (done.code, done.out) == (2, "")
    assert "neither text nor a web page nor a PDF" in done.err
