"""The full content of a check as one dict of plain values, and the digest that approval is bound to.

Shape: {"schema": 1, "text": {...}, "frame": {...}}. `text` is what a reader sees and a person wrote and is
what the digest covers; `frame` is what surrounds it (number, desk, names of people, marks of verdicts).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from factchecks.models.attachment import Attachment
from factchecks.models.check import FactCheck
from factchecks.models.claim import Appearance, Claim, CoClaimant
from factchecks.models.claimant import Claimant
from factchecks.models.quotation import Quotation
from factchecks.models.source import Source
from factchecks.models.topic import Topic
from factchecks.states import CorrectionKind

Content = dict[str, Any]
SCHEMA = 1


def canonical(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8; equal values give equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(content: Content) -> str:
    """sha256 (hex) of the canonical JSON of `text`."""
    return hashlib.sha256(canonical(content["text"])).hexdigest()


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _appearance(one: Appearance) -> Content:
    """A date and a source are there when they are known: what was kept before they were asked for has neither."""
    known = {"on": _day(one.seen_on), "source": one.source_id}
    plain = {"url": one.url, "title": one.title, "is_first": one.is_first, "timecode": one.timecode}
    return plain | {name: value for name, value in known.items() if value}


def _appearances(claim: Claim) -> list[Content]:
    """Where readers may be told it was: not in a source that has become confidential."""
    return [_appearance(one) for one in claim.appearances.all() if not (one.source and one.source.confidential)]


def _co_claimants(claim: Claim) -> list[CoClaimant]:
    return list(claim.co_claimants.all()) if getattr(claim, "has_others", True) else []


def _others(claim: Claim) -> Content:
    """Further claimants; nothing for a claim of one, whose content has the shape it always had."""
    rows = [{"name": one.name, "role": one.role} for one in _co_claimants(claim)]
    return {"others": rows} if rows else {}


def _claim(claim: Claim) -> Content:
    return _others(claim) | {
        "key": claim.pk,
        "text": claim.text,
        "short": claim.short,
        "language": claim.language,
        "claimant": claim.claimant_name,
        "role": claim.claimant_role,
        "origin_unknown": claim.origin_unknown,
        "claimed_on": _day(claim.claimed_on),
        "precision": claim.claimed_precision,
        "place": claim.place,
        "context": claim.context,
        "verdict": claim.verdict_word,
        "definition": claim.verdict_definition,
        "explanation": claim.explanation,
        "appearances": _appearances(claim),
    }


def _claimant_frame(claimant: Claimant) -> Content:
    return {
        "kind": claimant.kind,
        "slug": claimant.slug,
        "same_as": claimant.same_as,
        "portrait": claimant.portrait,
        "portrait_extension": claimant.portrait_extension,
    }


def _claim_frame(claim: Claim) -> Content:
    verdict, claimant = claim.verdict, claim.claimant
    others = [_claimant_frame(one.claimant) for one in _co_claimants(claim)]
    return ({"others": others} if others else {}) | {
        "claimant": claimant and _claimant_frame(claimant),
        "verdict": verdict
        and {
            "slug": verdict.slug,
            "silhouette": verdict.silhouette,
            "fill": verdict.fill,
            "tone": verdict.tone,
            "number": verdict.number,
            "worst": verdict.scale.worst,
            "best": verdict.scale.best,
        },
    }


def _quotation(quotation: Quotation) -> Content:
    return {
        "key": quotation.pk,
        "text": quotation.text,
        "translation": quotation.translation,
        "language": quotation.language,
        "locator": quotation.locator,
    }


def _source(number: int, source: Source) -> Content:
    return {
        "key": source.pk,
        "n": number,
        "form": source.form,
        "url": source.cited_url,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published_on": _day(source.published_on),
        "accessed_on": _day(source.accessed_on),
        "kind": source.kind,
        "primary": source.primary,
        "stance": source.stance,
        "interests": source.interests,
        "description": source.description,
        "quotations": [_quotation(one) for one in source.quotations.all() if one.removed_at is None],
    }


def _file(attachment: Attachment) -> Content:
    return {
        "key": attachment.pk,
        "sha256": attachment.published_sha256,
        "extension": attachment.published_extension,
        "width": attachment.width,
        "height": attachment.height,
        "caption": attachment.caption,
        "credit": attachment.credit,
        "alternative_text": attachment.alternative_text,
        "lead": attachment.is_lead,
        "order": attachment.order,
    }


def public_source_rows(factcheck: FactCheck) -> "QuerySet[Source]":
    """Sources that readers will see, in the order of their numbers; what is quoted from them is another question."""
    rows: QuerySet[Source] = factcheck.sources.current().filter(confidential=False)
    return rows.select_related("link__latest_snapshot", "attachment")


def public_sources(factcheck: FactCheck) -> list[Source]:
    """Sources that readers will see, with what is quoted from them."""
    return list(public_source_rows(factcheck).prefetch_related("quotations"))


def _kept(sources: list[Source]) -> dict[str, str]:
    """Day of the newest kept copy by source key; the keys are text, as JSON has them."""
    copies = ((one.pk, one.link.latest_snapshot if one.link else None) for one in sources)
    return {str(key): copy.fetched_at.date().isoformat() for key, copy in copies if copy}


def _archived(sources: list[Source]) -> dict[str, str]:
    """Address of the newest copy in an outside archive by source key."""
    copies = ((one.pk, one.link.latest_snapshot if one.link else None) for one in sources)
    return {str(key): copy.archived_url for key, copy in copies if copy and copy.archived_url}


def _copies_cited(sources: list[Source]) -> list[str]:
    """Keys of the sources whose kept copy readers are sent to. No words: it may change while an article is up."""
    return [str(one.pk) for one in sources if one.cite_copy]


def _frame(factcheck: FactCheck, claims: list[Claim], topics: list[Topic], sources: list[Source]) -> Content:
    return {
        "number": factcheck.number,
        "desk": {"name": factcheck.desk.name, "slug": factcheck.desk.slug},
        "author": factcheck.author.name,
        "topics": [{"name": topic.name, "slug": topic.slug} for topic in topics],
        "claims": [_claim_frame(claim) for claim in claims],
        "kept": _kept(sources),
        "copies_cited": _copies_cited(sources),
        "archived": _archived(sources),
    }


def _correction(factcheck: FactCheck) -> Content:
    """What readers are told of the change that the text carries; nothing for a check that was never corrected.

    The words of a minor edit are a note among colleagues: only its kind is content.
    """
    one = factcheck.correction
    if one is None:
        return {}
    words = {"wrong": one.wrong, "now": one.now} if one.kind != CorrectionKind.MINOR else {}
    return {"correction": {"kind": one.kind} | words}


def claims_with_parts(factcheck: FactCheck) -> list[Claim]:
    """The claims with what stands with them; those that came with the check are used."""
    claims = list(factcheck.claims.all())
    prefetch_related_objects(claims, "verdict__scale", "claimant", "appearances__source")
    # Joint statements are rare: a check loaded with its facts knows that there is none to read.
    joint = [one for one in claims if getattr(one, "has_others", True)]
    prefetch_related_objects(joint, "co_claimants__claimant")
    return claims


def content_of(factcheck: FactCheck) -> Content:
    """The content of the working copy as it stands in the database now; claims that came with the check are used."""
    claims = claims_with_parts(factcheck)
    files = factcheck.attachments.filter(is_public=True, removed_at__isnull=True).order_by("order", "id")
    return content_from(
        factcheck, claims=claims, topics=list(factcheck.topics.all()), sources=public_sources(factcheck), files=files
    )


def content_from(
    factcheck: FactCheck,
    *,
    claims: list[Claim],
    topics: list[Topic],
    sources: list[Source],
    files: Iterable[Attachment] = (),
) -> Content:
    """The content made of rows that were read; `sources` and `files` are the public ones, in their order."""
    text = {
        "language": factcheck.language,
        "headline": factcheck.headline,
        "standfirst": factcheck.standfirst,
        "body": factcheck.body,
        "methodology": factcheck.methodology,
        "topics": sorted(topic.slug for topic in topics),
        "claims": [_claim(claim) for claim in claims],
        "sources": [_source(n, one) for n, one in enumerate(sources, start=1)],
        "files": [_file(one) for one in files],
    }
    text |= _correction(factcheck)
    return {"schema": SCHEMA, "text": text, "frame": _frame(factcheck, claims, topics, sources)}
