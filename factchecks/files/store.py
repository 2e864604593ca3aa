"""The private, content-addressed store: a file is kept under the sha256 of its bytes and never changed."""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

from factchecks.files.errors import TooLarge

DIRECTORY_MODE: Final = 0o700
FILE_MODE: Final = 0o600
READ_BYTES: Final = 1024 * 1024
SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: its sha256 in hex, its size in bytes, and where it lies."""

    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class _Temporary:
    path: Path
    out: BinaryIO


class Store:
    """Files under `root`, as ab/cd/<sha256>; readable by this user only."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._incoming = root / "incoming"

    def receive(self, chunks: Iterable[bytes], limit: int) -> Stored:
        """Keep the bytes; raises TooLarge above `limit` bytes. After any error nothing is left behind."""
        _make_directory(self._incoming)
        self._sweep()
        with self._temporary() as temporary:
            digest = _copy(chunks, temporary.out, limit)
            size = temporary.out.tell()
            final = self.path_of(digest)
            _make_directory(final.parent)
            # Always put in place, also over an equal file: a damaged copy is healed by the next upload of it.
            temporary.path.rename(final)
            _sync_directory(final.parent)
        return Stored(sha256=digest, size=size, path=final)

    def path_of(self, sha256: str) -> Path:
        """Where the file with this hash lies or would lie; raises ValueError when it is not 64 hex digits."""
        if not SHA256.fullmatch(sha256):
            raise ValueError("not a sha256 in lower-case hex")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BufferedReader:
        """The kept file, for reading; raises FileNotFoundError."""
        return self.path_of(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        """Is there a file under this hash? (`verify` says whether it is whole.)"""
        return self.path_of(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Is the file there and does it still have the bytes it was kept with?"""
        try:
            with self.open(sha256) as kept:
                return hashlib.file_digest(kept, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    @contextmanager
    def _temporary(self) -> Iterator[_Temporary]:
        temporary = self._locked_file()
        try:
            with temporary.out:
                yield temporary
        finally:
            temporary.path.unlink(missing_ok=True)

    def _locked_file(self) -> _Temporary:
        while True:
            path = self._incoming / secrets.token_hex(16)
            out = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb")
            fcntl.flock(out, fcntl.LOCK_EX)
            # A sweep in another process may have taken the file before it was locked.
            if os.fstat(out.fileno()).st_nlink:
                return _Temporary(path=path, out=out)
            out.close()

    def _sweep(self) -> None:
        """Remove what killed uploads left: a live upload holds the lock of its file, a dead one cannot."""
        for path in self._incoming.iterdir():
            try:
                with path.open("rb") as orphan:
                    fcntl.flock(orphan, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink(missing_ok=True)
            except (BlockingIOError, FileNotFoundError):
                continue


def file_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file on disk, 1 MB at a time."""
    with path.open("rb") as source:
        while chunk := source.read(READ_BYTES):
            yield chunk


def _copy(chunks: Iterable[bytes], out: BinaryIO, limit: int) -> str:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        digest.update(chunk)
        out.write(chunk)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest()


def _make_directory(path: Path) -> None:
    missing = [step for step in (path, *path.parents) if not step.exists()]
    for step in reversed(missing):
        step.mkdir(mode=DIRECTORY_MODE, exist_ok=True)
        _sync_directory(step.parent)


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
