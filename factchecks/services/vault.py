"""The private store of bytes: uploads, kept copies and their text, each under its sha256."""

from pathlib import Path

from django.conf import settings

from factchecks.files.store import Store

MAX_TEXT_BYTES = 40_000_000


def store() -> Store:
    """The store in the data folder."""
    return Store(Path(settings.FILES_DIR))


def keep_text(text: str) -> str:
    """Keeps a text as UTF-8; its sha256 (hex)."""
    return store().receive([text.encode("utf-8", "replace")], MAX_TEXT_BYTES).sha256


def read_text(sha256: str) -> str:
    """The kept text. Raises FileNotFoundError."""
    with store().open(sha256) as file:
        return file.read().decode("utf-8")
