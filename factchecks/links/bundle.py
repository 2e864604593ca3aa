"""Builds an evidence bundle: a ZIP stream with a manifest, and with the program that verifies it offline."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from factchecks.links import bundleverifier
from factchecks.links.bundleverifier import FORMAT, MANIFEST
from factchecks.links.safenames import Names

VERIFIER: Final = "verify.py"
GUIDE: Final = "VERIFY.txt"
LEDGER: Final = "ledger.jsonl"
# The first date that a ZIP can carry: equal evidence gives equal bytes, whenever it is packed.
FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE: Final = 0o100644 << 16
PACKED: Final = (".gz", ".jpg", ".jpeg", ".png", ".webp", ".pdf", ".zip", ".docx", ".xlsx", ".mp3", ".mp4")
CHUNK: Final = 65_536
GUIDE_TEXT: Final = Path(__file__).with_name("bundle_guide.txt")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: the name it should have, `/` between folders, and a call that gives its bytes in pieces."""

    name: str
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The chain whose events stand in the bundle, how many, how many of them withheld, and the last hash."""

    chain: str
    events: int
    head: str
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """`check`: number, e.g. FC-0412. `created_at`: ISO 8601 in UTC. `more`: anything else worth listing, as JSON."""

    check: str
    created_at: str
    ledger: LedgerFacts
    more: dict[str, Any]


def of_bytes(name: str, data: bytes) -> Entry:
    """An entry whose bytes are at hand."""
    return Entry(name, lambda: (data,))


def of_file(name: str, path: Path) -> Entry:
    """An entry read from disk when its turn comes. Reading raises FileNotFoundError."""

    def read() -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    return Entry(name, read)


def build(entries: Iterable[Entry], facts: Facts) -> Iterator[bytes]:
    """The ZIP in pieces of about 64 kB; no file is ever held whole. Equal entries and facts give equal bytes.

    Names are made safe, and distinct where they would fall together; the ledger's entry must be named LEDGER.
    """
    added = [of_bytes(GUIDE, _guide(facts)), of_file(VERIFIER, Path(bundleverifier.__file__))]
    names = Names({MANIFEST, GUIDE, VERIFIER})
    theirs = [Entry(names.take(entry.name), entry.chunks) for entry in sorted(entries, key=lambda one: one.name)]
    out = _Outlet()
    listed: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w") as packed:
        for entry in sorted([*theirs, *added], key=lambda one: one.name):
            digest, size = hashlib.sha256(), 0
            with packed.open(_info(entry.name), "w") as file:
                for chunk in entry.chunks():
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
                    yield from out.drain()
            listed.append({"name": entry.name, "sha256": digest.hexdigest(), "size": size})
        packed.writestr(_info(MANIFEST), _manifest(listed, facts))
    yield from out.drain(rest=True)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, FIXED_DATE)
    info.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, PLAIN_FILE
    return info


def _guide(facts: Facts) -> bytes:
    title = f"Evidence of {facts.check}"
    values = {"check": facts.check, "created_at": facts.created_at, "ledger": LEDGER, "underline": "=" * len(title)}
    return GUIDE_TEXT.read_text().format_map(values).encode()


def _manifest(listed: list[dict[str, Any]], facts: Facts) -> bytes:
    ledger = facts.ledger
    manifest = {
        "format": FORMAT,
        "check": facts.check,
        "created_at": facts.created_at,
        "ledger": {
            "file": LEDGER,
            "chain": ledger.chain,
            "events": ledger.events,
            "withheld": ledger.withheld,
            "head": ledger.head,
        },
        "more": facts.more,
        "entries": listed,
    }
    return json.dumps(manifest, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


class _Outlet:
    """What zipfile writes to; it can only go forward. Pieces are taken out as soon as they are large enough."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing lies anywhere else."""

    def close(self) -> None:
        """There is nothing to give back."""

    def drain(self, *, rest: bool = False) -> Iterator[bytes]:
        if self._held and (rest or len(self._held) >= CHUNK):
            yield bytes(self._held)
            self._held.clear()
