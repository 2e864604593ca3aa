"""Reads a WARC file of ours back and says whether it still holds what was kept."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

CHUNK: Final = 65_536
BROKEN: Final = "The WARC file cannot be read."


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the file. `sha256` is that of its payload, for HTTP the body alone."""

    kind: str
    url: str
    status: int
    peer: str
    date: str
    headers: tuple[tuple[str, str], ...]
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A WARC file read back. `sha256`: of the last body, as our metadata record says it.

    `faults`: sentences about what does not fit; empty when the file is whole.
    """

    records: tuple[Record, ...]
    sha256: str
    faults: tuple[str, ...]


def read(file: BinaryIO) -> KeptCopy:
    """All records of a file; bodies are hashed, not kept in memory. A damaged file gives `faults`, never an error."""
    records: list[Record] = []
    stated, faults = "", []
    try:
        for found in ArchiveIterator(file, check_digests=True, verify_http=False):
            payload = _payload(found)
            records.append(_record(found, payload))
            stated = payload.stated or stated
            faults += _digest_faults(found)
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError) as error:
        faults.append(f"{BROKEN} ({type(error).__name__})")
    if not any(record.kind == "response" for record in records):
        faults.append("The WARC file holds no answer.")
    return KeptCopy(records=tuple(records), sha256=stated, faults=tuple(faults))


def verify(file: BinaryIO, sha256: str) -> str:
    """'' when the file is whole and its last answer has this sha256 (of the bytes before unpacking), else why not."""
    copy = read(file)
    if copy.faults:
        return copy.faults[0]
    last = [record for record in copy.records if record.kind == "response"][-1]
    if last.sha256 != sha256 or copy.sha256 != sha256:
        return "The answer in the WARC file is not the one that was kept."
    return ""


@dataclass(frozen=True, slots=True)
class _Payload:
    sha256: str
    size: int
    stated: str


def _payload(found: Any) -> _Payload:
    digest, size, start = hashlib.sha256(), 0, b""
    while chunk := found.raw_stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        start = start or chunk
    return _Payload(digest.hexdigest(), size, _stated(start) if found.rec_type == "metadata" else "")


def _stated(block: bytes) -> str:
    for line in block.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name == "sha256":
            return value.strip()
    return ""


def _record(found: Any, payload: _Payload) -> Record:
    http = found.http_headers
    code = (http.get_statuscode() or "") if http and found.rec_type == "response" else ""
    head = found.rec_headers
    return Record(
        kind=found.rec_type,
        url=head.get_header("WARC-Target-URI") or "",
        status=int(code) if code.isdecimal() else 0,
        peer=head.get_header("WARC-IP-Address") or "",
        date=head.get_header("WARC-Date") or "",
        headers=tuple(http.headers) if http else (),
        sha256=payload.sha256,
        size=payload.size,
    )


def _digest_faults(found: Any) -> list[str]:
    if found.digest_checker.passed is not False:
        return []
    return [f"The {found.rec_type} record of the WARC file does not match its digest."]
