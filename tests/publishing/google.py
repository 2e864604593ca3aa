"""Google's requirements for a page with ClaimReview and NewsArticle, written down from its documentation alone.

https://developers.google.com/search/docs/appearance/structured-data/factcheck, .../structured-data/article and
.../structured-data/sd-policies. Nothing here comes from the product: `one` is what another program read.
"""

import re
from datetime import datetime
from urllib.parse import urlsplit

WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/\S*)?")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
LOGO = (".svg", ".png", ".jpg", ".gif", ".webp")
ADDRESSES = "url logo image sameAs archivedAt publishingPrinciples correctionsPolicy mainEntityOfPage sdLicense @id"


def walk(data):
    """Every (name, value) in it."""
    if isinstance(data, list):
        for one in data:
            yield from walk(one)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield name, value
            yield from walk(value)


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def rating(one):
    numbers = [one["reviewRating"].get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if numbers == [None] * 3:
        return True
    worst, value, best = numbers
    return all(type(number) is int for number in numbers) and 1 <= worst <= value <= best and worst < best


def zoned(value):
    return datetime.fromisoformat(value).tzinfo is not None


def on(one, page):
    return urlsplit(one["url"]).hostname == urlsplit(page).hostname


def places(one):
    said = one["itemReviewed"]
    return listed(said.get("firstAppearance")) + listed(said.get("appearance"))


# What is asked of a ClaimReview (`one`) on the page with the address `page`.
CLAIM_REVIEW = {
    "claimReviewed: text, required": lambda one, page: one["claimReviewed"].strip(),
    "claimReviewed: under 75 characters": lambda one, page: len(one["claimReviewed"]) < 75,
    "reviewRating: a Rating, required": lambda one, page: one["reviewRating"]["@type"] == "Rating",
    "alternateName: a word or short phrase, required": lambda one, page: (
        0 < len(one["reviewRating"]["alternateName"].split()) <= 4
    ),
    "numbers: whole, in order, from 1, all or none": lambda one, page: rating(one),
    "url: required, on the host of the page": lambda one, page: on(one, page),
    "url: the page itself or a place on it": lambda one, page: one["url"].split("#")[0] == page,
    "author: an Organization or Person": lambda one, page: one["author"]["@type"] in ("Organization", "Person"),
    "author.name: the publisher's": lambda one, page: one["author"]["name"].strip(),
    "author.url: the publisher's": lambda one, page: on(one["author"], page),
    "author.logo: a picture": lambda one, page: one["author"]["logo"].endswith(LOGO),
    "datePublished: ISO 8601": lambda one, page: zoned(one["datePublished"]),
    "dateModified: not before it": lambda one, page: one["datePublished"] <= one["dateModified"],
    "itemReviewed: a Claim": lambda one, page: one["itemReviewed"]["@type"] == "Claim",
    "itemReviewed.author: with a name, or not there": lambda one, page: all(
        by["name"].strip() and by["@type"] in ("Person", "Organization")
        for by in listed(one["itemReviewed"].get("author"))
    ),
    "itemReviewed.datePublished: ISO 8601": lambda one, page: DAY.fullmatch(
        one["itemReviewed"].get("datePublished", "2026")
    ),
    "appearances: creative works with an address": lambda one, page: all(
        place["@type"] == "CreativeWork" and WEB.fullmatch(place["url"]) for place in places(one)
    ),
    "inLanguage: a BCP 47 code": lambda one, page: re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", one["inLanguage"]),
}
# What is asked of the NewsArticle beside it.
NEWS_ARTICLE = {
    "headline: concise": lambda one, page: 0 < len(one["headline"]) <= 110,
    "datePublished and dateModified: ISO 8601": lambda one, page: (
        zoned(one["datePublished"]) and zoned(one["dateModified"])
    ),
    "author: a Person with only a name": lambda one, page: (
        one["author"]["@type"] == "Person" and not re.search(r"(?i)\bby\b|,", one["author"]["name"])
    ),
    "publisher: an Organization with name and logo": lambda one, page: (
        one["publisher"]["name"] and one["publisher"]["logo"].endswith(LOGO)
    ),
    "image: wide enough, where there is one": lambda one, page: (
        "image" not in one or one["image"]["width"] * one["image"]["height"] >= 50_000
    ),
    "mainEntityOfPage: the page": lambda one, page: one["mainEntityOfPage"] == page == one["url"],
}
# What is asked of both.
BOTH = {
    "@context: schema.org": lambda one, page: one["@context"] == "https://schema.org",
    "addresses: absolute": lambda one, page: all(
        WEB.fullmatch(value) for name, value in walk(one) if name in ADDRESSES.split() and isinstance(value, str)
    ),
    "values: none empty": lambda one, page: all(value not in ("", None, [], {}) for _, value in walk(one)),
}


def unmet(one, page):
    """The names of the requirements that this item does not meet."""
    asked = BOTH | (CLAIM_REVIEW if one["@type"] == "ClaimReview" else NEWS_ARTICLE)
    return [name for name, met in asked.items() if not met(one, page)]
