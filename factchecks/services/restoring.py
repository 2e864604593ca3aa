"""Puts the texts of an edition back as the working copy. What stands there now is kept as a version first."""

from dataclasses import dataclass

from django.db import transaction

from factchecks.models import Edition, FactCheck, User
from factchecks.publishing.body import cited_keys
from factchecks.services import access, articles, checks, ledger, restoring_claims, versions
from factchecks.services.evidence_ledger import hidden_from

ARTICLE_TEXTS = ("headline", "standfirst", "body", "methodology")


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The check after it, the edition of what stood there before, a sentence for all that came and went."""

    factcheck: FactCheck
    kept: Edition
    gone: tuple[str, ...]


def _lost_sources(factcheck: FactCheck, edition: Edition, by: User) -> str:
    cited = set(cited_keys(edition.content["text"]["body"]))
    lost = cited - set(factcheck.sources.current().filter(confidential=False).values_list("pk", flat=True))
    if not lost:
        return ""
    secret = hidden_from(factcheck=factcheck, by=by).ids.get("source", frozenset())
    known = [one for one in edition.content["text"]["sources"] if one["key"] in lost - secret]
    names = ", ".join(f"“{one['title'] or one['url']}”" for one in known)
    unnamed = f"{len(lost) - len(known)} that cannot be named" if len(lost) > len(known) else ""
    which = " and ".join(filter(None, (names, unnamed)))
    return f"It cites sources that readers would not find any more: {which}. Put them back or change the text."


def gone(*, factcheck: FactCheck, edition: Edition, by: User) -> tuple[str, ...]:
    """A sentence for each thing that comes, goes or is gone; what the person may not see is not named."""
    sentences = restoring_claims.told(restoring_claims.plan(factcheck=factcheck, edition=edition))
    lost = _lost_sources(factcheck, edition, by)
    return (*sentences, lost) if lost else sentences


def _article(factcheck: FactCheck, edition: Edition) -> articles.Article:
    """The edition's texts; its verdict is with the claims, which have been put back."""
    claim = factcheck.claims.select_related("verdict").first()
    return articles.Article(
        **{name: edition.content["text"][name] for name in ARTICLE_TEXTS},
        verdict=claim.verdict.slug if claim and claim.verdict else "",
        explanation=claim.explanation if claim else "",
    )


@transaction.atomic
def restore(*, check_id: int, number: int, by: User, seen_version: int) -> Restored:
    """Saves the edition's texts and claims as a person's save does. Raises NotFound, NotAllowed, Refused or Stale.

    Sources, files and topics stay as they are now; so does who said a claim that is still there, when and where.
    """
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    edition = versions.get(factcheck=factcheck, number=number)
    versions.hold(factcheck=factcheck, seen_version=seen_version)
    lost = gone(factcheck=factcheck, edition=edition, by=by)
    kept = versions.keep(factcheck=factcheck, name=f"Before restoring version {number}", by=by)
    planned = restoring_claims.plan(factcheck=factcheck, edition=edition)
    if restoring_claims.put_back(factcheck=factcheck, planned=planned):
        checks.contributed(factcheck=factcheck, by=by)
    article = _article(factcheck, edition)
    saved = articles.save(check_id=check_id, by=by, seen_version=seen_version, article=article)
    checks.refresh(saved)
    details = {"edition": edition.pk, "kept": kept.pk}
    ledger.record(factcheck=saved, verb="restore_version", by=by, digest=saved.digest, details=details)
    return Restored(factcheck=saved, kept=kept, gone=lost)
