"""Reads one e-mail message: it has the headers of one, its parts can be walked, it is no web page."""

import email
from email.message import Message
from typing import BinaryIO, Final

from factchecks.files.errors import Refused
from factchecks.files.parsers.run import Findings, Order, answer

MAX_PARTS: Final = 500
# RFC 5322 3.6: a message has From and Date; what mail programs save adds some of the others.
TELLING: Final = ("From", "Date", "To", "Subject", "Message-ID", "Received", "Return-Path", "MIME-Version")
LEAST_TELLING: Final = 3

NO_MESSAGE: Final = "The file is not an e-mail message. In your mail program use Save as (.eml) and attach that."
WEB_PAGE: Final = "The file is a saved web page, not a message. Print the page to PDF, or cite its address."
TOO_MANY: Final = "The message has too many parts to check. Save what matters in it as PDF and attach that."
FILES_INSIDE: Final = "The message carries other files, which were not checked. They are not opened here."


def check(source: BinaryIO, order: Order) -> Findings:
    """Raises Refused unless the bytes are one message of at most 500 parts."""
    content = source.read()
    if b"\x00" in content[:65536]:
        raise Refused(NO_MESSAGE)
    message = email.message_from_bytes(content)
    if "Snapshot-Content-Location" in message:
        raise Refused(WEB_PAGE)
    if "From" not in message or sum(name in message for name in TELLING) < LEAST_TELLING:
        raise Refused(NO_MESSAGE)
    return Findings(warnings=(FILES_INSIDE,) if _carries_files(message) else ())


def _carries_files(message: Message) -> bool:
    carries = False
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise Refused(TOO_MANY)
        carries = carries or "attachment" in str(part.get("Content-Disposition", "")).lower()
    return carries


if __name__ == "__main__":
    answer(check)
