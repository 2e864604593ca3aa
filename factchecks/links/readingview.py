"""The reading view of a page: plain typed blocks of text, made in a child process; no markup from outside survives."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from factchecks.links.charset import decode

TIMEOUT: Final = 20.0
ROOT: Final = Path(__file__).resolve().parents[2]
MAX_MARKUP: Final = 3_000_000
MAX_BLOCKS: Final = 5_000
MAX_CHARS: Final = 2_000_000
# Less than this, or a twentieth of all that is visible, and the extractor has missed the page.
MIN_CHARS: Final = 200
MIN_SHARE: Final = 0.05
HTML: Final = ("", "text/html", "application/xhtml+xml")
SPACES: Final = re.compile(r"\s+")
# Control characters but for white space, and the marks that turn the direction of text around them.
UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class BlockKind(StrEnum):
    """What a block is. `ITEM`: one entry of a list; entries that follow each other belong together."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"


class Origin(StrEnum):
    """`MAIN`: what an extractor takes for the article. `VISIBLE`: everything a reader can see, line by line."""

    MAIN = "main"
    VISIBLE = "visible"


@dataclass(frozen=True, slots=True)
class Block:
    """Text on one line, without markup. `level`: 1 to 6 of a heading, else 0."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks in order. `truncated`: there was more than is shown."""

    blocks: tuple[Block, ...]
    origin: Origin
    truncated: bool = False


def read_blocks(body: bytes, content_type: str, text: str, *, timeout: float = TIMEOUT) -> Reading:
    """The reading view of an inflated body. `text`: all that is visible, as `read_page` gives it.

    Whatever the extractor cannot read in `timeout` seconds, and all that is not HTML, is shown from `text`.
    Never raises for bad input.
    """
    media = content_type.partition(";")[0].strip().lower()
    if media not in HTML or body[:1024].lstrip().startswith(b"%PDF-"):
        return visible(text)
    markup = decode(body[:MAX_MARKUP], content_type)
    found = tuple(_blocks(_extracted(markup, timeout)))
    size = sum(len(block.text) for block in found)
    if size < max(MIN_CHARS, MIN_SHARE * len(text)) and size < len(text):
        return visible(text)
    return Reading(found, Origin.MAIN, truncated=len(body) > MAX_MARKUP or len(found) == MAX_BLOCKS)


def visible(text: str) -> Reading:
    """Everything visible, one paragraph a line: where a caption or a box is looked for that the article leaves out."""
    lines = text[:MAX_CHARS].splitlines()
    found = tuple(_blocks({"kind": BlockKind.PARAGRAPH, "text": line} for line in lines))
    return Reading(found, Origin.VISIBLE, truncated=len(text) > MAX_CHARS or len(found) == MAX_BLOCKS)


def to_json(reading: Reading) -> bytes:
    """The form in which a reading view is kept; equal views give equal bytes."""
    return json.dumps(asdict(reading), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def from_json(data: bytes) -> Reading:
    """A kept reading view. Raises ValueError when it is none."""
    try:
        kept = json.loads(data)
        blocks = tuple(_blocks(kept["blocks"]))
        return Reading(blocks, Origin(kept["origin"]), truncated=bool(kept["truncated"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("This is no reading view.") from error


def _blocks(found: Iterable[dict[str, Any]]) -> Iterable[Block]:
    """Only what fits the types and the limits comes through, whoever made it."""
    count = size = 0
    for one in found:
        text = SPACES.sub(" ", UNSEEN.sub("", str(one["text"]))).strip()[: MAX_CHARS - size]
        if not text:
            continue
        kind = BlockKind(one["kind"])
        level = min(max(int(one.get("level", 0)), 1), 6) if kind is BlockKind.HEADING else 0
        yield Block(kind, text, level)
        count, size = count + 1, size + len(text)
        if count == MAX_BLOCKS or size >= MAX_CHARS:
            return


def _extracted(markup: str, timeout: float) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "factchecks.links.readchild"],
            input=markup.encode("utf-8", "replace"),
            capture_output=True, timeout=timeout, cwd=ROOT, env=_environment(), check=False,
        )  # fmt: skip
        answer = json.loads(done.stdout) if done.returncode == 0 else []
    except (subprocess.TimeoutExpired, ValueError):
        return []
    return answer if isinstance(answer, list) else []


def _environment() -> dict[str, str]:
    """Nothing of our own settings and secrets reaches the code that reads a stranger's page."""
    passed = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return passed | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
