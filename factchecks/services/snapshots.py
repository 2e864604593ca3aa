"""Kept copies: keeps raw bytes, text and WARC file of an attempt, and says which are damaged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from factchecks.files.store import Store
from factchecks.links import readingview, warc, warcread
from factchecks.links.readingview import Reading
from factchecks.links.records import Attempt
from factchecks.links.text import Page
from factchecks.models import Link, Snapshot
from factchecks.services import network, vault

MAX_BYTES = 100_000_000
ROWS = 200


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The sha256 (hex) of each file of a kept copy; the last two are '' when this very copy was kept before."""

    sha256: str
    text_sha256: str
    warc_sha256: str = ""
    reading_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """`part`: raw, text, warc or reading. `problem`: missing, damaged, or a sentence about what does not fit."""

    part: str
    sha256: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A kept copy that was looked at, and what is wrong with it."""

    snapshot: int
    url: str
    faults: tuple[Fault, ...]


def _receive(data: bytes) -> str:
    return vault.store().receive([data], MAX_BYTES).sha256


def keep(*, link: Link, attempt: Attempt, page: Page) -> Kept:
    """Writes the files of a copy into the vault; needs no transaction. A page that has not changed gets no second WARC
    file and no second reading view."""
    sha256, text_sha256 = _receive(attempt.raw), vault.keep_text(page.text)
    same_text = Snapshot.objects.filter(link=link, text_sha256=text_sha256)
    if same_text.filter(sha256=sha256).exists():
        return Kept(sha256=sha256, text_sha256=text_sha256)
    # Many pages answer with other bytes each time and the same words: their reading view is made once.
    known = same_text.exclude(reading_sha256="").values_list("reading_sha256", flat=True).first()
    return Kept(
        sha256=sha256,
        text_sha256=text_sha256,
        warc_sha256=_receive(warc.write(attempt, user_agent=network.limits().user_agent)),
        reading_sha256=known or "",
    )


def add(*, link: Link, attempt: Attempt, page: Page, kept: Kept) -> Snapshot:
    """The row of a copy whose files are kept; an unchanged page has one row. Runs in the caller's transaction."""
    snapshot, _ = Snapshot.objects.get_or_create(
        link=link,
        sha256=kept.sha256,
        text_sha256=kept.text_sha256,
        defaults={
            "warc_sha256": kept.warc_sha256,
            "reading_sha256": kept.reading_sha256,
            "media_type": attempt.content_type[:100],
            "size": len(attempt.raw),
            "title": page.title[:300],
            "final_url": attempt.final_url,
            "fetched_at": attempt.started_at,
        },
    )
    return snapshot


def reading_of(*, snapshot: Snapshot) -> Reading:
    """The reading view, or everything visible when there is none or it cannot be read. Raises FileNotFoundError when
    the text is missing too."""
    try:
        with vault.store().open(snapshot.reading_sha256) as file:
            return readingview.from_json(file.read())
    except (FileNotFoundError, ValueError):
        return everything_visible(snapshot=snapshot)


def everything_visible(*, snapshot: Snapshot) -> Reading:
    """All text of the copy, line by line, in which quotations are looked for. Raises FileNotFoundError."""
    return readingview.visible(vault.read_text(snapshot.text_sha256))


def verify_all() -> Iterator[Checked]:
    """Looks at every kept copy, oldest first, a batch of rows at a time: each file is hashed, each WARC opened."""
    for snapshot in Snapshot.objects.order_by("pk").iterator(chunk_size=ROWS):
        yield Checked(snapshot=snapshot.pk, url=snapshot.final_url, faults=tuple(_faults(snapshot)))


def _faults(snapshot: Snapshot) -> Iterator[Fault]:
    store = vault.store()
    parts = {
        "raw": snapshot.sha256,
        "text": snapshot.text_sha256,
        "warc": snapshot.warc_sha256,
        "reading": snapshot.reading_sha256,
    }
    for part, sha256 in parts.items():
        problem = _problem(store, sha256) if sha256 else ""
        if part == "warc" and sha256 and not problem:
            problem = _read_warc(store, snapshot)
        if problem:
            yield Fault(part=part, sha256=sha256, problem=problem)


def _problem(store: Store, sha256: str) -> str:
    try:
        if not store.exists(sha256):
            return "missing"
        return "" if store.verify(sha256) else "damaged"
    except ValueError:
        return "not a sha256"


def _read_warc(store: Store, snapshot: Snapshot) -> str:
    file: BinaryIO
    with store.open(snapshot.warc_sha256) as file:
        return warcread.verify(file, snapshot.sha256)
