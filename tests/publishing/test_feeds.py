"""The feed, the sitemap and robots.txt as their readers parse them."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from factchecks.publishing.feeds import Entry, atom, robots, sitemap, sitemap_index

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
ENTRY = Entry(
    url="https://newsroom.example/checks/a/",
    headline="Is <it> & so?",
    summary="Not quite.",
    author="Ines Park",
    verdict="Misleading",
    claim="It is so.\x0b\ufffe\ud800",
    claimant="Dana Whitcombe",
    explanation="Nine of 54 have a step.",
    published_at=AT,
    modified_at=AT,
)
NAMES = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def feed(*entries):
    address = "https://newsroom.example/feeds/atom.xml"
    made = atom(title="All", url="https://newsroom.example/", feed_url=address, entries=entries, updated=AT)
    return ET.fromstring(made)


def test_an_entry_carries_what_was_typed():
    entry = feed(ENTRY).find("a:entry", NAMES)
    assert entry.findtext("a:title", namespaces=NAMES) == "Is <it> & so?"
    assert entry.findtext("a:id", namespaces=NAMES) == ENTRY.url
    assert entry.findtext("a:updated", namespaces=NAMES) == "2026-11-22T18:00:00Z"
    assert (
        entry.findtext("a:summary", namespaces=NAMES)
        == "Not quite. Claim (Dana Whitcombe): It is so. Verdict: Misleading. Nine of 54 have a step."
    )


def test_an_empty_feed_is_a_feed():
    assert feed().findall("a:entry", NAMES) == []


def test_a_retracted_check_says_so_and_nothing_else():
    gone = Entry(**{**ENTRY.__dict__, "retracted": True})
    summary = feed(gone).find("a:entry", NAMES).findtext("a:summary", namespaces=NAMES)
    assert summary == "This check has been retracted."


def test_the_sitemap_lists_pages_with_their_last_change():
    root = ET.fromstring(sitemap([("https://a.example/", None), ("https://a.example/b/", AT)]))
    assert [page.text for page in root.findall("s:url/s:loc", NAMES)] == ["https://a.example/", "https://a.example/b/"]
    assert root.findtext("s:url/s:lastmod", namespaces=NAMES) == "2026-11-22T18:00:00Z"


def test_an_index_lists_sitemaps_with_their_last_change():
    root = ET.fromstring(sitemap_index([("https://a.example/sitemap-1.xml", AT)]))
    assert root.findtext("s:sitemap/s:loc", namespaces=NAMES) == "https://a.example/sitemap-1.xml"
    assert root.findtext("s:sitemap/s:lastmod", namespaces=NAMES) == "2026-11-22T18:00:00Z"


def test_crawlers_are_kept_off_the_staff_side():
    lines = robots("https://a.example").splitlines()
    assert {"Disallow: /newsroom/", "Disallow: /admin/", "Sitemap: https://a.example/sitemap.xml"} <= set(lines)
    assert lines[-1] == "Sitemap: https://a.example/sitemap-news.xml"
