"""Whether a picture says where it was taken: in EXIF, XMP, IPTC, texts of a PNG, comments. When in doubt, yes."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from PIL import Image

# What broken metadata makes Pillow raise; the picture itself may still be whole.
BAD_METADATA: Final = (OSError, ValueError, SyntaxError, KeyError, TypeError, IndexError, struct.error)
_EXIF_IFD: Final = 0x8769
_GPS_IFD: Final = 0x8825
# EXIF 2.32, 4.6.6: the version of the block (0) and the name of the map's system (18) name no place.
_NO_PLACE: Final = {0, 18}
_MAKER_NOTE: Final = 0x927C
_IPTC_TAG: Final = 0x83BB
# IPTC IIM 4.2, record 2: place code and name, city, part of it, province, country; in a JPEG inside Photoshop's block.
_IPTC_PLACE: Final = re.compile(rb"\x1c\x02[\x1a\x1bZ\x5c_de]")
_IPTC_BLOCK: Final = re.compile(rb"8BIM\x04\x04.{0,4096}?\x1c\x02[\x1a\x1bZ\x5c_de]", re.DOTALL)
# Fields of XMP and words of camera programs; a raw profile is IPTC or XMP in hexadecimal.
_WORDS: Final = re.compile(
    rb"GPS ?(?:Latitude|Longitude|Position|Coordinates)|\blatitude\b|photoshop:(?:City|State|Country)"
    rb"|Iptc4xmpCore:(?:Location|CountryCode)|Location(?:Created|Shown)|Raw profile type (?:iptc|8bim|xmp|APP1)",
    re.IGNORECASE,
)
_DEGREES: Final = re.compile(rb"(?<![\d.])\d{1,3}\.\d{3,}[^\w.]{0,3}[NS]?[^\w.]{1,4}\d{1,3}\.\d{3,}")
# These hold numbers of other kinds; their words are looked for in the bytes of the file.
_NO_COMMENT: Final = {"exif", "xmp", "icc_profile"}


def has_location(image: Image.Image, source: BinaryIO) -> bool:
    """Is a place in the metadata? True as well when some of it cannot be read: then nobody knows."""
    try:
        return _in_exif(image) or _in_texts(image) or _in_bytes(source)
    except BAD_METADATA:
        return True


def _in_exif(image: Image.Image) -> bool:
    exif = image.getexif()
    unread = bool(image.info.get("exif")) and not exif
    in_iptc = _IPTC_PLACE.search(_letters(exif.get(_IPTC_TAG, b"")))
    return unread or in_iptc is not None or bool(set(exif.get_ifd(_GPS_IFD)) - _NO_PLACE)


def _in_texts(image: Image.Image) -> bool:
    """Comments, and what Pillow has opened: a compressed text of a PNG stands nowhere in the bytes."""
    named = [(str(name).encode(), _letters(value)) for name, value in image.info.items()]
    if any(_WORDS.search(name) or _WORDS.search(text) for name, text in named):
        return True
    comments = [text for name, text in named if name.decode() not in _NO_COMMENT]
    return any(_WORDS.search(text) or _DEGREES.search(text) for text in (*comments, *_exif_texts(image)))


def _exif_texts(image: Image.Image) -> Iterator[bytes]:
    exif = image.getexif()
    for part in (exif, exif.get_ifd(_EXIF_IFD)):
        yield from (_letters(value) for tag, value in part.items() if tag != _MAKER_NOTE)


def _in_bytes(source: BinaryIO) -> bool:
    position = source.tell()
    source.seek(0)
    content = source.read()
    source.seek(position)
    return _WORDS.search(content) is not None or _IPTC_BLOCK.search(content) is not None


def _letters(value: object) -> bytes:
    """A text, also one in UTF-16, as letters of one byte; nothing of numbers."""
    raw = value.encode("utf-8", "replace") if isinstance(value, str) else value
    return raw.replace(b"\0", b"") if isinstance(raw, bytes) else b""
