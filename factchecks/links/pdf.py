"""Reads PDFs in a child process: a file that crashes, hangs or swallows memory harms nobody."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 45.0
ROOT = Path(__file__).resolve().parents[2]
CORRUPT = "This PDF is damaged and cannot be read."
TOO_LONG = "This PDF takes too long to read."
PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class PdfText:
    """`unreadable`: a sentence when there is no text, else ''. A form feed stands between the pages of `text`."""

    text: str = ""
    title: str = ""
    author: str = ""
    pages: int = 0
    truncated: bool = False
    unreadable: str = ""


def read_pdf(body: bytes, *, timeout: float = TIMEOUT) -> PdfText:
    """The text of a PDF; `timeout` in seconds. Never raises for bad input."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "factchecks.links.pdftext"],
            input=body, capture_output=True, timeout=timeout, cwd=ROOT, env=_environment(), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return PdfText(unreadable=TOO_LONG)
    if done.returncode != 0:
        stopped = done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        return PdfText(unreadable=TOO_LONG if stopped else CORRUPT)
    try:
        return PdfText(**json.loads(done.stdout))
    except (ValueError, TypeError):
        return PdfText(unreadable=CORRUPT)


def page_at(text: str, place: int) -> int:
    """The page, from 1, on which a character of such a text stands; 0 when the text has no page breaks."""
    if place < 0 or PAGE_BREAK not in text:
        return 0
    return text.count(PAGE_BREAK, 0, place) + 1


def _environment() -> dict[str, str]:
    """Nothing of our own settings and secrets reaches the code that reads a stranger's file."""
    passed = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return passed | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
