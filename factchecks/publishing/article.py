"""The article's `<main>`, rendered once when it is published and stored with its edition."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from factchecks.publishing.body import render_citations
from factchecks.publishing.publication import Publication


def _claims(publication: Publication) -> list[dict[str, Any]]:
    frames = publication.frame["claims"]
    return [claim | {"frame": frame} for claim, frame in zip(publication.text["claims"], frames, strict=True)]


def _sources(publication: Publication) -> list[dict[str, Any]]:
    return [one | {"copy": publication.kept_copies.get(one["key"], "")} for one in publication.text["sources"]]


def _portrait(publication: Publication) -> str:
    frames = publication.frame["claims"]
    claimant = frames[0]["claimant"] if frames else None
    if not claimant or not claimant["portrait"]:
        return ""
    return publication.media_path(claimant["portrait"], claimant["portrait_extension"])


def context_of(publication: Publication) -> dict[str, Any]:
    """What `public/article_main.html` is given."""
    numbers = {one["key"]: one["n"] for one in publication.text["sources"]}
    claims, lead = _claims(publication), publication.lead
    return {
        "publication": publication,
        "text": publication.text,
        "frame": publication.frame,
        "claim": claims[0] if claims else None,
        "more_claims": claims[1:],
        # Cleaned by the allow-list inside render_citations, whatever was stored.
        "body": mark_safe(render_citations(publication.text["body"], numbers)),  # noqa: S308
        "sources": _sources(publication),
        "portrait": _portrait(publication),
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
