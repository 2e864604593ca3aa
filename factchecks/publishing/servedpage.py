"""The served page of a check beside what was published: every difference that a machine or a reader would meet."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from factchecks.links.ownpage import Served
from factchecks.publishing.claimreview_lint import faults
from factchecks.publishing.claimreview_reading import at

Json = dict[str, Any]
# What tells search engines to leave a page out.
HIDDEN = frozenset({"noindex", "none"})


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the page at `url` must carry: the data of its edition as it is stored; `site` is the root without a slash.

    `retracted`: it must carry no ClaimReview instead.
    """

    url: str
    site: str
    data: list[Json]
    retracted: bool = False

    @property
    def reviews(self) -> list[Json]:
        """The ClaimReviews that belong on the page."""
        return [] if self.retracted else _reviews(self.data)


def compare(served: Served, expected: Expected) -> tuple[str, ...]:
    """What is wrong with the page, a sentence each; empty when it is right."""
    if 300 <= served.status < 400:
        return (f"The page leads to another address (status {served.status}).",)
    if served.status != 200:
        return (f"The page answers with status {served.status} instead of 200.",)
    return tuple(dict.fromkeys(_differences(LexborHTMLParser(served.html), served, expected)))


def _differences(page: LexborHTMLParser, served: Served, expected: Expected) -> Iterator[str]:
    if _hidden(page, served):
        yield "The page tells search engines to leave it out (noindex)."
    if [one.attributes.get("href") for one in page.css('link[rel="canonical"]')] != [expected.url]:
        yield "The page names another address as its own (canonical)."
    words = [" ".join(one.text().split()) for one in page.css(".plate__w")]
    reviews = _reviews(_data(page))
    yield from _data_faults(reviews, expected)
    for review in expected.reviews:
        word = at(review, "reviewRating", "alternateName")
        if word not in words:
            yield f"The verdict “{word}” is not on the page."
    yield from faults(reviews, url=expected.url, site=expected.site, words=words)


def _data_faults(reviews: list[Json], expected: Expected) -> Iterator[str]:
    if reviews == expected.reviews:
        return
    if expected.retracted:
        yield "The check is retracted, and its page still carries a ClaimReview."
    elif not reviews:
        yield "The page carries no ClaimReview that can be read."
    else:
        yield "The ClaimReview on the page is not that of the published version."


def _hidden(page: LexborHTMLParser, served: Served) -> bool:
    metas = page.css('meta[name="robots"], meta[name="googlebot"]')
    said = [served.headers.get("x-robots-tag", ""), *(one.attributes.get("content") or "" for one in metas)]
    return any(word in HIDDEN for text in said for word in text.lower().replace(",", " ").replace(":", " ").split())


def _data(page: LexborHTMLParser) -> list[Any]:
    """Everything in the page's JSON-LD; a block that cannot be read has nothing."""
    found: list[Any] = []
    for script in page.css('script[type="application/ld+json"]'):
        try:
            read = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        found += read if isinstance(read, list) else [read]
    return found


def _reviews(data: list[Any]) -> list[Json]:
    return [one for one in data if at(one, "@type") == "ClaimReview"]
