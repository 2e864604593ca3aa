"""Verifies an evidence bundle offline: `python3 -I verify.py [FOLDER or ZIP]`. Needs nothing but Python 3.9 or newer.

Every file must be listed in manifest.json with its size and sha256, and nothing may be missing or added. The ledger
must follow from its first line to the head that the manifest names. Exits 1 and names each thing that does not fit.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "manifest.json"
FORMAT = "newsroom-evidence/1"
CHUNK = 1024 * 1024


class Measured(NamedTuple):
    """What a file is: its sha256 (hex) and its size in bytes."""

    sha256: str
    size: int


class Folder:
    """A bundle that was unpacked. Links and special files count as added, and are never followed."""

    def __init__(self, root: str) -> None:
        self.root = root

    def names(self) -> list[str]:
        """Every file below, with `/` between the parts."""
        found = []
        for folder, inner, files in os.walk(self.root):
            links = [name for name in inner if os.path.islink(os.path.join(folder, name))]
            found += [os.path.relpath(os.path.join(folder, name), self.root) for name in files + links]
        return [name.replace(os.sep, "/") for name in found]

    def open(self, name: str) -> BinaryIO:
        """The file, for reading."""
        path = os.path.join(self.root, *name.split("/"))
        if os.path.islink(path) or not os.path.isfile(path):
            raise OSError("is not a plain file")
        return open(path, "rb")


class Archive:
    """A bundle still packed. Two files under one name are both listed, and that is a fault."""

    def __init__(self, path: str) -> None:
        self.zip = zipfile.ZipFile(path)

    def names(self) -> list[str]:
        """Every file inside."""
        return self.zip.namelist()

    def open(self, name: str) -> BinaryIO:
        """The file, for reading."""
        return self.zip.open(name)  # type: ignore[return-value]


def faults(place: Folder | Archive) -> Iterator[str]:
    """One sentence for each thing that does not fit."""
    try:
        with place.open(MANIFEST) as file:
            manifest = json.load(file)
        listed = {one["name"]: Measured(one["sha256"], one["size"]) for one in manifest["entries"]}
        ledger = manifest["ledger"]
        known = manifest["format"] == FORMAT
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        yield f"{MANIFEST}: cannot be read ({error})."
        return
    if not known:
        yield f"{MANIFEST}: is of a format that this program does not know."
    names = place.names()
    yield from (f"{name}: was added." for name in sorted(set(names) - set(listed) - {MANIFEST}))
    yield from (f"{name}: stands twice." for name in sorted({name for name in names if names.count(name) > 1}))
    for name in sorted(listed):
        yield from _file_faults(place, name, listed[name], name in names)
    if ledger["file"] in listed and ledger["file"] in names:
        yield from ledger_faults(place, ledger)


def _file_faults(place: Folder | Archive, name: str, listed: Measured, there: bool) -> Iterator[str]:
    if not there:
        yield f"{name}: is missing."
        return
    try:
        with place.open(name) as file:
            found = measure(file)
    except (OSError, zipfile.BadZipFile, zlib.error) as error:
        yield f"{name}: cannot be read ({error})."
        return
    if found != listed:
        yield f"{name}: was changed."


def measure(file: BinaryIO) -> Measured:
    """sha256 and size, one piece at a time."""
    digest, size = hashlib.sha256(), 0
    for chunk in iter(lambda: file.read(CHUNK), b""):
        digest.update(chunk)
        size += len(chunk)
    return Measured(digest.hexdigest(), size)


def ledger_faults(place: Folder | Archive, ledger: dict[str, Any]) -> Iterator[str]:
    """Walks the chain. A withheld event shows only its place, what came before it and its hash."""
    name = ledger["file"]
    prev, seq, withheld = hashlib.sha256(f"newsroom:{ledger['chain']}".encode()).hexdigest(), 0, 0
    try:
        with place.open(name) as file:
            events = [json.loads(line) for line in file.read().decode().splitlines()]
        for event in events:
            if event["prev"] != prev or event["seq"] != seq + 1 or event["chain"] != ledger["chain"]:
                yield f"{name} {event['seq']}: does not follow event {seq}."
            if not event.get("withheld") and event["hash"] != event_hash(event):
                yield f"{name} {event['seq']}: its content does not match its hash."
            prev, seq, withheld = event["hash"], event["seq"], withheld + bool(event.get("withheld"))
    except (OSError, KeyError, TypeError, AttributeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        yield f"{name}: cannot be read ({error})."
        return
    if (seq, prev, withheld) != (ledger["events"], ledger["head"], ledger["withheld"]):
        yield f"{name}: does not end at the head that the manifest names."


def event_hash(event: dict[str, Any]) -> str:
    """sha256 of the event without its `hash`, as JSON with sorted keys, no spaces, UTF-8."""
    body = {key: value for key, value in event.items() if key != "hash"}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _summary(place: Folder | Archive) -> str:
    with place.open(MANIFEST) as file:
        data = file.read()
    manifest = json.loads(data)
    ledger = manifest["ledger"]
    return (
        f"{manifest['check']}: all {len(manifest['entries'])} files are as they were on {manifest['created_at']}.\n"
        f"Ledger: {ledger['events']} events, {ledger['withheld']} of them withheld, head {ledger['head']}.\n"
        f"Manifest: sha256 {hashlib.sha256(data).hexdigest()}.\n"
    )


def main(arguments: list[str]) -> int:
    """0 when everything fits, 1 when not, 2 when there is nothing to verify."""
    path = arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__))
    try:
        place = Folder(path) if os.path.isdir(path) else Archive(path)
    except (OSError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"{path}: cannot be opened ({error}).\n")
        return 2
    found = list(faults(place))
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(found)} faults. This is not what was kept.\n" if found else _summary(place))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
