"""The schemas with which feeds and sitemaps are held: each finds what its standard forbids."""

import json
from pathlib import Path

import fastjsonschema
import pytest
from lxml import etree

FOLDER = Path(__file__).parent / "schemas"
ENTRY = (
    "<entry><id>https://a.example/1/</id><title>One</title><updated>2026-11-22T18:00:00Z</updated>"
    "<author><name>Ines</name></author><category term='False'/><summary>No.</summary></entry>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>All</title><id>https://a.example/</id>"
    f"<link rel='self' href='https://a.example/atom.xml'/><updated>2026-11-22T18:00:00Z</updated>{ENTRY}</feed>"
)
PAGE = "<url><loc>https://a.example/1/</loc><lastmod>2026-11-22T18:00:00Z</lastmod></url>"
SITEMAP = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{PAGE}</urlset>"
PART = "<sitemap><loc>https://a.example/1.xml</loc><lastmod>2026-11-22T18:00:00Z</lastmod></sitemap>"
INDEX = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{PART}</sitemapindex>"
NEWS = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
    "<url><loc>https://a.example/1/</loc><n:news><n:publication><n:name>A</n:name><n:language>en</n:language>"
    "</n:publication><n:publication_date>2026-11-22T18:00:00+00:00</n:publication_date><n:title>One</n:title></n:news>"
    "</url></urlset>"
)
ITEM = {"id": "1", "content_text": "No.", "url": "https://a.example/1/", "date_published": "2026-11-22T18:00:00Z"}
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "All", "items": [ITEM]}


def atom(text):
    return etree.RelaxNG(etree.parse(FOLDER / "atom.rng")).validate(etree.fromstring(text))


def sitemap(text, schema="sitemap.xsd"):
    return etree.XMLSchema(etree.parse(FOLDER / schema)).validate(etree.fromstring(text))


def test_what_is_right_passes():
    assert atom(ATOM)
    assert atom(ATOM.replace(ENTRY, ""))
    assert sitemap(SITEMAP)
    assert sitemap(SITEMAP.replace(PAGE, ""))
    assert sitemap(NEWS)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<id>https://a.example/1/</id>", ""),
        ("<id>https://a.example/1/</id>", "<id>/1/</id>"),
        ("<title>One</title>", ""),
        ("<title>One</title>", "<title> </title>"),
        ("<title>One</title>", "<title>One</title><title>Two</title>"),
        ("<author><name>Ines</name></author>", ""),
        ("<author><name>Ines</name></author>", "<author>Ines</author>"),
        ("<updated>2026-11-22T18:00:00Z</updated>", ""),
        ("2026-11-22T18:00:00Z", "2026-11-22T18:00:00"),
        ("2026-11-22T18:00:00Z", "Sun, 22 Nov 2026 18:00:00 GMT"),
        (" href='https://a.example/atom.xml'", ""),
        (" term='False'", ""),
        ("<summary>No.</summary>", "<description>No.</description>"),
    ],
)
def test_a_feed_that_breaks_the_standard_is_found(was, now):
    assert was in ATOM
    assert not atom(ATOM.replace(was, now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("https://a.example/1/", "/1/"),
        ("https://a.example/1/", f"https://a.example/{'x' * 2048}/"),
        ("<loc>https://a.example/1/</loc>", ""),
        ("2026-11-22T18:00:00Z", "22 November 2026"),
        ("2026-11-22T18:00:00Z", "2026-11-22T18:00:00"),
        (PAGE, PAGE + PAGE),
        ("</lastmod>", "</lastmod><priority>2</priority>"),
        ("urlset", "sitemapindex"),
    ],
)
def test_a_sitemap_that_breaks_the_protocol_is_found(was, now):
    assert was in SITEMAP
    assert not sitemap(SITEMAP.replace(was, now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("https://a.example/1.xml", "/1.xml"),
        ("<loc>https://a.example/1.xml</loc>", ""),
        ("2026-11-22T18:00:00Z", "2026-11-22T18:00:00"),
        ("</lastmod>", "</lastmod><priority>1</priority>"),
        (PART, PART + PART),
        ("sitemap>", "url>"),
    ],
)
def test_an_index_that_breaks_the_protocol_is_found(was, now):
    assert was in INDEX
    assert sitemap(INDEX, "siteindex.xsd")
    assert not sitemap(INDEX.replace(was, now), "siteindex.xsd")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<n:title>One</n:title>", ""),
        ("<n:name>A</n:name>", ""),
        ("<n:language>en</n:language>", "<n:language>en-GB</n:language>"),
        ("2026-11-22T18:00:00+00:00", "yesterday"),
        ("<n:title>", "<n:keywords>tram</n:keywords><n:title>"),
    ],
)
def test_news_that_google_would_not_take_is_found(was, now):
    assert was in NEWS
    assert not sitemap(NEWS.replace(was, now))


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (FEED, "version", "https://jsonfeed.org/version/1"),
        (FEED, "title", ""),
        (FEED, "items", None),
        (FEED, "author", {"name": "Ines"}),
        (FEED, "feed_url", "/feed.json"),
        (ITEM, "id", 1),
        (ITEM, "content_text", None),
        (ITEM, "date_published", "2026-11-22"),
        (ITEM, "authors", [{}]),
        (ITEM, "tags", "False"),
        (ITEM, "url", "1/"),
        (ITEM, "summary_html", "<p>No.</p>"),
    ],
)
def test_a_json_feed_that_breaks_the_specification_is_found(where, name, value):
    held = fastjsonschema.compile(json.loads((FOLDER / "jsonfeed.json").read_text()))
    assert held(FEED)
    changed = {key: one for key, one in (where | {name: value}).items() if one is not None}
    with pytest.raises(fastjsonschema.JsonSchemaException):
        held(changed if where is FEED else FEED | {"items": [changed]})
