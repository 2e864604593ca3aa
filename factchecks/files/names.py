"""Turns the file name a browser sent into one that is safe to show. It is never used as a path."""

import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 150
MAX_EXTENSION: Final = 16
NAMELESS: Final = "file"

# Controls, invisible formatting (bidirectional overrides too), surrogates, line and paragraph separators.
UNSAFE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Persian, Hindi and joined emoji cannot be written without these two.
JOINERS: Final = "\u200c\u200d"
EDGES: Final = " ." + JOINERS


def clean_name(raw: str) -> str:
    """The last path part of `raw`: NFC, 1 to 150 characters, its extension kept, nothing hidden in it."""
    visible = "".join(mark for mark in unicodedata.normalize("NFC", raw) if _is_shown(mark))
    parts = [part for part in visible.replace("\\", "/").split("/") if part.strip(EDGES)]
    last = parts[-1] if parts else NAMELESS
    name = unicodedata.normalize("NFC", " ".join(last.split())).rstrip(EDGES).lstrip(" " + JOINERS)
    stem, extension = _split(name)
    return _cut(stem.strip(EDGES) or NAMELESS, extension)


def extension_of(name: str) -> str:
    """The extension of a cleaned name, lower case without the dot; empty when there is none."""
    return _split(name)[1].lower()


def _is_shown(mark: str) -> bool:
    return mark in JOINERS or mark.isspace() or unicodedata.category(mark) not in UNSAFE_CATEGORIES


def _split(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    if not dot or not extension or len(extension) > MAX_EXTENSION or " " in extension:
        return name, ""
    return stem, extension


def _cut(stem: str, extension: str) -> str:
    tail = f".{extension}" if extension else ""
    return (stem[: MAX_CHARACTERS - len(tail)].rstrip(EDGES) or NAMELESS) + tail
