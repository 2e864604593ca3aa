"""Every published check of the demo as other programs read it: structured data, feeds, sitemaps, API, all alike."""

import json
from datetime import datetime
from pathlib import Path

import extruct
import fastjsonschema
import feedparser
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from tests.publishing.google import unmet

# Loading the demo needs the database, though no test here asks it anything.
pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def data(html):
    """The page's (ClaimReviews, NewsArticle), as extruct reads them."""
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    kinds = {kind: [one for one in found if one["@type"] == kind] for kind in ("ClaimReview", "NewsArticle")}
    (article,) = kinds["NewsArticle"]
    assert len(found) == len(kinds["ClaimReview"]) + 1
    return kinds["ClaimReview"], article


@pytest.fixture(scope="module")
def read(out):
    """The data of each page by its address."""
    return {url: data(html) for url, html in out.pages.items()}


def words(html):
    return " ".join(LexborHTMLParser(html).css_first("main").text(separator=" ").split())


def moment(value):
    return datetime.fromisoformat(value).replace(microsecond=0)


def valid(schema, made):
    """Holds the document against the schema: what is wrong with it, a line each."""
    document = etree.fromstring(made)
    return [str(one) for one in schema.error_log] if not schema.validate(document) else []


def atom_schema():
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


def sitemap_schema():
    return etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))


def test_every_page_meets_every_requirement_of_google(read, subtests):
    for url, (reviews, article) in read.items():
        for one in [*reviews, article]:
            with subtests.test(url=url, kind=one["@type"]):
                assert unmet(one, url) == []


def test_the_first_claim_has_the_page_and_every_other_a_place_that_is_on_it(out, read):
    for url, (reviews, _) in read.items():
        first, *others = [one["url"] for one in reviews]
        assert first == url
        assert all(LexborHTMLParser(out.pages[url]).css_first(f"#{one.split('#')[1]}") for one in others)
        assert len({first, *others}) == len(reviews)


def test_what_the_data_says_is_what_readers_see(out, read):
    for url, (reviews, article) in read.items():
        shown = words(out.pages[url])
        for one in reviews:
            assert f"Our verdict {one['reviewRating']['alternateName']}" in shown
            assert one["itemReviewed"]["text"] in shown
            assert one["reviewRating"]["ratingExplanation"] in shown
        assert article["headline"] in shown
        assert article["author"]["name"] in shown


def test_the_head_says_the_same_as_the_data(out, read):
    for url, (reviews, article) in read.items():
        page = LexborHTMLParser(out.pages[url])
        told = {one.attributes["property"]: one.attributes["content"] for one in page.css("meta[property]")}
        assert page.css_first("link[rel=canonical]").attributes["href"] == told["og:url"] == url
        assert told["og:title"] == article["headline"]
        assert told["og:image"].startswith(f"{url}card.png?v=")
        assert told["article:published_time"] == article["datePublished"] == reviews[0]["datePublished"]
        assert told["article:modified_time"] == article["dateModified"]
        assert page.css_first("html").attributes["lang"] == told["og:locale"] == article["inLanguage"]
        assert page.css("meta[name=robots]") == []


def test_the_atom_feed_is_what_its_standard_describes(out):
    assert valid(atom_schema(), out.files["atom"]) == []


def test_a_feed_reader_gets_every_check_as_its_page_says_it(out, read):
    feed = feedparser.parse(out.files["atom"])
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert {entry.link for entry in feed.entries} == set(read) | set(out.retracted)
    for entry in (one for one in feed.entries if one.link in read):
        reviews, article = read[entry.link]
        assert entry.id == entry.link
        assert entry.title == article["headline"]
        assert (entry.published, entry.updated) == (article["datePublished"], article["dateModified"])
        assert entry.author == article["author"]["name"]
        assert [tag.term for tag in entry.tags] == [reviews[0]["reviewRating"]["alternateName"]]
        assert article["description"] in entry.summary
        assert reviews[0]["itemReviewed"]["text"] in entry.summary
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)


def test_the_json_feed_is_what_its_specification_describes_and_says_the_same(out, read):
    feed = fastjsonschema.compile(json.loads((SCHEMAS / "jsonfeed.json").read_text()))(json.loads(out.files["json"]))
    assert {item["url"] for item in feed["items"]} == set(read) | set(out.retracted)
    for item in (one for one in feed["items"] if one["url"] in read):
        reviews, article = read[item["url"]]
        assert item["title"] == article["headline"]
        assert moment(item["date_published"]) == moment(article["datePublished"])
        assert moment(item["date_modified"]) == moment(article["dateModified"])
        assert item["authors"] == [{"name": article["author"]["name"]}]
        assert item["tags"] == [reviews[0]["reviewRating"]["alternateName"]]


