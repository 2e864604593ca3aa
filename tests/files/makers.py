"""Honest little files of every accepted kind, made from nothing, for tests to spoil."""

import io
import struct
import wave
import zipfile

from PIL import Image, PngImagePlugin

XMP_PLACE = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30.5N"/>'
    b"</rdf:RDF></x:xmpmeta>"
)
CONTENT_TYPES = '<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/></Types>'
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet"}


def speckled(width=64, height=48, mode="RGB"):
    """A picture whose pixels do not compress to nothing, so that cutting it short cuts pixels."""
    noise = Image.effect_noise((width, height), 80)
    return noise.convert(mode)


def picture(form, image=None, **options):
    out = io.BytesIO()
    (image or speckled()).save(out, form, **options)
    return out.getvalue()


def gps_exif(marker="MARKER-Harbourmouth"):
    exif = Image.Exif()
    exif[0x010E] = marker
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 12.5), 3: "W", 4: (3.0, 7.0, 1.0)})
    return exif


def png_with_text(image, **texts):
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key.replace("_", ":"), text, zip=True)
    return picture("PNG", image, pnginfo=info, exif=gps_exif())


def pdf(pages=1, extra="", catalog="", trailer=""):
    """A PDF written out by hand with a right cross-reference table."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        *(["<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * pages),
        *([extra] if extra else []),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def encrypted_pdf():
    """Encrypted with a user password that nobody has (its check string fits no key)."""
    owner, user = "ab" * 32, "cd" * 32
    rule = f"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{owner}>/U<{user}>>>"
    return pdf(extra=rule, trailer="/Encrypt 4 0 R/ID[<0123456789abcdef><0123456789abcdef>]")


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip file of (name or ZipInfo, content) pairs, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def office(extension, *more, main="<?xml version='1.0'?><main/>", types=CONTENT_TYPES):
    if extension in OPEN_DOCUMENT:
        mimetype = f"application/vnd.oasis.opendocument.{OPEN_DOCUMENT[extension]}"
        return zipped([("mimetype", mimetype), ("content.xml", main), *more])
    return zipped([("[Content_Types].xml", types), (MAIN_PARTS[extension], main), *more])


def wav(seconds=0.1):
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(b"\x10\x27" * int(8000 * seconds))
    return out.getvalue()


def mp3(frames=5, tag=b""):
    """MPEG-1 layer III frames of 128 kbit/s at 44.1 kHz: 417 bytes each."""
    return tag + (b"\xff\xfb\x90\x00" + b"\x55" * 413) * frames


def ogg_page(body, kind=2):
    return b"OggS\0" + bytes([kind]) + bytes(20) + bytes([1, len(body)]) + body


def ogg(first=b"\x01vorbis" + bytes(23)):
    return ogg_page(first) + ogg_page(b"\x03vorbis" + bytes(40), 0) + ogg_page(bytes(200), 4)


def flac():
    return b"fLaC\x00\x00\x00\x22" + bytes(34) + b"\x81\x00\x00\x08" + bytes(8) + b"\xff\xf8\xc9\x18" + bytes(60)


def box(name, content=b""):
    return struct.pack(">I", 8 + len(content)) + name + content


def boxes(brand=b"isom", moov=b"", media=b"\x01" * 500):
    index = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84))) + moov)
    return box(b"ftyp", brand + bytes(4) + brand) + index + box(b"mdat", media)


def webm(doctype=b"webm", size=b"\x01\xff\xff\xff\xff\xff\xff\xff"):
    head = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    cluster = b"\x1f\x43\xb6\x75\x8a" + bytes(10)
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(head)]) + head + b"\x18\x53\x80\x67" + size + cluster


def eml(extra="", body="The meeting is on Monday.\n"):
    return (
        "From: Wren Alder <wren@harbourmouth.example>\nTo: desk@newsroom.example\nSubject: Budget\n"
        f"Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <1@harbourmouth.example>\n{extra}\n{body}"
    ).encode()


HONEST = {
    "pdf": lambda: pdf(3),
    "jpg": lambda: picture("JPEG"),
    "jpeg": lambda: picture("JPEG", speckled(mode="L")),
    "png": lambda: picture("PNG"),
    "webp": lambda: picture("WEBP"),
    "gif": lambda: picture("GIF"),
    "tif": lambda: picture("TIFF"),
    "tiff": lambda: picture("TIFF", compression="tiff_lzw"),
    **{kind: lambda kind=kind: office(kind) for kind in (*MAIN_PARTS, *OPEN_DOCUMENT)},
    "txt": lambda: "Café prices rose by 4 %.\n".encode(),
    "csv": lambda: b"year,spent\n2025,-14\n2026,+15.5\n",
    "mp3": lambda: mp3(tag=b"ID3\x04\0\0\0\0\0\x14" + bytes(20)),
    "wav": wav,
    "ogg": ogg,
    "m4a": lambda: boxes(b"M4A "),
    "flac": flac,
    "mp4": boxes,
    "webm": webm,
    "mov": lambda: boxes(b"qt  "),
    "eml": eml,
}
