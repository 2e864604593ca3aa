"""What a file that somebody else named does to the header in which its name goes out."""

from email.message import Message

import pytest

from factchecks.files.names import clean_name
from factchecks.views.download import as_attachment

NAMES = (
    'a"; filename="b.html.pdf',
    "a\r\nContent-Type: text/html\r\n\r\n<script>.pdf",
    "a\x00b\x1b[2J.pdf",
    "..\\..\\boot.pdf",
    "../../etc/passwd.pdf",
    "rapport d'été; x=1.pdf",
    "\u202egpj.exe.pdf",
    "%0d%0aX-Forged: 1.pdf",
    "x" * 5000 + ".pdf",
)


def read(header):
    """The disposition and its names as another program reads them."""
    message = Message()
    message["Content-Disposition"] = header
    return message.get_content_disposition(), message.get_filename()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_no_name_ends_the_header_it_stands_in(tmp_path, name):
    path = tmp_path / "kept"
    path.write_bytes(b"%PDF-1.4")
    with path.open("rb") as file:
        answer = as_attachment(file, name=clean_name(name), media_type="application/pdf")
        header = answer.headers["Content-Disposition"]
        assert read(header) == ("attachment", clean_name(name))
        assert not set(header) & {"\r", "\n", "\x00"}
        assert len(header) < 1000
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.getvalue() == b"%PDF-1.4"