def test_the_sitemap_is_what_its_protocol_describes_and_has_every_page(out, read):
    assert valid(sitemap_schema(), out.files["sitemap"]) == []
    pages = etree.fromstring(out.files["sitemap"]).findall("s:url", NAMES)
    changed = {page.findtext("s:loc", None, NAMES): page.findtext("s:lastmod", None, NAMES) for page in pages}
    for url, (_, article) in read.items():
        assert changed[url] == article["dateModified"]


def test_the_news_sitemap_is_what_google_describes_and_has_every_page(out, read):
    assert valid(sitemap_schema(), out.files["news"]) == []
    pages = etree.fromstring(out.files["news"]).findall("s:url", NAMES)
    assert {page.findtext("s:loc", None, NAMES) for page in pages} == set(read)
    for page in pages:
        _, article = read[page.findtext("s:loc", None, NAMES)]
        assert page.findtext("n:news/n:title", None, NAMES) == article["headline"]
        assert page.findtext("n:news/n:publication/n:name", None, NAMES) == article["publisher"]["name"]
        when = page.findtext("n:news/n:publication_date", None, NAMES)
        assert moment(when) == moment(article["datePublished"])


def test_the_data_feed_and_the_dump_have_the_data_of_the_pages(out, read):
    feed = json.loads(out.files["data"])
    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    items = [item for item in feed["dataFeedElement"] if "item" in item]
    assert {item["url"]: item["item"] for item in items} == {url: one[0] for url, one in read.items()}
    for item in items:
        _, article = read[item["url"]]
        assert (item["@type"], item["dateCreated"]) == ("DataFeedItem", article["datePublished"])
        assert item["dateModified"] == article["dateModified"]
    lines = [json.loads(line) for line in out.files["lines"].splitlines()]
    assert sorted(lines, key=json.dumps) == sorted((one for found, _ in read.values() for one in found), key=json.dumps)


def test_what_was_retracted_says_so_and_carries_no_verdict(out):
    ((url, html),) = out.retracted.items()
    assert extruct.extract(html, syntaxes=["json-ld"])["json-ld"] == []
    assert "retracted" in words(html).casefold()
    told = {item["url"]: item for item in json.loads(out.files["data"])["dataFeedElement"]}
    assert told[url]["dateDeleted"]
    assert "item" not in told[url]
    entry = next(one for one in feedparser.parse(out.files["atom"]).entries if one.link == url)
    assert "etracted" in entry.title + entry.summary
    assert not {url.encode() in out.files[name] for name in ("lines", "claims", "news")} - {False}


def test_corrections_and_a_topic_have_feeds_of_the_same_form(out):
    for name in ("corrections", "topic"):
        assert valid(atom_schema(), out.files[name]) == []
        feed = json.loads(out.files[f"{name}_json"])
        assert fastjsonschema.compile(json.loads((SCHEMAS / "jsonfeed.json").read_text()))(feed)["items"]
    told = feedparser.parse(out.files["corrections"]).entries
    assert [one.title.split(":")[0] for one in told] == ["Retraction", "Correction", "Clarification"]
    assert [one.author for one in told] == ["The Newsroom"] * 3


def test_a_changed_verdict_is_told_in_the_data(read):
    told = [one["correction"] for reviews, _ in read.values() for one in reviews if "correction" in one]
    assert sorted(len(one) for one in told) == [1, 1]
    assert {one["@type"] for row in told for one in row} == {"CorrectionComment"}


def test_claims_search_says_of_every_claim_what_its_page_says(out, read):
    claims = {one["claimReview"][0]["url"]: one for one in json.loads(out.files["claims"])["claims"]}
    reviews = {one["url"]: (one, article) for found, article in read.values() for one in found}
    assert set(claims) == set(reviews)
    for url, (review, article) in reviews.items():
        assert claims[url]["text"] == review["itemReviewed"]["text"]
        assert claims[url]["claimant"] == review["itemReviewed"]["author"]["name"]
        assert claims[url]["claimDate"] == f"{review['itemReviewed']['datePublished']}T00:00:00Z"
        (told,) = claims[url]["claimReview"]
        assert told["title"] == article["headline"]
        assert told["textualRating"] == review["reviewRating"]["alternateName"]
        assert (told["reviewDate"], told["languageCode"]) == (review["datePublished"], review["inLanguage"])
        assert told["publisher"] == {"name": review["author"]["name"], "site": "newsroom.example"}
