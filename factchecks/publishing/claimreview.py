"""ClaimReview data as search engines and fact-check explorers read it; `claimreview_lint` says whether it is right."""

import json
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from factchecks.publishing.body import plain_text, word_count
from factchecks.publishing.publication import Publication, said_on, web_address

Json = dict[str, Any]
CORRECTIONS = "/corrections/"
# Characters that would end the script element or break a line inside it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def _time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _filled(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def publisher(publication: Publication) -> Json:
    """The newsroom as an Organization."""
    site = publication.site
    return _filled(
        **{"@type": "Organization"},
        name=site.name,
        url=f"{site.url}/",
        logo=site.absolute(f"{settings.STATIC_URL}favicon.svg"),
        publishingPrinciples=site.absolute(site.publishing_principles),
        correctionsPolicy=site.absolute(CORRECTIONS),
    )


def _claimants(claim: Json, frame: Json, publication: Publication) -> Json | list[Json] | None:
    """The author of the claim, or the list of them; left out as a whole when nobody is named."""
    if not claim["claimant"]:
        return None
    first = _claimant(claim["claimant"], claim["role"], frame["claimant"] or {}, publication)
    others = zip(claim.get("others", []), frame.get("others", []), strict=True)
    rest = [_claimant(one["name"], one["role"], known, publication) for one, known in others]
    return [first, *rest] if rest else first


def _claimant(name: str, role: str, known: Json, publication: Publication) -> Json:
    image = ""
    if known.get("portrait"):
        image = publication.media(known["portrait"], known["portrait_extension"])
    kind = "Organization" if known.get("kind") == "organisation" else "Person"
    return _filled(
        **{"@type": kind},
        name=name,
        jobTitle=role if kind == "Person" else "",
        image=image,
        sameAs=web_address(known.get("same_as", "")),
    )


def _appearance(one: Json, archived: Json) -> Json:
    return _filled(
        **{"@type": "CreativeWork"},
        url=one["url"],
        name=one["title"],
        datePublished=one.get("on"),
        archivedAt=archived.get(str(one.get("source"))),
    )


def _appearances(claim: Json, archived: Json) -> tuple[Json | None, list[Json]]:
    on_the_web = [one for one in claim["appearances"] if web_address(one["url"])]
    first = next((one for one in on_the_web if one["is_first"]), None)
    others = [_appearance(one, archived) for one in on_the_web if one is not first]
    return _appearance(first, archived) if first else None, others


def _rating(claim: Json, frame: Json) -> Json:
    rating: Json = {"@type": "Rating", "alternateName": claim["verdict"]}
    verdict = frame["verdict"] or {}
    if verdict.get("number") is not None:
        rating |= {
            "ratingValue": verdict["number"],
            "bestRating": verdict["best"],
            "worstRating": verdict["worst"],
        }
    return rating | _filled(ratingExplanation=claim["explanation"])


def _citations(publication: Publication) -> list[Json]:
    return [
        _filled(
            **{"@type": "CreativeWork"},
            name=one["title"] or one["url"] or one["description"][:100],
            url=web_address(one["url"]),
            author=one["author"],
            publisher=_filled(**{"@type": "Organization"}, name=one["publisher"]) if one["publisher"] else None,
            datePublished=one["published_on"],
            archivedAt=publication.frame.get("archived", {}).get(str(one["key"])),
        )
        for one in publication.text["sources"]
    ]


def _corrections(publication: Publication) -> list[Json]:
    return [
        {"@type": "CorrectionComment", "text": one.text, "datePublished": _time(one.at)}
        for one in publication.corrections
    ]


def _review(publication: Publication, index: int, *, primary: bool) -> Json:
    claim, frame = publication.text["claims"][index], publication.frame["claims"][index]
    first, others = _appearances(claim, publication.frame.get("archived", {}))
    url = publication.url if primary else f"{publication.url}#claim-{index + 1}"
    reviewed = _filled(
        **{"@type": "Claim", "@id": f"{publication.url}#claim-{index + 1}-said"},
        text=claim["text"],
        author=_claimants(claim, frame, publication),
        description=" ".join(part for part in (claim["place"], claim["context"]) if part),
        datePublished=said_on(claim),
        firstAppearance=first,
        appearance=others,
    )
    return {"@context": "https://schema.org", "@type": "ClaimReview"} | _filled(
        url=url,
        claimReviewed=claim["short"] or claim["text"],
        author=publisher(publication),
        datePublished=_time(publication.published_at),
        dateModified=_time(publication.modified_at),
        inLanguage=publication.text["language"],
        itemReviewed=reviewed,
        reviewRating=_rating(claim, frame),
        citation=_citations(publication),
        correction=_corrections(publication),
        sdLicense=publication.site.licence_url,
    )


def _picture(publication: Publication) -> Json | None:
    lead = publication.lead
    if lead is None:
        return None
    return _filled(
        **{"@type": "ImageObject"},
        url=publication.media(lead["sha256"], lead["extension"]),
        width=lead["width"],
        height=lead["height"],
        caption=lead["caption"],
        creditText=lead["credit"],
    )


def _article(publication: Publication) -> Json:
    body = publication.text["body"]
    return {"@context": "https://schema.org", "@type": "NewsArticle"} | _filled(
        mainEntityOfPage=publication.url,
        url=publication.url,
        headline=publication.text["headline"],
        description=publication.text["standfirst"],
        datePublished=_time(publication.published_at),
        dateModified=_time(publication.modified_at),
        inLanguage=publication.text["language"],
        author={"@type": "Person", "name": publication.author},
        editor={"@type": "Person", "name": publication.editor} if publication.editor else None,
        publisher=publisher(publication),
        image=_picture(publication),
        articleBody=plain_text(body),
        wordCount=word_count(body),
        correction=_corrections(publication),
        backstory=publication.text["methodology"],
        keywords=[topic["name"] for topic in publication.frame["topics"]],
    )


def claim_reviews(publication: Publication) -> list[Json]:
    """One ClaimReview for each claim with a verdict; the first of them is the primary one."""
    rated = [index for index, claim in enumerate(publication.text["claims"]) if claim["verdict"]]
    return [_review(publication, index, primary=index == rated[0]) for index in rated]


def structured_data(publication: Publication) -> list[Json]:
    """Everything for the page's JSON-LD: the reviews, then the article."""
    return [*claim_reviews(publication), _article(publication)]


def json_ld(data: Any) -> str:
    """JSON that is safe inside a script element."""
    return json.dumps(data, ensure_ascii=False).translate(ESCAPES)
