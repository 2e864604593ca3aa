"""The article as the workspace writes it: its texts, the proposed verdict and why, saved in one accepted save."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factchecks.errors import Refused, Stale
from factchecks.models import Claim, FactCheck, User, Verdict
from factchecks.models.facts import primary_claim
from factchecks.models.querysets import contributor_ids
from factchecks.publishing.body import cited_keys, clean_body
from factchecks.services import access, checks, corrections


@dataclass(frozen=True, kw_only=True)
class Article:
    """What a reporter writes. `body` is rich text; `verdict` is a slug of the scale, empty for none yet.

    `correction`: what readers are to be told, where something published is corrected.
    """

    headline: str
    standfirst: str
    body: str
    methodology: str
    verdict: str
    explanation: str
    correction: corrections.Words | None = None


def _unknown_citations(factcheck: FactCheck, body: str) -> int:
    cited = set(cited_keys(body))
    if cited == set(cited_keys(factcheck.body)):
        return factcheck.unknown_citations
    public = factcheck.sources.current().filter(confidential=False)
    return len(cited - set(public.filter(pk__in=cited).values_list("pk", flat=True)))


def _texts(factcheck: FactCheck, article: Article) -> dict[str, Any]:
    body = clean_body(article.body)
    return {
        "headline": article.headline.strip(),
        "standfirst": article.standfirst.strip(),
        "body": body,
        "methodology": article.methodology.strip(),
        "unknown_citations": _unknown_citations(factcheck, body),
    } | checks.structured(body)


def _proposal(claim: Claim, article: Article) -> dict[str, Any]:
    values: dict[str, Any] = {"explanation": article.explanation.strip()}
    if article.verdict == (claim.verdict.slug if claim.verdict else ""):
        return values
    verdict = Verdict.objects.filter(slug=article.verdict, retired=False).first()
    if article.verdict and verdict is None:
        raise Refused("That verdict is not on the scale any more. Choose another one.")
    return values | {
        "verdict": verdict,
        "verdict_word": verdict.word if verdict else "",
        "verdict_definition": verdict.definition if verdict else "",
    }


def _differs(row: FactCheck | Claim, values: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _put(row: FactCheck | Claim, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


@transaction.atomic
def save(*, check_id: int, by: User, seen_version: int, article: Article) -> FactCheck:
    """Saves by compare-and-swap and gives the check with its facts and new version, in few queries.

    The digest is not brought up to date here: nothing reads it before review, and `checks.refresh` runs before
    a check is submitted. Raises NotFound, NotAllowed, Refused or Stale and changes nothing.
    """
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    claim = primary_claim(factcheck)
    texts = _texts(factcheck, article)
    moved = FactCheck.objects.filter(
        pk=check_id, state=factcheck.state, version=seen_version, discarded_at__isnull=True
    ).update(version=F("version") + 1, updated_at=timezone.now(), **texts)
    if not moved:
        now = FactCheck.objects.values_list("version", flat=True).get(pk=check_id)
        raise Stale(seen=seen_version, now=now)
    changed = _differs(factcheck, texts)
    _put(factcheck, texts | {"version": seen_version + 1})
    if claim is not None:
        changed = _propose(claim, article) or changed
    if article.correction:
        changed = corrections.reworded(factcheck, article.correction) or changed
    if changed and by.pk not in contributor_ids(factcheck):
        checks.contributed(factcheck=factcheck, by=by)
    return factcheck


def _propose(claim: Claim, article: Article) -> bool:
    proposal = _proposal(claim, article)
    if not _differs(claim, proposal):
        return False
    Claim.objects.filter(pk=claim.pk).update(**proposal)
    _put(claim, proposal)
    return True
