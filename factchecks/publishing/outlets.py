"""The newest checks as JSON Feed 1.1 and as a news sitemap."""

import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET  # noqa: S405  (written here, never parsed)

from factchecks.publishing.feeds import NOT_XML, SITEMAP, Entry

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
VERSION = "https://jsonfeed.org/version/1.1"
RETRACTED = "This check has been retracted."


def _text(entry: Entry) -> str:
    if not entry.claim:
        return entry.summary
    by = f" ({entry.claimant})" if entry.claimant else ""
    said = f"{entry.summary} Claim{by}: {entry.claim} Verdict: {entry.verdict}. {entry.explanation}"
    return RETRACTED if entry.retracted else said.strip()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.key or entry.url,
        "url": entry.url,
        "title": entry.headline,
        "content_text": _text(entry),
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.modified_at.isoformat(),
    }
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if entry.verdict and not entry.retracted:
        item["tags"] = [entry.verdict]
    return item


def json_feed(*, title: str, url: str, feed_url: str, entries: Iterable[Entry], hub: str = "") -> bytes:
    """The feed as JSON, entries in the order given."""
    items = [_item(entry) for entry in entries]
    hubs = {"hubs": [{"type": "WebSub", "url": hub}]} if hub else {}
    feed = {"version": VERSION, "title": title, "home_page_url": url, "feed_url": feed_url, **hubs, "items": items}
    return json.dumps(feed).encode()


def news_sitemap(*, name: str, entries: Iterable[tuple[Entry, str]]) -> bytes:
    """The sitemap of (check, language) for news; `name` is that of the newsroom."""
    root = ET.Element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    for entry, language in entries:
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = entry.url
        news = ET.SubElement(page, "news:news")
        paper = ET.SubElement(news, "news:publication")
        ET.SubElement(paper, "news:name").text = NOT_XML.sub("", name)
        ET.SubElement(paper, "news:language").text = language.split("-")[0]
        ET.SubElement(news, "news:publication_date").text = entry.published_at.isoformat()
        ET.SubElement(news, "news:title").text = NOT_XML.sub("", entry.headline)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
