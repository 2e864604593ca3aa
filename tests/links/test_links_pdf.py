"""PDFs are read in a child process; bad ones are unreadable and never a crash."""

import json
import subprocess
import sys

import pytest

from factchecks.links import pdf, pdftext
from factchecks.links.normal import prepare
from factchecks.links.pdf import ROOT, page_at, read_pdf
from factchecks.links.quotes import QuoteResult
from factchecks.links.sourcetext import guess_media_type, look_for, read_source
from tests.links import papers

CHILD = """
import resource
from factchecks.links.pdftext import limit_resources
limit_resources()
names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
import json, sys
sys.stdout.write(json.dumps([resource.getrlimit(getattr(resource, name))[1] for name in names]))
"""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (papers.LOCKED, "locked with a password"),
        (b"%PDF-1.4 rubbish", "damaged"),
        (b"", "damaged"),
        (papers.pdf("Ferry")[:120], "damaged"),
        (papers.pdf(""), "no text"),
    ],
)
def test_a_pdf_without_text_is_unreadable_and_says_why(body, words):
    found = read_pdf(body)
    assert words in found.unreadable
    assert found.text == ""


def test_a_pdf_that_takes_too_long_is_given_up():
    assert "too long" in read_pdf(papers.pdf("Ferry"), timeout=0.01).unreadable


def test_the_child_is_held_within_limits():
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, check=True, cwd=ROOT)
    memory, seconds, files, dumps = json.loads(done.stdout)
    assert 0 < memory <= 2_000_000_000
    assert 0 < seconds <= 60
    assert (files, dumps) == (0, 0)


def test_none_of_our_settings_reach_the_child(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "never")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    assert read_pdf(papers.pdf("Ferry")).text == "Ferry"


def test_a_child_that_dies_leaves_an_unreadable_pdf(monkeypatch):
    monkeypatch.setattr("factchecks.links.pdf.ROOT", ROOT / "docs")
    assert "damaged" in read_pdf(papers.pdf("Ferry")).unreadable


@pytest.mark.parametrize(("code", "words"), [(-9, "too long"), (-24, "too long"), (-11, "damaged"), (1, "damaged")])
def test_how_the_child_ended_is_told(monkeypatch, code, words):
    ending = [sys.executable, "-c", f"import os; os.kill(os.getpid(), {-code})" if code < 0 else "raise SystemExit(1)"]
    run = subprocess.run
    monkeypatch.setattr(pdf.subprocess, "run", lambda _, **given: run(ending, **given))
    assert words in read_pdf(papers.pdf("Ferry")).unreadable


@pytest.mark.parametrize("answer", ["", "null", "[1]", '{"text": "x", "more": 1}', "\x00"])
def test_an_answer_that_makes_no_sense_is_an_unreadable_pdf(monkeypatch, answer):
    run = subprocess.run
    saying = [sys.executable, "-c", f"import sys; sys.stdout.write({answer!r})"]
    monkeypatch.setattr(pdf.subprocess, "run", lambda _, **given: run(saying, **given))
    assert "damaged" in read_pdf(papers.pdf("Ferry")).unreadable


def test_reading_stops_at_its_limits_and_keeps_what_was_read(monkeypatch):
    body = papers.pdf(*["The ferry sails daily."] * 30)
    monkeypatch.setattr(pdftext, "MAX_PAGES", 10)
    found = pdftext.extract(body)
    assert (found["pages"], found["truncated"], found["text"].count("\f")) == (30, True, 9)
    monkeypatch.setattr(pdftext, "READING_SECONDS", -1.0)
    assert pdftext.extract(body)["text"].count("ferry") == 1
    monkeypatch.setattr(pdftext, "MAX_CHARS", 12)
    assert pdftext.extract(body)["text"] == "The ferry sa"


def test_a_claimed_number_of_pages_is_not_believed():
    body = papers.pdf("The ferry sails daily.").replace(b"/Count 1 ", b"/Count 2000000000 ")
    found = read_pdf(body)
    assert found.pages < 10_000
    assert "ferry" in found.text or found.unreadable


def test_a_page_tree_that_leads_in_a_circle_ends():
    body = papers.pdf("Ferry").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert read_pdf(body).unreadable


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("The first page is short", 1),
        ("We will not raise the fare", 2),
        ("Nobody uses the old wall now", 3),
        ("on the harbour nobody uses", 3),
    ],
)
def test_the_page_of_a_passage_is_known(quote, page):
    texts = (
        "The first page is short.",
        "We will not raise the fare.",
        "Still: on the har-) Tj 0 -14 Td (bour Nobody uses the old wall now.",
    )
    source = read_source(papers.pdf(*texts), "application/pdf")
    found = look_for(quote, source, prepare(source.text))
    assert found.verified
    assert (source.page_of(found.start), source.pages) == (page, 3)


def test_a_passage_over_two_pages_is_found_and_stands_on_the_first():
    source = read_source(papers.pdf("We will not raise the", "ferry fare this year."), "")
    found = look_for("We will not raise the ferry fare", source, prepare(source.text))
    assert (found.result, source.page_of(found.start)) == (QuoteResult.EXACT, 1)
    assert page_at(source.text, found.end - 1) == 2


@pytest.mark.parametrize(
    ("body", "media_type", "words"),
    [
        (papers.LOCKED, "application/pdf", "locked"),
        (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "no text to read"),
        (b"\x89PNG", "image/png", "no text to read"),
        (b"", "text/plain", "no text in this source"),
    ],
)
def test_a_source_without_text_makes_quotations_unverifiable(body, media_type, words):
    source = read_source(body, media_type)
    found = look_for("We will not raise the fare", source, prepare(source.text))
    assert (found.result, found.verified) == (QuoteResult.UNVERIFIABLE, False)
    assert words in found.note


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (papers.pdf("Ferry"), "application/pdf"),
        (b"  <!DOCTYPE html><p>Ferry", "text/html"),
        (b"\xef\xbb\xbf<html>", "text/html"),
        (b"The ferry < 5 euros", "text/plain"),
        ("Ferry".encode("utf-16"), "text/plain"),
        (b"", "text/plain"),
        (b"\x00\x01\x02", ""),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_first_bytes(body, media_type):
    assert guess_media_type(body) == media_type
