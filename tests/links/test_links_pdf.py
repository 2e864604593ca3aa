"""PDFs are read in a child process; bad ones are unreadable and never a crash."""

import json
import subprocess
import sys

import pytest

from factchecks.links.pdf import ROOT, read_pdf
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
