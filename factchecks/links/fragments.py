"""The part of an address after '#': a quoted text, a page of a PDF, or a place on the page. Never a failure."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

MAX_DIRECTIVES = 20
DIRECTIVE = ":~:"
PAGE = re.compile(r"(?:\A|&)page=(\d{1,9})(?:&|\Z)", re.IGNORECASE)
# Routes of pages made by script, times of videos, views of PDFs: no places on a page.
NOT_A_PLACE = re.compile(r"\A(!|/|\?)|=|\Atop\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextQuote:
    """One text directive: the words from `start`, to `end` if given, between `prefix` and `suffix`.

    The form is that of "URL Fragment Text Directives" (WICG).
    """

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def quote(self) -> str:
        """What the quote check takes: a range becomes a quotation with words left out."""
        return f"{self.start} [...] {self.end}" if self.end else self.start


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment taken apart. `page`: from 1, 0 when none is named. `anchor`: decoded, '' when none is named."""

    texts: tuple[TextQuote, ...] = ()
    page: int = 0
    anchor: str = ""


def parse_fragment(fragment: str) -> Fragment:
    """Take a fragment apart, with or without its '#'. Never raises; what is malformed is left out."""
    plain, _, directives = fragment.removeprefix("#").partition(DIRECTIVE)
    parts = [part.removeprefix("text=") for part in directives.split("&") if part.startswith("text=")]
    texts = tuple(text for part in parts[:MAX_DIRECTIVES] if (text := _text_quote(part)))
    page = PAGE.search(plain)
    anchor = "" if page or NOT_A_PLACE.search(plain) else unquote(plain)
    return Fragment(texts, int(page.group(1)) if page else 0, anchor)


def _text_quote(directive: str) -> TextQuote | None:
    """[prefix-,]start[,end][,-suffix], each percent-encoded; commas and hyphens in words are escaped."""
    tokens = directive.split(",")
    prefix = tokens.pop(0)[:-1] if tokens[0].endswith("-") else ""
    suffix = tokens.pop()[1:] if tokens and tokens[-1].startswith("-") else ""
    if not 1 <= len(tokens) <= 2 or not tokens[0]:
        return None
    start, end = tokens[0], tokens[1] if len(tokens) == 2 else ""
    return TextQuote(unquote(start), unquote(end), unquote(prefix), unquote(suffix))


def fragment_notes(fragment: Fragment, *, pages: int, markup: str) -> tuple[str, ...]:
    """What a person should know. `pages` of the PDF, 0 when it is none; `markup` of the page, '' when unknown."""
    notes = []
    if fragment.page and pages and not 1 <= fragment.page <= pages:
        notes.append(f"The address points to page {fragment.page}, but the file has {pages}.")
    if fragment.anchor and markup and not _has_place(markup, fragment.anchor):
        notes.append(f"The address points to a place on the page that is not there ({fragment.anchor[:80]}).")
    return tuple(notes)


def _has_place(markup: str, name: str) -> bool:
    nodes = LexborHTMLParser(markup).css("[id],a[name]")
    return any(name in (node.attributes.get("id"), node.attributes.get("name")) for node in nodes)
