"""The article's `<main>`, rendered once when it is published and stored with its edition."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from factchecks.publishing.body import render_citations
from factchecks.publishing.publication import Publication, said_on, web_address


def _linked(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"url": web_address(one["url"])}


def _portrait(publication: Publication, claimant: dict[str, Any] | None) -> str:
    if not claimant or not claimant["portrait"]:
        return ""
    return publication.media_path(claimant["portrait"], claimant["portrait_extension"])


def _claims(publication: Publication) -> list[dict[str, Any]]:
    frames = publication.frame["claims"]
    return [
        claim
        | {
            "frame": frame,
            "said_on": said_on(claim),
            "appearances": sorted(map(_linked, claim["appearances"]), key=lambda one: not one["is_first"]),
            "portrait": _portrait(publication, frame["claimant"]),
        }
        for claim, frame in zip(publication.text["claims"], frames, strict=True)
    ]


def _sources(publication: Publication) -> list[dict[str, Any]]:
    copies = publication.kept_copies
    return [_linked(one) | {"copy": copies.get(one["key"], "")} for one in publication.text["sources"]]


def context_of(publication: Publication) -> dict[str, Any]:
    """What `public/article_main.html` is given."""
    numbers = {one["key"]: one["n"] for one in publication.text["sources"]}
    lead = publication.lead
    return {
        "publication": publication,
        "text": publication.text,
        "frame": publication.frame,
        "claims": _claims(publication),
        # Cleaned by the allow-list inside render_citations, whatever was stored.
        "body": mark_safe(render_citations(publication.text["body"], numbers)),  # noqa: S308
        "sources": _sources(publication),
        "lead": lead,
        "lead_url": publication.media_path(lead["sha256"], lead["extension"]) if lead else "",
        "pictures": [
            one | {"url": publication.media_path(one["sha256"], one["extension"])}
            for one in publication.text["files"]
            if not one["lead"] and one["sha256"]
        ],
    }


def render_main(publication: Publication) -> str:
    """The HTML of `<main>`."""
    return render_to_string("public/article_main.html", context_of(publication))
