"""Reads a text file that begins with a TOML head between two `+++` lines."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FENCE = "+++\n"


@dataclass(frozen=True)
class Sheet:
    """One file: its head as a table and its body as text."""

    head: dict[str, Any]
    body: str


def read_sheet(path: Path) -> Sheet:
    """Return the head and body of `path` (UTF-8). Raises ValueError when the head is missing or not TOML."""
    text = path.read_text(encoding="utf-8")
    parts = text.split(FENCE, 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path.name}: the file must begin with a head between two +++ lines")
    try:
        head = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return Sheet(head=head, body=parts[2].strip())


def paragraphs(body: str) -> tuple[str, ...]:
    """Return the blocks of `body` that blank lines separate, each as one line."""
    return tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip())
