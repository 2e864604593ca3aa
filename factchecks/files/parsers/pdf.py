"""Opens a PDF with PDFium: does it open, how many pages, is it locked, does it carry scripts or files."""

from typing import BinaryIO, Final

import pypdfium2
import pypdfium2.raw as pdfium

from factchecks.files.errors import Refused
from factchecks.files.parsers.run import Findings, Order, answer

LOCKED: Final = "The PDF is locked with a password: nobody else can read it until it is saved without one."
PROTECTED: Final = "The PDF is encrypted: its text may not be searchable here."
SCRIPTS: Final = "The PDF carries scripts or starts programs. They do not run here; open it with care elsewhere."
FILES_INSIDE: Final = "The PDF carries other files inside, which were not checked."
NO_PAGES: Final = "The PDF has no pages that can be read. Print it to PDF again on your computer and attach that."


# Actions outside the list of scripts that PDFium counts: at opening, at a page, behind a link. In a compressed
# object they are not seen: this is a warning, no wall.
ACTIONS: Final = (b"/JavaScript", b"/Launch")


def check(source: BinaryIO, order: Order) -> Findings:
    """Page count and warnings; raises Refused when PDFium cannot open the file or load its first page."""
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            return Findings(warnings=(LOCKED,))
        raise Refused(NO_PAGES) from error
    pages = len(document)
    if pages < 1:
        raise Refused(NO_PAGES)
    try:
        document[0].get_size()
    except pypdfium2.PdfiumError as error:
        raise Refused(NO_PAGES) from error
    source.seek(0)
    content = source.read()
    acts = any(action in content for action in ACTIONS)
    return Findings(pages=pages, warnings=tuple(_warnings(document.raw, acts)))


def _warnings(document: pdfium.FPDF_DOCUMENT, acts: bool) -> list[str]:
    found = {
        PROTECTED: pdfium.FPDF_GetSecurityHandlerRevision(document) != -1,
        SCRIPTS: acts or pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0,
        FILES_INSIDE: pdfium.FPDFDoc_GetAttachmentCount(document) > 0,
    }
    return [sentence for sentence, true in found.items() if true]


if __name__ == "__main__":
    answer(check)
