"""Walks the boxes of an MP4, M4A or QuickTime file, and the elements of a WebM file. Decodes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from factchecks.files.errors import Refused
from factchecks.files.parsers.run import Findings

MAX_BOXES: Final = 20_000
MAX_MOOV: Final = 64 * 1024 * 1024
# Brands of ISO/IEC 14496-12 files that are plain sound or video (mp4ra.org); heic pictures have none of them.
BRANDS: Final = {
    "mp4": {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "hvc1", "dash", "M4V ", "MSNV"},
    "m4a": {"M4A ", "M4B ", "isom", "iso2", "mp41", "mp42"},
    "mov": {"qt  "},
}  # fmt: skip
# Where phones write the place: the QuickTime user data, Apple's metadata key, and the 3GPP box.
PLACES: Final = (b"\xa9xyz", b"com.apple.quicktime.location", b"loci")

CUT_SHORT: Final = "The recording is damaged or cut short. Save or export it again and attach that."
WRONG_KIND: Final = "The file is no .{extension} recording inside. Export it as MP4 or MP3 and attach that."
LOCATION: Final = "The recording says where it was made, and so will every copy of it."


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, and where its content starts and ends, in bytes from the start of the file."""

    name: bytes
    start: int
    end: int


def check_boxes(source: BinaryIO, extension: str) -> Findings:
    """Raises Refused unless the boxes fill the file exactly and hold a brand, an index and media."""
    size = source.seek(0, 2)
    boxes = list(_walk(source, 0, size))
    found = {box.name: box for box in boxes}
    if not {b"mdat", b"moof"} & set(found) or b"moov" not in found:
        raise Refused(CUT_SHORT)
    _check_brand(source, boxes[0], extension)
    index = found[b"moov"]
    if index.end - index.start > MAX_MOOV:
        raise Refused(CUT_SHORT)
    tracks = list(_walk(source, index.start, index.end))
    if not any(box.name == b"trak" for box in tracks):
        raise Refused(CUT_SHORT)
    source.seek(index.start)
    content = source.read(index.end - index.start)
    located = any(place in content for place in PLACES)
    return Findings(located=located, warnings=(LOCATION,) if located else ())


def _walk(source: BinaryIO, start: int, end: int) -> Iterator[Box]:
    for _ in range(MAX_BOXES):
        if start == end:
            return
        box = _read_box(source, start, end)
        yield box
        start = box.end
    raise Refused(CUT_SHORT)


def _read_box(source: BinaryIO, start: int, end: int) -> Box:
    source.seek(start)
    head = source.read(16)
    length, header = int.from_bytes(head[:4]), 8
    if length == 1:
        length, header = int.from_bytes(head[8:16]), 16
    elif length == 0:
        length = end - start
    if len(head) < 8 or length < header or start + length > end:
        raise Refused(CUT_SHORT)
    return Box(name=head[4:8], start=start + header, end=start + length)


def _check_brand(source: BinaryIO, first: Box, extension: str) -> None:
    if first.name != b"ftyp":
        # QuickTime files older than the brand box begin with their media.
        if extension == "mov":
            return
        raise Refused(WRONG_KIND.format(extension=extension))
    source.seek(first.start)
    content = source.read(min(first.end - first.start, 256))
    brands = {content[at : at + 4].decode("latin-1") for at in (0, *range(8, len(content), 4))}
    if not brands & BRANDS[extension] or content[:4] in {b"heic", b"heix", b"mif1", b"avif", b"crx "}:
        raise Refused(WRONG_KIND.format(extension=extension))


def check_webm(source: BinaryIO) -> Findings:
    """Raises Refused unless an EBML header names `webm` and a Segment that fits follows (RFC 8794)."""
    size = source.seek(0, 2)
    source.seek(0)
    head = source.read(4096)
    header = _element(head, 0)
    if b"\x42\x82\x84webm" not in head[header.start : header.end]:
        raise Refused(WRONG_KIND.format(extension="webm"))
    segment = _element(head, header.end)
    if segment.name != b"\x18\x53\x80\x67" or segment.end > size or segment.start >= size:
        raise Refused(CUT_SHORT)
    return Findings()


def _element(data: bytes, at: int) -> Box:
    """An EBML element; one of unknown length (a live recording) ends where its content starts."""
    id_length = _vint_length(data, at)
    size_at = at + id_length
    size_length = _vint_length(data, size_at)
    start = size_at + size_length
    mask = (1 << (7 * size_length)) - 1
    size = int.from_bytes(data[size_at:start]) & mask
    return Box(name=data[at:size_at], start=start, end=start if size == mask else start + size)


def _vint_length(data: bytes, at: int) -> int:
    if at >= len(data) or not data[at]:
        raise Refused(CUT_SHORT)
    return 9 - data[at].bit_length()
