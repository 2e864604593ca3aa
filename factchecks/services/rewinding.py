"""Makes the working copy what readers see: every text, claim, source, quotation and picture of the live edition."""

from datetime import date
from typing import Any

from django.utils import timezone

from factchecks.models import Attachment, Claim, Claimant, FactCheck, Quotation, Source, Topic, Verdict
from factchecks.models.content import Content
from factchecks.services import appearances, claimants, sources

TEXTS = ("language", "headline", "standfirst", "body", "methodology")
CLAIM = ("text", "short", "language", "origin_unknown", "place", "context", "explanation")
SOURCE = ("title", "publisher", "author", "kind", "primary", "stance", "interests", "description")
QUOTATION = ("text", "translation", "language", "locator")
FILE = ("caption", "credit", "alternative_text", "order")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _taken(row: Content, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _claim(factcheck: FactCheck, place: int, row: Content, frame: Content) -> None:
    known, verdict = frame["claimant"] or {}, frame["verdict"] or {}
    claim = Claim.objects.filter(pk=row["key"]).first() or Claim(pk=row["key"], factcheck=factcheck)
    for name, value in (_taken(row, CLAIM) | {"order": place}).items():
        setattr(claim, name, value)
    claim.claimed_on, claim.claimed_precision = _day(row["claimed_on"]), row["precision"]
    claim.claimant = Claimant.objects.filter(slug=known.get("slug", "")).first()
    claim.claimant_name, claim.claimant_role = row["claimant"], row["role"]
    claim.verdict = Verdict.objects.filter(slug=verdict.get("slug", "")).first()
    claim.verdict_word, claim.verdict_definition = row["verdict"], row["definition"]
    claim.save()
    claimants.name_others(claim, [(one["name"], one["role"]) for one in row.get("others", ())])
    claim.appearances.exclude(source__confidential=True).delete()
    appearances.put_back(claim=claim, rows=row["appearances"])


def _claims(factcheck: FactCheck, content: Content) -> None:
    rows = content["text"]["claims"]
    present = Claim.objects.filter(factcheck=factcheck)
    present.exclude(pk__in=[row["key"] for row in rows]).delete()
    # Out of the way of each other: two claims never share a place, not even for a moment.
    for step, claim in enumerate(present, start=1000):
        present.filter(pk=claim.pk).update(order=step)
    for place, (row, frame) in enumerate(zip(rows, content["frame"]["claims"], strict=True)):
        _claim(factcheck, place, row, frame)


def _link(row: Content) -> dict[str, Any]:
    """The page that is cited, where the address is another one now."""
    same = row["form"] != "link" or Source.objects.filter(pk=row["key"], cited_url=row["url"]).exists()
    return {} if same else {"link": sources.link_for(url=row["url"])}


def _source(row: Content) -> None:
    values = _taken(row, SOURCE) | {"cited_url": row["url"], "order": row["n"]} | _link(row)
    days = {"published_on": _day(row["published_on"]), "accessed_on": _day(row["accessed_on"])}
    Source.objects.filter(pk=row["key"]).update(**values, **days, confidential=False, removed_at=None)
    kept = {one["key"]: one for one in row["quotations"]}
    Quotation.objects.filter(source=row["key"], removed_at__isnull=True).exclude(pk__in=kept).update(
        removed_at=timezone.now()
    )
    for key, one in kept.items():
        Quotation.objects.filter(pk=key).update(**_taken(one, QUOTATION), removed_at=None)


def _sources(factcheck: FactCheck, content: Content) -> None:
    rows = content["text"]["sources"]
    added = Source.objects.filter(factcheck=factcheck, removed_at__isnull=True, confidential=False)
    added.exclude(pk__in=[row["key"] for row in rows]).update(removed_at=timezone.now())
    for row in rows:
        _source(row)


def _files(factcheck: FactCheck, content: Content) -> None:
    rows = content["text"]["files"]
    shown = Attachment.objects.filter(factcheck=factcheck, is_public=True, removed_at__isnull=True)
    shown.update(is_lead=False)
    shown.exclude(pk__in=[row["key"] for row in rows]).update(is_public=False)
    for row in rows:
        values = _taken(row, FILE) | {"published_sha256": row["sha256"], "published_extension": row["extension"]}
        again = {"is_public": True, "is_lead": row["lead"], "removed_at": None}
        Attachment.objects.filter(pk=row["key"]).update(**values, **again)


def rewind(factcheck: FactCheck) -> None:
    """Puts the content of the live edition back, in the transaction and under the lock of the caller.

    What was added since stays in the check's history and is shown to nobody: sources are removed as a person would
    remove them, pictures are not public any more. A confidential source stays as it is.
    """
    edition = factcheck.live_edition
    if edition is None:
        return
    _sources(factcheck, edition.content)
    _claims(factcheck, edition.content)
    _files(factcheck, edition.content)
    factcheck.topics.set(Topic.objects.filter(slug__in=edition.content["text"]["topics"]))
    texts = _taken(edition.content["text"], TEXTS)
    FactCheck.objects.filter(pk=factcheck.pk).update(**texts)
    for name, value in texts.items():
        setattr(factcheck, name, value)
