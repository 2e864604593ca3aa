"""What stands in a published JPEG or PNG beside its pixels, read from its own structure, not by Pillow."""

import zlib

# Tables, frames and scans of a JPEG (ITU-T T.81, table B.1); everything else is said about the picture.
JPEG_PARTS = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA}
JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def beside_pixels(content: bytes) -> bytes:
    """Every byte of metadata in the picture, the texts of compressed chunks opened; empty when there is none."""
    return _of_jpeg(content) if content.startswith(b"\xff\xd8") else _of_png(content)


def _of_jpeg(content: bytes) -> bytes:
    said, at = b"", 2
    while content[at + 1] != 0xD9:
        length = int.from_bytes(content[at + 2 : at + 4])
        kind, body = content[at + 1], content[at + 4 : at + 2 + length]
        if kind not in JPEG_PARTS and body != JFIF:
            said += body
        at += 2 + length
        if kind == 0xDA:
            at = _next_marker(content, at)
    return said + content[at + 2 :]


def _next_marker(content: bytes, at: int) -> int:
    """Where the data of a scan end: at 0xFF that is followed by neither zero nor a restart."""
    while content[at] != 0xFF or content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
        at = content.index(b"\xff", at + 1)
    return at


def _of_png(content: bytes) -> bytes:
    said, at, kind = b"", 8, b""
    while kind != b"IEND":
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + length]
        if kind not in PNG_PARTS:
            said += kind + (_opened(body) if kind in {b"iTXt", b"zTXt"} else body)
        at += 12 + length
    return said + content[at:]


def _opened(body: bytes) -> bytes:
    packed = body.find(b"x\x9c")
    return body if packed < 0 else body[:packed] + zlib.decompress(body[packed:])
