"""Files that must be refused: each with the name it is sent under and a word of the sentence that refuses it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.files import makers as make

HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + bytes(200) + b"PE\0\0" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
ZIP = make.zipped([("notes.txt", "hello")])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file that must be refused, and a word of the sentence."""

    case: str
    name: str
    content: Callable[[], bytes]
    word: str


def claiming_png(width, height):
    """A small PNG whose header claims any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    sealed = [struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(sealed)


def claiming_gif(width, height):
    return b"GIF89a" + struct.pack("<HH", width, height) + make.picture("GIF")[10:]


def many_parts(count):
    return make.office("docx", *[(f"word/part{number}.xml", "") for number in range(count)])


def lying_size():
    """The header of a deflated part says it is small; its stream gives more."""
    honest = make.office("docx", ("word/media/blob.bin", b"A" * 500_000))
    return honest.replace(struct.pack("<I", 500_000), struct.pack("<I", 5_000))


def claiming_part():
    """The directory says: half a gigabyte that unpacks to a whole one, which is not dense at all."""
    honest = make.office("docx")
    at = honest.rfind(b"PK\x01\x02") + 20
    return honest[:at] + struct.pack("<II", 2**29, 2**30) + honest[at + 8 :]


def symlink():
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    return make.office("docx", (link, "/etc/passwd"))


def locked_part():
    honest = make.office("docx")
    at = honest.rfind(b"PK\x01\x02")
    return honest[: at + 8] + b"\x01" + honest[at + 9 :]


def renamed(old, new):
    """The same length of name, put in after zipfile would have corrected it."""
    return make.office("docx", (old, "x")).replace(old.encode(), new)


def nested(levels):
    content = make.office("xlsx")
    for _ in range(levels):
        content = make.office("xlsx", ("xl/embeddings/inner.xlsx", content))
    return content


def inner_bomb():
    bomb = make.office("xlsx", ("xl/big.xml", bytes(120 * 1024 * 1024)))
    return make.office("pptx", ("ppt/embeddings/sheet.xlsx", bomb))


def twice_named():
    parts = io.BytesIO(make.office("docx"))
    with zipfile.ZipFile(parts, "a") as archive:
        archive.writestr("WORD/document.xml", "other")
    return parts.getvalue()


def commented(archive, comment):
    """The archive with a comment at its end."""
    return archive[:-2] + struct.pack("<H", len(comment)) + comment


def _docx(*more, **options):
    return lambda: make.office("docx", *more, **options)


def _bytes(content):
    return lambda: content


LIES = [
    Hostile("a program as a picture", "photo.jpg", _bytes(EXE), "program"),
    Hostile("a program as a PDF", "report.pdf", _bytes(EXE), "program"),
    Hostile("a Linux program as sound", "speech.mp3", _bytes(ELF), "program"),
    Hostile("a program as text", "notes.txt", _bytes(EXE), "program"),
    Hostile("a shell script as text", "notes.txt", _bytes(b"#!/bin/sh\nrm -rf /\n"), "program"),
    Hostile("a web page as text", "notes.txt", _bytes(HTML), "markup"),
    Hostile("a web page as CSV", "table.csv", _bytes(b"\n\n  <html><script>1</script>"), "markup"),
    Hostile("a web page after a byte mark", "notes.txt", _bytes(b"\xef\xbb\xbf" + HTML), "markup"),
    Hostile("a web page in UTF-16", "notes.txt", lambda: HTML.decode().encode("utf-16"), "markup"),
    Hostile("a web page behind a comment", "notes.txt", _bytes(b"<!-- x --><script>1</script>"), "markup"),
    Hostile("a web page as a picture", "photo.png", _bytes(HTML), "html"),
    Hostile("a web page as a PDF", "report.pdf", _bytes(HTML), "html"),
    Hostile("a web page as mail", "letter.eml", _bytes(HTML), "markup"),
    Hostile("a drawing as text", "notes.txt", _bytes(SVG), "markup"),
    Hostile("a drawing as PNG", "chart.png", _bytes(SVG), "inside"),
    Hostile("XML as CSV", "table.csv", _bytes(b'<?xml version="1.0"?><!DOCTYPE x>'), "markup"),
    Hostile("an archive as text", "notes.txt", _bytes(ZIP), "archive"),
    Hostile("an archive as a Word file", "report.docx", _bytes(ZIP), "docx"),
    Hostile("a RAR as a Word file", "report.docx", _bytes(b"Rar!\x1a\x07\x01\0" + bytes(50)), "archive"),
    Hostile("an old or locked Office file", "report.docx", _bytes(OLE), "old Office"),
    Hostile("a sheet as a Word file", "report.docx", lambda: make.office("xlsx"), "docx"),
    Hostile("a text document as a sheet", "table.ods", lambda: make.office("odt"), "ods"),
    Hostile("rich text as text", "notes.txt", _bytes(b"{\\rtf1\\ansi hello}"), "rich text"),
    Hostile("PostScript as text", "notes.txt", _bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n(hello) show\n"), ".eps file"),
    Hostile("a GIF as PNG", "photo.png", lambda: make.picture("GIF"), "GIF"),
    Hostile("a PNG as JPEG", "photo.jpg", lambda: make.picture("PNG"), "PNG"),
    Hostile("a PDF as JPEG", "photo.jpg", make.pdf, "PDF"),
    Hostile("a WAV as WebP", "photo.webp", make.wav, "WAV"),
    Hostile("a BMP as PNG", "photo.png", lambda: make.picture("BMP"), "inside"),
    Hostile("Matroska as WebM", "clip.webm", lambda: make.webm(b"matroska"), "webm"),
    Hostile("a HEIC photo as MP4", "clip.mp4", lambda: make.boxes(b"heic"), "mp4"),
    Hostile("Theora video as sound", "talk.ogg", lambda: make.ogg(b"\x80theora" + bytes(23)), "ogg"),
    Hostile("a saved web page as mail", "letter.eml",
            lambda: make.eml("Snapshot-Content-Location: https://a.example/\n"), "web page"),
    Hostile("a letter without headers as mail", "letter.eml", _bytes(b"Dear reader,\n\nhello\n"), "message"),
    Hostile("a mail of a thousand parts", "letter.eml",
            lambda: make.eml('Content-Type: multipart/mixed; boundary="b"\n', "--b\n\nx\n" * 1000), "parts"),
    Hostile("noise as text", "notes.txt", _bytes(bytes(range(1, 256)) * 20), "plain text"),
    Hostile("NULs in text", "notes.txt", _bytes(b"hello\x00world, this is long enough"), "plain text"),
    Hostile("half a UTF-16 letter", "notes.txt", _bytes(b"\xff\xfeh\x00i"), "plain text"),
    Hostile("nothing at all", "photo.jpg", _bytes(b""), "empty"),
]  # fmt: skip

TWO_FACES = [
    Hostile("a GIF that is an archive", "photo.gif", lambda: make.picture("GIF") + ZIP, "same time"),
    Hostile("a JPEG that is an archive", "photo.jpg", lambda: make.picture("JPEG") + ZIP, "same time"),
    Hostile("a PDF that is an archive", "report.pdf", lambda: make.pdf() + ZIP, "same time"),
    Hostile("a PNG that is a long archive", "photo.png",
            lambda: make.picture("PNG") + make.zipped([(f"{n:090}", "") for n in range(900)]), "same time"),
    Hostile("a recording that is an archive", "talk.wav", lambda: make.wav() + ZIP, "same time"),
    Hostile("a JPEG that is an archive with a false end", "photo.jpg",
            lambda: make.picture("JPEG") + commented(ZIP, b"PK\5\6" + bytes(18)), "same time"),
    Hostile("a JPEG that is a large archive", "photo.jpg",
            lambda: make.picture("JPEG") + b"PK\6\7" + bytes(16) + b"PK\5\6" + b"\xff" * 18, "same time"),
    Hostile("a GIF that is a script", "photo.gif", _bytes(b"GIF89a/*<script >*/=1;alert(1)//" + bytes(99)),
            "same time"),
    Hostile("a JPEG with a page in its comment", "photo.jpg", lambda: make.picture("JPEG", comment=HTML),
            "same time"),
    Hostile("a JPEG with PHP in its comment", "photo.jpg",
            lambda: make.picture("JPEG", comment=b"<?php system($_GET[0]); ?>"), "same time"),
    Hostile("a JPEG that is a PDF", "photo.jpg", lambda: make.picture("JPEG", comment=make.pdf()), "same time"),
    Hostile("a PDF that is a web page", "report.pdf", _bytes(b"%PDF-1.7\n" + HTML), "same time"),
    Hostile("a PDF behind a web page", "report.pdf", lambda: HTML + make.pdf(), "html"),
    Hostile("a program before a Word file", "report.docx", lambda: EXE + make.office("docx"), "program"),
    Hostile("an archive before a Word file", "report.docx", lambda: ZIP + make.office("docx"), "damaged"),
]  # fmt: skip

CUT_SHORT = [
    Hostile(f"half of a {extension}", f"half.{extension}", lambda whole=whole: whole()[: len(whole()) // 2], "again")
    for extension, whole in make.HONEST.items()
    if extension not in {"txt", "csv", "eml", "mp3", "webm", "flac"}
] + [
    Hostile("one frame of an MP3", "talk.mp3", lambda: make.mp3(1), "cut short"),
    Hostile("only the tag of an MP3", "talk.mp3", _bytes(b"ID3\x04\0\0\0\0\0\x14" + bytes(20)), "cut short"),
    Hostile("a FLAC without sound", "talk.flac", lambda: make.flac()[:54], "cut short"),
    Hostile("a FLAC of blocks without end", "talk.flac", _bytes(b"fLaC\0\0\0\x22" + bytes(34)), "cut short"),
    Hostile("a WebM longer than itself", "a.webm", lambda: make.webm(size=b"\x08\xff\xff\xff\xff"), "cut short"),
    Hostile("an MP4 with no index", "clip.mp4", lambda: make.boxes().replace(b"moov", b"free"), "cut short"),
    Hostile("an MP4 of boxes of no length", "clip.mp4",
            lambda: make.box(b"ftyp", b"isom\0\0\0\0isom") + b"\0\0\0\x02free", "cut short"),
    Hostile("a WAV without a format", "talk.wav", lambda: make.wav().replace(b"fmt ", b"junk"), "cut short"),
    Hostile("a PDF of garbage", "report.pdf", _bytes(b"%PDF-1.7\n" + b"\x80\x81" * 300), "no pages"),
    Hostile("a PDF with no pages", "report.pdf", lambda: make.pdf(0), "no pages"),
    Hostile("a JPEG of garbage", "photo.jpg", _bytes(b"\xff\xd8\xff\xe0" + b"\x13" * 400), "damaged"),
    Hostile("a TIFF that points at itself", "scan.tif", _bytes(b"II*\0\x08\0\0\0\0\0\x08\0\0\0"), "damaged"),
]  # fmt: skip

BOMBS = [
    Hostile("a PNG of 60,000 x 60,000", "photo.png", lambda: claiming_png(60_000, 60_000), "40 million"),
    Hostile("a PNG just above the limit", "photo.png", lambda: claiming_png(8_000, 5_001), "40 million"),
    Hostile("a GIF of 65,535 x 65,535", "photo.gif", lambda: claiming_gif(65_535, 65_535), "40 million"),
    Hostile("a zip bomb", "report.docx", _docx(("word/a.xml", bytes(30 * 1024 * 1024))), "unpacks"),
    Hostile("a part that claims a gigabyte", "report.docx", claiming_part, "unpacks"),
    Hostile("a bomb in a document in a document", "talk.pptx", inner_bomb, "unpacks"),
    Hostile("six thousand parts", "report.docx", lambda: many_parts(6_000), "unpacks"),
    Hostile("documents three deep", "table.xlsx", lambda: nested(2), "inside"),
    Hostile("a part that lies about its size", "report.docx", lying_size, "damaged"),
]

OFFICE = [
    Hostile("a part named ../", "report.docx", _docx(("../../evil.xml", "x")), "names point"),
    Hostile("a part with a whole path", "report.docx", _docx(("/etc/cron.d/evil", "x")), "names point"),
    Hostile("a part on a drive", "report.docx", _docx(("C:/evil.xml", "x")), "names point"),
    Hostile("a part with backslashes", "report.docx", lambda: renamed("word/..x..x", rb"word\..\..x"), "names point"),
    Hostile("a part with one backslash", "r.docx", lambda: renamed("word/a.xml", rb"word\a.xml"), "names point"),
    Hostile("a part with a NUL", "report.docx", lambda: renamed("word/aXb.xml", b"word/a\0b.xml"), "names point"),
    Hostile("a link in the archive", "report.docx", symlink, "names point"),
    Hostile("the same part twice", "report.docx", twice_named, "damaged"),
    Hostile("Word macros", "report.docx", _docx(("word/vbaProject.bin", OLE)), "macros"),
    Hostile("Word macros in capitals", "report.docx", _docx(("word/VBAPROJECT.BIN", OLE)), "macros"),
    Hostile("macros by declared type", "report.docx",
            _docx(types='<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'), "macros"),
    Hostile("old Excel macro sheets", "t.xlsx", lambda: make.office("xlsx", ("xl/macrosheets/s.xml", "")), "macros"),
    Hostile("ActiveX", "t.pptx", lambda: make.office("pptx", ("ppt/activeX/activeX1.bin", "")), "macros"),
    Hostile("Basic in OpenDocument", "r.odt", lambda: make.office("odt", ("Basic/Standard/M.xml", "")), "macros"),
    Hostile("a program in a Word file", "report.docx", _docx(("word/embeddings/run.exe", EXE)), "program"),
    Hostile("a saved web page in a Word file", "report.docx", _docx(("word/chunk.mht", HTML)), "program"),
    Hostile("an archive in a Word file", "report.docx", _docx(("word/embeddings/a.zip", ZIP)), "archive"),
    Hostile("XML entities", "report.docx", _docx(main='<!DOCTYPE x [<!ENTITY a "b">]><main>&a;</main>'), "entities"),
    Hostile("XML entities behind a long comment", "report.docx",
            _docx(main=f"<!--{'x' * 300_000}--><!DOCTYPE x [<!ENTITY a 'b'>]><main>&a;</main>"), "entities"),
    Hostile("XML entities in UTF-16", "report.docx",
            _docx(("word/a.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><main/>".encode("utf-16"))), "entities"),
    Hostile("macros by declared type in UTF-16", "report.docx",
            _docx(types='<Types ContentType="application/x.macroEnabled.main+xml"/>'.encode("utf-16")), "macros"),
    Hostile("a locked part", "report.docx", locked_part, "password"),
    Hostile("a part packed another way", "report.docx",
            lambda: make.zipped([("[Content_Types].xml", ""), ("word/document.xml", "")], zipfile.ZIP_LZMA),
            "damaged"),
    Hostile("a damaged part", "report.docx",
            lambda: make.zipped([("[Content_Types].xml", "<T/>"), ("word/document.xml", "<main/>")],
                                zipfile.ZIP_STORED).replace(b"<main/>", b"<mazn/>"), "damaged"),
]  # fmt: skip

NAMES = [
    Hostile("a drawing", "chart.svg", _bytes(SVG), "SVG drawings can carry scripts"),
    Hostile("a web page", "page.html", _bytes(HTML), "Web pages"),
    Hostile("a saved web page", "page.mhtml", _bytes(HTML), "Saved web pages"),
    Hostile("XML", "feed.xml", _bytes(b"<?xml?>"), "Data files"),
    Hostile("a program", "setup.exe", _bytes(EXE), "Programs"),
    Hostile("an archive", "all.zip", _bytes(ZIP), "Archives"),
    Hostile("a macro document", "report.docm", _docx(), "macros"),
    Hostile("a name with two endings", "photo.jpg.exe", lambda: make.picture("JPEG"), "Programs"),
    Hostile("a name read backwards", "photo_\u202egpj.exe", lambda: make.picture("JPEG"), "Programs"),
    Hostile("a name with a dot at its end", "photo.exe. . ", _bytes(EXE), "Programs"),
    Hostile("a name with a NUL", "photo.exe\x00.jpg", _bytes(EXE), "program"),
    Hostile("a hidden letter in the ending", "photo.e\u200bxe", _bytes(EXE), "Programs"),
    Hostile("a name with no ending", "photo", lambda: make.picture("JPEG"), "no ending"),
    Hostile("a photo that cannot be read here", "photo.heic", lambda: make.boxes(b"heic"), "JPEG"),
    Hostile("a stream of another file", "photo.jpg::$DATA", lambda: make.picture("JPEG"), "not accepted"),
]

ALL = LIES + TWO_FACES + CUT_SHORT + BOMBS + OFFICE + NAMES
