"""Writes small PDF files with a real text layer: A4, Helvetica, headings and paragraphs."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A4 is 595 x 842 points; 84 letters of 11 point Helvetica fit between the margins.
LETTERS = 84
LINES = 44
HEADING = "# "


@dataclass(frozen=True)
class Line:
    """One printed line; `strong` lines are set in the bold face."""

    text: str
    strong: bool = False


def make_pdf(*, title: str, author: str, blocks: Sequence[str]) -> bytes:
    """Return a PDF. A block that begins with "# " is a heading. The same input gives the same bytes.

    Raises UnicodeEncodeError for letters outside Windows-1252, the encoding of the built-in fonts.
    """
    lines = list(_lines([HEADING + title, *blocks]))
    pages = [lines[start : start + LINES] for start in range(0, len(lines), LINES)]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("ascii"),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        b"<< /Title " + _name_text(title) + b" /Author " + _name_text(author) + b" >>",
    ]
    for number, page in enumerate(pages):
        objects.append(_page(contents=7 + 2 * number))
        objects.append(_stream(page))
    return _assemble(objects)


def _lines(blocks: Sequence[str]) -> Iterator[Line]:
    for block in blocks:
        strong = block.startswith(HEADING)
        for text in textwrap.wrap(block.removeprefix(HEADING), LETTERS, break_on_hyphens=False):
            yield Line(text, strong)
        yield Line("")


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode("ascii")


def _name_text(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().encode("ascii") + b">"


def _page(*, contents: int) -> bytes:
    fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {fonts} /Contents {contents} 0 R >>"
    ).encode("ascii")


def _stream(lines: Sequence[Line]) -> bytes:
    drawn = b"\n".join(_drawn(line) for line in lines)
    data = b"BT 16 TL 60 770 Td\n" + drawn + b"\nET"
    return f"<< /Length {len(data)} >>\nstream\n".encode("ascii") + data + b"\nendstream"


def _drawn(line: Line) -> bytes:
    safe = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    face = b"/F2 12 Tf" if line.strong else b"/F1 11 Tf"
    return face + b" (" + safe.encode("cp1252") + b") Tj T*"


def _assemble(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    for offset in offsets:
        out += f"{offset:010d} 00000 n \n".encode("ascii")
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(out + trailer.encode("ascii"))
