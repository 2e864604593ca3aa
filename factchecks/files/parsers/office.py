"""Reads a Word, Excel, PowerPoint or OpenDocument file as a zip archive; nothing is unpacked to disk."""

import io
import re
import stat
import zipfile
from typing import BinaryIO, Final

from factchecks.files.errors import Refused
from factchecks.files.parsers.run import Findings, Order, answer

MAX_ENTRIES: Final = 5_000
MAX_INFLATED: Final = 400 * 1024 * 1024
# Sheets of numbers deflate to a fortieth, seldom more; deflate itself ends at 1032.
MAX_RATIO: Final = 150
RATIO_MATTERS_FROM: Final = 20 * 1024 * 1024
MAX_EMBEDDED: Final = 25 * 1024 * 1024
READ_BYTES: Final = 256 * 1024

MAIN_PARTS: Final = {
    "docx": ("[Content_Types].xml", "word/document.xml"),
    "xlsx": ("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": ("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": ("mimetype", "content.xml"),
    "ods": ("mimetype", "content.xml"),
}
MIMETYPES: Final = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}

DAMAGED: Final = "The file is damaged or cut short. Save it again in the program it came from and attach that."
WRONG_FORMAT: Final = "The file is an archive but not a .{extension} document. Attach the document itself."
BOMB: Final = "The file unpacks to far more than a document needs. Save it again without what is embedded in it."
UNSAFE_NAME: Final = "The file has parts whose names point outside of it. Save it again in the program it came from."
MACROS: Final = "The file carries macros, which are programs. Save it without macros (docx, xlsx, pptx, odt, ods)."
LOCKED: Final = "The file is locked with a password. Save it without one and attach that."
PROGRAM_INSIDE: Final = "The file carries a program or an archive inside. Save it again without it."
ENTITIES: Final = "The file defines XML entities, which no office program does. Save it again as a new document."
EMBEDDED: Final = "The file carries other documents inside; only their outside was checked."

_MACRO_PART: Final = re.compile(
    r"(?:^|/)(?:vbaProject(?:Signature\w*)?\.bin|vbaData\.xml)$"
    r"|(?:^|/)(?:macrosheets|intlMacrosheets|activeX)/|^(?:Basic|Scripts)/",
    re.IGNORECASE,
)
_PROGRAM_PART: Final = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|jar|msi"
    r"|html?|xhtml|mht|mhtml|zip|rar|7z|gz|bz2|xz|tar|cab|iso)$",
    re.IGNORECASE,
)
_ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST_MARK: Final = len(b"<!DOCTYPE") - 1
_EMBEDDED_PART: Final = re.compile(r"\.(?:docx|xlsx|pptx|odt|ods|odp)$", re.IGNORECASE)


def check(source: BinaryIO, order: Order) -> Findings:
    """Raises Refused unless the archive is whole, small, safely named, without macros, of its format."""
    try:
        archive = zipfile.ZipFile(source)
        embedded = _check_archive(archive, order["extension"], MAX_INFLATED)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise Refused(DAMAGED) from error
    return Findings(warnings=(EMBEDDED,) if embedded else ())


def _check_archive(archive: zipfile.ZipFile, extension: str, budget: int) -> bool:
    entries = archive.infolist()
    if not entries or min(entry.header_offset for entry in entries) > 0:
        raise Refused(DAMAGED)
    _check_sizes(entries, budget)
    for entry in entries:
        _check_entry(entry)
    _check_format(archive, extension)
    inner = [entry for entry in entries if _EMBEDDED_PART.search(entry.filename)]
    for entry in entries:
        _inflate(archive, entry)
    for entry in inner:
        _check_inner(archive, entry)
    return bool(inner)


def _check_sizes(entries: list[zipfile.ZipInfo], budget: int) -> None:
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = inflated > RATIO_MATTERS_FROM and inflated > packed * MAX_RATIO
    if len(entries) > MAX_ENTRIES or inflated > budget or too_dense:
        raise Refused(BOMB)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Refused(DAMAGED)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\x00" in name or "\\" in name:
        raise Refused(UNSAFE_NAME)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused(UNSAFE_NAME)
    if entry.flag_bits & 1:
        raise Refused(LOCKED)
    if _MACRO_PART.search(name):
        raise Refused(MACROS)
    if _PROGRAM_PART.search(name):
        raise Refused(PROGRAM_INSIDE)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused(DAMAGED)


def _check_format(archive: zipfile.ZipFile, extension: str) -> None:
    names = set(archive.namelist())
    marker, main = MAIN_PARTS[extension]
    if not {marker, main} <= names:
        raise Refused(WRONG_FORMAT.format(extension=extension))
    if wanted := MIMETYPES.get(extension):
        if _start(archive, marker) != wanted:
            raise Refused(WRONG_FORMAT.format(extension=extension))
    elif b"macroenabled" in _start(archive, marker).replace(b"\x00", b"").lower():
        raise Refused(MACROS)


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(READ_BYTES)


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read the entry to its end, so that its checksum is compared; never more than its declared size.

    Raises Refused for XML with entities, wherever they are declared: a long comment may stand before them.
    """
    is_xml, before = entry.filename.lower().endswith((".xml", ".rels", ".vml")), b""
    try:
        with archive.open(entry) as part:
            while piece := part.read(READ_BYTES):
                letters = before + piece.replace(b"\x00", b"") if is_xml else b""
                if _ENTITIES.search(letters):
                    raise Refused(ENTITIES)
                before = letters[-_LONGEST_MARK:]
    except (ValueError, OSError) as error:
        raise Refused(DAMAGED) from error


def _check_inner(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """A document in a document (a chart's sheet) is looked into once; a third level is refused unread."""
    if entry.file_size > MAX_EMBEDDED:
        raise Refused(BOMB)
    content = archive.read(entry)
    if not content.startswith(b"PK\x03\x04"):
        return
    inner = zipfile.ZipFile(io.BytesIO(content)).infolist()
    _check_sizes(inner, MAX_INFLATED // 4)
    for part in inner:
        _check_entry(part)
        if _EMBEDDED_PART.search(part.filename):
            raise Refused(PROGRAM_INSIDE)


if __name__ == "__main__":
    answer(check)
