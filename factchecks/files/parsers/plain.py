"""Decodes text and CSV: real text in a known encoding, no markup, and a warning for formulas."""

import codecs
import re
from typing import BinaryIO, Final

from factchecks.files.errors import Refused
from factchecks.files.parsers.run import Findings, Order, answer

NO_TEXT: Final = "The file is not plain text inside. Save it as text (UTF-8) in the program it came from."
FORMULAS: Final = "Cells in this file begin with = + - or @: a spreadsheet program may run them as formulas."
ODD_ENCODING: Final = "The file is not in UTF-8; letters with accents may show wrongly."

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tab, line feed, vertical tab, form feed, carriage return, and the end mark of old DOS files.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_FORMULA: Final = re.compile(r"""(?:^|[,;\t])[ "']*[=@+\-](?![\d.,\s])""", re.MULTILINE)


def check(source: BinaryIO, order: Order) -> Findings:
    """Raises Refused for bytes that are no text (UTF-8, UTF-16 with its mark, or Windows Latin)."""
    content = source.read()
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(NO_TEXT) from error
    if _CONTROL.search(text):
        raise Refused(NO_TEXT)
    formulas = order["extension"] == "csv" and _FORMULA.search(text) is not None
    found = {ODD_ENCODING: encoding == "cp1252", FORMULAS: formulas}
    return Findings(warnings=tuple(sentence for sentence, true in found.items() if true))


def _encoding(content: bytes) -> str:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


if __name__ == "__main__":
    answer(check)
