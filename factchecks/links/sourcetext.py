"""One way to the text of any source: bytes and their media type in, text with its pages out."""

import codecs
from dataclasses import dataclass

from factchecks.links.normal import PreparedText
from factchecks.links.pdf import page_at
from factchecks.links.quotes import QuoteMatch, QuoteResult, verify
from factchecks.links.text import read_page

PDF_MAGIC = b"%PDF-"
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class SourceText:
    """`pages`: how many a PDF has, else 0; a form feed stands between those of `text`.

    `unreadable`: a sentence when there is no text to be had, else ''.
    """

    text: str = ""
    pages: int = 0
    truncated: bool = False
    unreadable: str = ""

    def page_of(self, place: int) -> int:
        """The page, from 1, on which this character of `text` stands; 0 when there are no pages."""
        return page_at(self.text, place) or int(self.pages == 1 and place >= 0)


def read_source(body: bytes, media_type: str) -> SourceText:
    """The text of a web page, PDF or plain text, fetched or attached. Never raises for bad input.

    Pictures, sound and office documents have no text to look in: `unreadable` says so.
    """
    page = read_page(body, media_type)
    return SourceText("" if page.unreadable else page.text, page.pages, page.truncated, page.unreadable)


def guess_media_type(body: bytes) -> str:
    """The media type of a file without a label: PDF, HTML or plain text; '' when it is none of them."""
    start = body[:LOOKED_AT]
    if start[:1024].lstrip().startswith(PDF_MAGIC):
        return "application/pdf"
    if b"\0" in start and not start.startswith(BOMS):
        return ""
    opening = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return "text/html" if opening.startswith(HTML_STARTS) else "text/plain"


def look_for(quote: str, source: SourceText, prepared: PreparedText, *, around: int = -1) -> QuoteMatch:
    """`verify`, or `unverifiable` with the reason when the source has no text."""
    if source.unreadable or not source.text:
        reason = source.unreadable or "There is no text in this source."
        return QuoteMatch(QuoteResult.UNVERIFIABLE, note=reason, quote=quote)
    return verify(quote, prepared, around=around)
