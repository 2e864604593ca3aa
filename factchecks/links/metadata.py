"""Title, publisher, author and date of a page, from JSON-LD, meta elements and the visible page."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

LONGEST = 300
MAX_BLOCKS = 50
DEPTH = 6
DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
ARTICLES = re.compile(r"Article|Report|CreativeWork|BlogPosting|Posting|WebPage|Dataset|VideoObject|ScholarlyArticle")
TITLE_NAMES = ("og:title", "twitter:title", "citation_title", "dc.title", "title")
PUBLISHER_NAMES = ("og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name")
AUTHOR_NAMES = ("author", "citation_author", "dc.creator", "parsely-author", "sailthru.author")
DATE_NAMES = (
    "article:published_time", "citation_publication_date", "datepublished", "dc.date", "dcterms.created",
    "date", "parsely-pub-date",
)  # fmt: skip

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself; '' or None when it does not.

    `article_bodies`: full texts held in JSON-LD. `paid`: schema.org's isAccessibleForFree is false.
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: date | None = None
    description: str = ""
    article_bodies: tuple[str, ...] = ()
    paid: bool = False


def read_metadata(page: LexborHTMLParser) -> Metadata:
    """Must run before scripts are taken out of `page`."""
    things = list(_things(page))
    article = next((thing for thing in things if ARTICLES.search(_one(thing.get("@type")))), {})
    meta = _meta_elements(page)
    time = page.css_first("time[datetime]")
    return Metadata(
        title=_clean(_one(article.get("headline")) or _first(meta, TITLE_NAMES) or _visible_title(page)),
        publisher=_clean(_one(article.get("publisher")) or _first(meta, PUBLISHER_NAMES)),
        author=_clean(_names(article.get("author")) or _first(meta, AUTHOR_NAMES)),
        published_on=_date(_one(article.get("datePublished")))
        or _date(_first(meta, DATE_NAMES))
        or _date((time.attributes.get("datetime") or "") if time else ""),
        description=_first(meta, ("og:description", "description", "twitter:description")),
        article_bodies=tuple(body for thing in things if isinstance(body := thing.get("articleBody"), str)),
        paid=_is_paid(things),
    )


def _things(page: LexborHTMLParser) -> Iterator[Json]:
    for block in page.css('script[type="application/ld+json"]')[:MAX_BLOCKS]:
        try:
            data = json.loads(block.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data, DEPTH)


def _walk(data: Any, depth: int) -> Iterator[Json]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data[:MAX_BLOCKS]:
            yield from _walk(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(data.get(name), depth - 1)


def _one(value: Any) -> str:
    """A text out of 'x', ['x', ...] or {'name': 'x'}."""
    if isinstance(value, list):
        return _one(value[0]) if value else ""
    if isinstance(value, dict):
        return _one(value.get("name"))
    return value if isinstance(value, str) else ""


def _is_paid(things: list[Json]) -> bool:
    """What the first article says that speaks of it: False, "False", or schema.org's word for it."""
    articles = (thing for thing in things if ARTICLES.search(_one(thing.get("@type"))))
    value = next((thing["isAccessibleForFree"] for thing in articles if "isAccessibleForFree" in thing), None)
    return value is False or (isinstance(value, str) and value.strip().lower().rpartition("/")[2] == "false")


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, (_one(person) for person in people[:20])))


def _meta_elements(page: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.css("meta[content]")[:500]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = attributes.get("content") or ""
        if content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _visible_title(page: LexborHTMLParser) -> str:
    node = page.css_first("head title") or page.css_first("title") or page.css_first("h1")
    return node.text() if node else ""


def _date(text: str) -> date | None:
    found = DATE.match(text.strip().replace("/", "-"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _clean(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
