"""The answer of `claims:search`, field by field as in Google's Fact Check Tools API (v1alpha1)."""

import re
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _filled(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value}


def site_of(url: str) -> str:
    """The host of an address as publishers are named: without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_of_publisher(asked: str, url: str) -> bool:
    """Whether the newsroom at this address is the one asked for, with or without `www.`."""
    return asked.strip().lower().removeprefix("www.") == site_of(url)


def _claim_time(day: str) -> str:
    """A day as a time; nothing for a date of which only the month or the year is known."""
    return f"{day}T00:00:00Z" if _DAY.fullmatch(day) else ""


def _claimant(reviewed: Json) -> str:
    """Who said it; all of them for a joint statement."""
    said = reviewed.get("author", [])
    return ", ".join(one["name"] for one in (said if isinstance(said, list) else [said]) if one.get("name"))


def _claim(review: Json, title: str) -> Json:
    reviewed = review.get("itemReviewed", {})
    by = review.get("author", {})
    return _filled(
        text=reviewed.get("text") or review.get("claimReviewed"),
        claimant=_claimant(reviewed),
        claimDate=_claim_time(reviewed.get("datePublished", "")),
        claimReview=[
            _filled(
                publisher=_filled(name=by.get("name"), site=site_of(review["url"])),
                url=review["url"],
                title=title,
                reviewDate=review.get("datePublished"),
                textualRating=review["reviewRating"].get("alternateName"),
                languageCode=review.get("inLanguage"),
            )
        ],
    )


def claims_of(data: list[Json]) -> list[Json]:
    """The claims of one published check out of its stored JSON-LD, in its order."""
    title = next((one.get("headline", "") for one in data if one["@type"] == "NewsArticle"), "")
    return [_claim(one, title) for one in data if one["@type"] == "ClaimReview"]
