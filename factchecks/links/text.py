"""The readable text of what was fetched: HTML, plain text or PDF, with what the page says of itself."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from factchecks.links.charset import decode
from factchecks.links.marks import Marks, read_marks
from factchecks.links.metadata import read_metadata
from factchecks.links.pdf import PAGE_BREAK, read_pdf

MAX_CHARS = 5_000_000
# Beyond this many unclosed elements the parser takes seconds: the structure is given up, the text is kept.
MAX_OPEN = 3_000
BLOCKS = (
    "address,article,aside,blockquote,body,br,button,caption,dd,details,dialog,div,dl,dt,fieldset,figcaption,"
    "figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,img,legend,li,main,nav,noscript,ol,option,p,pre,section,"
    "summary,table,td,th,tr,ul"
)
HIDDEN = "script,style,template,svg style,head title"
OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
TAG = re.compile(r"<[^<>]*>")
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# Their end may be left out, so many open ones are no sign of bad faith; very many are.
END_OPTIONAL = frozenset({"p", "li", "td", "th", "tr", "dd", "dt", "option"})
OPTIONAL_WEIGHT = 0.2
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r" ?\n[ \n]*")
TEXT_TYPES = ("application/json", "application/xml", "application/xhtml+xml", "application/rss+xml")


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader gets. `pages` counts those of a PDF; a form feed stands between them in `text`.

    `unreadable`: a sentence when there is no text to be had, else ''. `paid`: the page says of itself that it
    is not free to read. `marks`: what the markup gives away.
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: date | None = None
    text: str = ""
    truncated: bool = False
    unreadable: str = ""
    pages: int = 0
    paid: bool = False
    marks: Marks = Marks()


def is_pdf(body: bytes, content_type: str) -> bool:
    """By its label or by its first bytes."""
    return "application/pdf" in content_type.lower() or body[:1024].lstrip().startswith(b"%PDF-")


def read_page(body: bytes, content_type: str) -> Page:
    """Read an inflated body. Never raises for bad input.

    The type is looked for in the bytes when not given.
    """
    media = content_type.partition(";")[0].strip().lower()
    if is_pdf(body, media):
        return _pdf_page(body)
    if media in ("", "text/html", "application/xhtml+xml") or _looks_like_html(body):
        return _html_page(decode(body, content_type))
    if media.startswith("text/") or media in TEXT_TYPES:
        text = decode(body, content_type)
        return Page(text=tidy(text[:MAX_CHARS]), truncated=len(text) > MAX_CHARS)
    return Page(unreadable=f"There is no text to read in a file of type {media[:60]}.")


def _looks_like_html(body: bytes) -> bool:
    start = body[:512].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _pdf_page(body: bytes) -> Page:
    found = read_pdf(body)
    text = PAGE_BREAK.join(map(tidy, found.text.split(PAGE_BREAK)))
    return Page(
        title=found.title, author=found.author, text=text, truncated=found.truncated,
        unreadable=found.unreadable, pages=found.pages,
    )  # fmt: skip


def _html_page(markup: str) -> Page:
    truncated = len(markup) > MAX_CHARS
    markup = _flat_when_too_deep(markup[:MAX_CHARS].replace("\x00", ""))
    page = LexborHTMLParser(markup)
    meta, marks = read_metadata(page), read_marks(page)
    parts = [_visible(page), *meta.article_bodies, meta.description]
    return Page(
        title=meta.title,
        publisher=meta.publisher,
        author=meta.author,
        published_on=meta.published_on,
        text="\n\n".join(filter(None, map(tidy, parts))),
        truncated=truncated,
        paid=meta.paid,
        marks=marks,
    )


def _visible(page: LexborHTMLParser) -> str:
    """All text of the body, also folded away, in alternatives of pictures and for readers without scripts."""
    for node in page.css(HIDDEN):
        node.decompose()
    for node in page.css("img[alt],[aria-label]"):
        words = node.attributes.get("alt") or node.attributes.get("aria-label") or ""
        node.insert_before(f"\n{words}\n")
    for node in page.css(BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    return page.body.text() if page.body else ""


def _flat_when_too_deep(markup: str) -> str:
    opened: Counter[str] = Counter()
    total = 0.0
    for closing, name in OPENING.findall(markup):
        tag = name.lower()
        if tag in EMPTY or (closing and not opened[tag]):
            continue
        step = -1 if closing else 1
        opened[tag] += step
        total += step * (OPTIONAL_WEIGHT if tag in END_OPTIONAL else 1)
        if total > MAX_OPEN:
            return TAG.sub("\n", markup).replace("<", " ")
    return markup


def tidy(text: str) -> str:
    """Runs of spaces become one, empty lines go, line ends stay."""
    return LINES.sub("\n", SPACES.sub(" ", text)).strip()
