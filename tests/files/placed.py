"""Pictures that say where they were taken, in every place we know of, and some that say other things."""

import struct
import zlib
from functools import partial

from PIL import Image, PngImagePlugin, TiffImagePlugin

from tests.files import makers as make


def exif(**more):
    made = Image.Exif()
    made[0x010E] = "A stop"
    for tag, value in more.items():
        made.get_ifd(0x8769)[int(tag[1:], 16)] = value
    return made


def gps(**fields):
    """A block of GPS with only these fields, none of them a latitude."""
    made = Image.Exif()
    made.get_ifd(0x8825).update({int(tag[1:]): value for tag, value in fields.items()})
    return made


def tiff_gps():
    """What Pillow leaves out when it is given EXIF for a TIFF."""
    fields = TiffImagePlugin.ImageFileDirectory_v2()
    fields[0x8825] = {1: "N", 2: (51.0, 30.0, 12.5)}
    return fields


def iptc(*datasets):
    """Photoshop's block with IPTC records (number, text)."""
    body = b"".join(b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text for number, text in datasets)
    return b"Photoshop 3.0\08BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


def jpeg_with(segment, marker=0xED):
    """A JPEG with one more segment after its first marker."""
    content = make.picture("JPEG")
    return content[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(segment) + 2) + segment + content[2:]


def png_text(key, text, *, packed=False, late=False):
    """A PNG with one text, before its pixels or (`late`) behind them."""
    if not late:
        info = PngImagePlugin.PngInfo()
        info.add_text(key, text, zip=packed)
        return make.picture("PNG", pnginfo=info)
    body = b"zTXt" + key.encode() + b"\0\0" + zlib.compress(text.encode())
    content = make.picture("PNG")
    return content[:-12] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + content[-12:]


def xmp(field):
    return make.XMP_PLACE.replace(b'exif:GPSLatitude="51,30.5N"', field)


jpeg = partial(make.picture, "JPEG")
CITY = b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Harbourmouth"'
RAW = "\nexif\n      20\n4578696600004d4d002a00000008000000000000\n"

PLACED = {
    "EXIF, JPEG": ("a.jpg", lambda: jpeg(exif=make.gps_exif())),
    "EXIF, PNG (eXIf)": ("a.png", lambda: make.picture("PNG", exif=make.gps_exif())),
    "EXIF, WebP": ("a.webp", lambda: make.picture("WEBP", exif=make.gps_exif())),
    "EXIF, TIFF": ("a.tif", lambda: make.picture("TIFF", tiffinfo=tiff_gps())),
    "EXIF, only where it looks to": ("a.jpg", lambda: jpeg(exif=gps(t20=(51.0, 30.0, 12.5)))),
    "EXIF, only the name of the area": ("a.jpg", lambda: jpeg(exif=gps(t28=b"ASCII\0\0\0Harbourmouth"))),
    "EXIF that cannot be read": ("a.jpg", lambda: jpeg(exif=b"Exif\0\0XX*\0" + b"\xff" * 40)),
    "EXIF, comment of the user": ("a.jpg", lambda: jpeg(exif=exif(t9286=b"ASCII\0\0\x0051.50833, -3.11694"))),
    "EXIF, comment in UTF-16": (
        "a.jpg", lambda: jpeg(exif=exif(t9286=b"UNICODE\0" + "GPS Position: here".encode("utf-16-be"))),
    ),
    "XMP, JPEG": ("a.jpg", lambda: jpeg(xmp=make.XMP_PLACE)),
    "XMP, the town": ("a.jpg", lambda: jpeg(xmp=xmp(CITY))),
    "XMP, WebP": ("a.webp", lambda: make.picture("WEBP", xmp=make.XMP_PLACE)),
    "XMP, TIFF": ("a.tif", lambda: make.picture("TIFF", tiffinfo={700: make.XMP_PLACE})),
    "XMP, PNG, compressed": ("a.png", lambda: make.png_with_text(make.speckled(), XML_com_adobe_xmp=str(CITY))),
    "XMP, GIF": ("a.gif", lambda: make.picture("GIF", comment=b"GPSLatitude=51.5")),
    "IPTC, JPEG, the town": ("a.jpg", lambda: jpeg_with(iptc((5, b"A stop"), (90, b"Harbourmouth")))),
    "IPTC, JPEG, the part of it": ("a.jpg", lambda: jpeg_with(iptc((92, b"Quay Street")))),
    "IPTC, TIFF": ("a.tif", lambda: make.picture("TIFF", tiffinfo={33723: b"\x1c\x02\x5a\0\x0cHarbourmouth"})),
    "IPTC, PNG, raw profile": ("a.png", lambda: png_text("Raw profile type iptc", "\niptc\n 4\n1c025a00\n")),
    "PNG text": ("a.png", lambda: png_text("GPSLatitude", "51.5")),
    "PNG text, compressed": ("a.png", lambda: png_text("Comment", "51.50833 N, 3.11694 W", packed=True)),
    "PNG text behind the pixels": ("a.png", lambda: png_text("Comment", "GPS Position 51 N", late=True)),
    "Comment of a JPEG": ("a.jpg", lambda: jpeg(comment=b"Latitude: 51.5")),
    "Comment with two numbers": ("a.jpg", lambda: jpeg(comment=b"shot at 51.50833,-3.11694")),
}  # fmt: skip

PLACELESS = {
    "EXIF with a date": ("a.jpg", lambda: jpeg(exif=exif(t9003="2026:03:02 10:00:00"))),
    "EXIF with an empty block of GPS": ("a.jpg", lambda: jpeg(exif=gps(t0=b"\x02\x03\0\0"))),
    "a lens": ("a.jpg", lambda: jpeg(exif=exif(tA432=(4.2501, 4.2501, 1.8123, 1.8123)))),
    "a note of the maker": ("a.jpg", lambda: jpeg(exif=exif(t927C=b"Maker\0 51.50833, -3.11694"))),
    "a name in IPTC": ("a.jpg", lambda: jpeg_with(iptc((5, b"A stop"), (80, b"Wren Alder")))),
    "a size in a comment": ("a.jpg", lambda: jpeg(comment=b"64.5 x 48.5, at 300.0 dpi")),
    "a PNG with its software": ("a.png", lambda: png_text("Software", "a program 2.1.0")),
    "a resolution": ("a.png", lambda: make.picture("PNG", dpi=(72.0091, 72.0091))),
    "a creator in XMP": ("a.jpg", lambda: jpeg(xmp=xmp(b'exif:PixelXDimension="64"'))),
}
