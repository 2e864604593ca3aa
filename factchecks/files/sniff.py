"""What the first and last bytes of a file say it is. A first wall only: a real parser decides after it."""

import re
from dataclasses import dataclass
from typing import BinaryIO, Final

import puremagic

from factchecks.files.errors import Refused
from factchecks.files.kinds import Family, Kind

HEAD_BYTES: Final = 4096
# The end record of a zip file with the longest comment it may have (PKWARE APPNOTE 4.3.16).
TAIL_BYTES: Final = 22 + 65535
_ZIP_END: Final = re.compile(rb"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Opening:
    """How files of one format begin: its name, how a person calls it, and the pattern of its first bytes."""

    name: str
    spoken: str
    pattern: re.Pattern[bytes]


def _opening(name: str, spoken: str, pattern: bytes) -> Opening:
    return Opening(name, spoken, re.compile(pattern, re.DOTALL))


_PROGRAMS: Final = rb"MZ|\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\xca\xfe\xba\xbe|\0asm|#!|dex\n"
_ARCHIVES: Final = rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh[1-9]|\xfd7zXZ\x00|PK\x05\x06|MSCF"
OPENINGS: Final = (
    _opening("pdf", "a PDF", rb"%PDF-[12]\.\d"),
    _opening("jpeg", "a JPEG picture", rb"\xff\xd8\xff"),
    _opening("png", "a PNG picture", rb"\x89PNG\r\n\x1a\n"),
    _opening("webp", "a WebP picture", rb"RIFF....WEBP"),
    _opening("wav", "a WAV recording", rb"RIFF....WAVE"),
    _opening("gif", "a GIF picture", rb"GIF8[79]a"),
    _opening("tiff", "a TIFF picture", rb"II\*\x00|MM\x00\*"),
    _opening("zip", "an Office file or an archive", rb"PK\x03\x04"),
    _opening("flac", "a FLAC recording", rb"fLaC"),
    _opening("ogg", "an Ogg recording", rb"OggS\x00"),
    _opening("mp3", "an MP3 recording", rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    _opening("boxes", "an MP4 or QuickTime file", rb"....(?:ftyp|moov|mdat|wide|free|skip)"),
    _opening("ebml", "a WebM or Matroska file", rb"\x1aE\xdf\xa3"),
    _opening("program", "a program", _PROGRAMS),
    _opening("ole", "an old Office file", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _opening("archive", "an archive", _ARCHIVES),
    _opening("rtf", "a rich text document", rb"\{\\rtf"),
)

# Which opening an extension needs; text and e-mail have none, and may have no other's.
_EXTENSIONS: Final = {
    "jpeg": "jpg jpeg",
    "tiff": "tif tiff",
    "zip": "docx xlsx pptx odt ods",
    "boxes": "mp4 m4a mov",
    "ebml": "webm",
} | {name: name for name in ("pdf", "png", "webp", "gif", "mp3", "wav", "ogg", "flac")}
WANTED: Final = {ending: opening for opening, endings in _EXTENSIONS.items() for ending in endings.split()}

# Markup that a browser acts on when it guesses a type by itself (WHATWG MIME Sniffing, 7.1).
_MARKUP: Final = re.compile(rb"<(?:html|script|svg|iframe|body|!doctype\s+html|\?php)[\s>/]", re.IGNORECASE)
_MARKUP_START: Final = re.compile(
    rb"\s*<(?:!--|[!?/]?(?:doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|img|xml|php)"
    rb"[\s>/])",
    re.IGNORECASE,
)
_ORDER_MARK: Final = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
# At this certainty puremagic has matched six bytes or more.
_SURE: Final = 0.6
_TEXTUAL: Final = frozenset({"", ".txt", ".csv", ".eml", ".md", ".json", ".ics", ".srt", ".vtt"})


def opening_of(head: bytes) -> Opening | None:
    """The format that the first bytes name, or None."""
    return next((opening for opening in OPENINGS if opening.pattern.match(head)), None)


def check_head(kind: Kind, head: bytes) -> None:
    """Raises Refused when the first bytes of a file do not belong to its kind, or belong to another too."""
    opening = opening_of(head)
    if (opening.name if opening else None) != WANTED.get(kind.extension):
        raise _mismatch(kind, opening.spoken if opening else _spoken_guess(head))
    if kind.family in {Family.TEXT, Family.EMAIL}:
        _check_plain(kind, head)
    elif _MARKUP.search(head[:1024]) or head.find(b"%PDF-", 1, 1024) > 0:
        raise Refused(_two_faces(kind, "a document that a browser would open"))


def check_tail(kind: Kind, source: BinaryIO) -> None:
    """Raises Refused when a file that should be no archive ends as one (polyglots such as GIFAR)."""
    size = source.seek(0, 2)
    start = max(0, size - TAIL_BYTES)
    source.seek(start)
    tail = source.read(TAIL_BYTES)
    if kind.family is Family.OFFICE:
        return
    # Every end, not the last one: a false one may stand in the comment of the true one.
    for end in (found.start() for found in _ZIP_END.finditer(tail)):
        directory = start + end - int.from_bytes(tail[end + 12 : end + 16], "little")
        source.seek(max(0, directory))
        # The second is the mark of a large archive (zip64), whose directory lies elsewhere.
        if source.read(4) == b"PK\x01\x02" or tail[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
            raise Refused(_two_faces(kind, "an archive"))


def _check_plain(kind: Kind, head: bytes) -> None:
    if _MARKUP_START.match(_ORDER_MARK.sub(b"", head, count=1).replace(b"\0", b"")):
        raise _mismatch(kind, "a web page or other markup")
    if _guess(head) not in _TEXTUAL:
        raise _mismatch(kind, _spoken_guess(head))


def _guess(head: bytes) -> str:
    """What puremagic is sure about, as an extension with its dot, or nothing. It compares bytes only."""
    guesses = puremagic.magic_string(head)
    return guesses[0].extension if guesses and guesses[0].confidence >= _SURE else ""


def _spoken_guess(head: bytes) -> str:
    guess = _guess(head)
    return f"a {guess} file" if guess else ""


def _mismatch(kind: Kind, content: str) -> Refused:
    return Refused(
        f"The file is named .{kind.extension} but is {content or 'something else'} inside. "
        f"Attach it under its own name if that is accepted, or save it again as .{kind.extension}."
    )


def _two_faces(kind: Kind, other: str) -> str:
    return (
        f"The file is a .{kind.extension} and {other} at the same time, which is a way to hide things. "
        "Save it again in the program it came from."
    )
