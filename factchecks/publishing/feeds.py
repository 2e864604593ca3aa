"""The Atom feed, the sitemap and robots.txt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET  # noqa: S405  (written here, never parsed)

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What XML 1.0 has no place for, not even escaped (production 2, Char).
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One check in a list for machines, or something told of one. `key` names it where its address does not."""

    url: str
    headline: str
    summary: str
    author: str
    verdict: str
    claim: str
    published_at: datetime
    modified_at: datetime
    claimant: str = ""
    explanation: str = ""
    retracted: bool = False
    key: str = ""


def _time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _child(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = NOT_XML.sub("", text) or None
    return element


def _entry(feed: ET.Element, entry: Entry) -> None:
    element = _child(feed, "entry")
    _child(element, "id", entry.key or entry.url)
    _child(element, "title", entry.headline)
    _child(element, "link", rel="alternate", href=entry.url)
    _child(element, "published", _time(entry.published_at))
    _child(element, "updated", _time(entry.modified_at))
    if entry.author:
        _child(_child(element, "author"), "name", entry.author)
    if entry.verdict:
        _child(element, "category", term=NOT_XML.sub("", entry.verdict))
    _child(element, "summary", "This check has been retracted." if entry.retracted else _summary(entry))


def _summary(entry: Entry) -> str:
    if not entry.claim:
        return entry.summary
    by = f" ({entry.claimant})" if entry.claimant else ""
    said = f"{entry.summary} Claim{by}: {entry.claim} Verdict: {entry.verdict}."
    return f"{said} {entry.explanation}".strip()


def atom(*, title: str, url: str, feed_url: str, entries: Iterable[Entry], updated: datetime, hub: str = "") -> bytes:
    """The feed as UTF-8 XML, entries in the order given. `title` is its author where an entry names none."""
    feed = ET.Element("feed", {"xmlns": ATOM})
    _child(feed, "id", feed_url)
    _child(feed, "title", title)
    _child(feed, "link", rel="self", href=feed_url)
    _child(feed, "link", rel="alternate", href=url)
    if hub:
        _child(feed, "link", rel="hub", href=hub)
    _child(feed, "updated", _time(updated))
    _child(_child(feed, "author"), "name", title)
    for entry in entries:
        _entry(feed, entry)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _listed(whole: str, each: str, pages: Iterable[tuple[str, datetime | None]]) -> bytes:
    root = ET.Element(whole, {"xmlns": SITEMAP})
    for url, changed in pages:
        element = _child(root, each)
        _child(element, "loc", url)
        if changed:
            _child(element, "lastmod", _time(changed))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> bytes:
    """The sitemap of (address, time of the last change)."""
    return _listed("urlset", "url", pages)


def sitemap_index(parts: Iterable[tuple[str, datetime | None]]) -> bytes:
    """The index of sitemaps, each as (address, time of the last change in it)."""
    return _listed("sitemapindex", "sitemap", parts)


def robots(site_url: str) -> str:
    """robots.txt: the staff side is not for crawlers."""
    closed = "".join(f"Disallow: /{part}/\n" for part in ("newsroom", "admin", "accounts"))
    return f"User-agent: *\n{closed}Sitemap: {site_url}/sitemap.xml\nSitemap: {site_url}/sitemap-news.xml\n"
