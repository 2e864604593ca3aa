"""Walks the headers of sound and video files: are they whole, and what their names say they are?"""

import re
from typing import BinaryIO, Final

from factchecks.files.errors import Refused
from factchecks.files.parsers.boxes import CUT_SHORT, WRONG_KIND, check_boxes, check_webm
from factchecks.files.parsers.run import Findings, Order, answer

MAX_STEPS: Final = 200_000
# First packets of the sound codecs an Ogg file may hold; Theora is video.
OGG_CODECS: Final = (b"\x01vorbis", b"OpusHead", b"Speex   ", b"\x7fFLAC")

# Bit rates in kbit/s of MPEG-1 layer III, and of MPEG-2 and 2.5 layer III (ISO/IEC 11172-3, 13818-3).
BIT_RATES: Final = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FRAMES_IN_A_ROW: Final = 3
SEARCH_BYTES: Final = 256 * 1024


def check(source: BinaryIO, order: Order) -> Findings:
    """Raises Refused when the container is cut short, or is another than `order["extension"]` says."""
    extension = order["extension"]
    if extension in {"mp4", "m4a", "mov"}:
        return check_boxes(source, extension)
    if extension == "webm":
        return check_webm(source)
    {"wav": check_wav, "ogg": check_ogg, "flac": check_flac, "mp3": check_mp3}[extension](source)
    return Findings()


def check_wav(source: BinaryIO) -> None:
    """A RIFF file with a format chunk before a data chunk, every chunk inside the file."""
    size, at, names = source.seek(0, 2), 12, []
    for _ in range(MAX_STEPS):
        source.seek(at)
        head = source.read(8)
        if len(head) < 8:
            break
        length = int.from_bytes(head[4:8], "little")
        names.append(head[:4])
        # Recorders that never came back to write the length leave it at its largest.
        if head[:4] == b"data" and length == 0xFFFFFFFF:
            break
        if at + 8 + length > size:
            raise Refused(CUT_SHORT)
        at += 8 + length + length % 2
    if b"data" not in names or b"fmt " not in names[: names.index(b"data")]:
        raise Refused(CUT_SHORT)


def check_ogg(source: BinaryIO) -> None:
    """Ogg pages (RFC 3533) from the first byte to the last, the first of them naming a sound codec."""
    size, at = source.seek(0, 2), 0
    for _ in range(MAX_STEPS):
        if at == size:
            return
        source.seek(at)
        head = source.read(27)
        if len(head) < 27 or head[:5] != b"OggS\x00":
            raise Refused(CUT_SHORT)
        lengths = source.read(head[26])
        body = at + 27 + head[26]
        if at == 0 and not source.read(16).startswith(OGG_CODECS):
            raise Refused(WRONG_KIND.format(extension="ogg"))
        at = body + sum(lengths)
    raise Refused(CUT_SHORT)


def check_flac(source: BinaryIO) -> None:
    """A STREAMINFO block, the other metadata blocks, then a frame (RFC 9639)."""
    at, last, first = 4, False, True
    while not last:
        source.seek(at)
        head = source.read(4)
        if len(head) < 4 or (first and (head[0] & 0x7F, head[1:4]) != (0, b"\x00\x00\x22")):
            raise Refused(CUT_SHORT)
        last, first = bool(head[0] & 0x80), False
        at += 4 + int.from_bytes(head[1:4])
    source.seek(at)
    if source.read(2) not in {b"\xff\xf8", b"\xff\xf9"}:
        raise Refused(CUT_SHORT)


def check_mp3(source: BinaryIO) -> None:
    """Three layer III frames, each starting where the one before ends, after the ID3 tag if any."""
    source.seek(0)
    head = source.read(10)
    at = 0
    if head[:3] == b"ID3":
        # ID3v2: the length has seven bits a byte.
        at = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
    source.seek(at)
    data = source.read(SEARCH_BYTES)
    if not any(_frames_follow(data, found.start()) for found in re.finditer(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", data)):
        raise Refused(CUT_SHORT)


def _frames_follow(data: bytes, at: int) -> bool:
    for _ in range(FRAMES_IN_A_ROW):
        length = _frame_length(data[at : at + 4])
        if not length:
            return False
        at += length
    return True


def _frame_length(head: bytes) -> int:
    """Bytes of the layer III frame with this header; 0 when it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in {0, 15} or sampling == 3:
        return 0
    slots = 144_000 if version == 3 else 72_000
    return slots * BIT_RATES[3 if version == 3 else 2][rate] // SAMPLE_RATES[version][sampling] + (head[2] >> 1 & 1)


if __name__ == "__main__":
    answer(check)
