"""Puts the texts of an edition back as the working copy. What stands there now is kept as a version first."""

from dataclasses import dataclass

from django.db import transaction

from factchecks.models import Edition, FactCheck, User, Verdict
from factchecks.models.content import Content
from factchecks.models.facts import primary_claim
from factchecks.publishing.body import cited_keys
from factchecks.services import access, articles, checks, ledger, versions
from factchecks.services.evidence_ledger import hidden_from

CLAIM_TEXTS = ("text", "short", "context")
ARTICLE_TEXTS = ("headline", "standfirst", "body", "methodology")


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The check after it, the edition of what stood there before, and a sentence for each thing that is gone."""

    factcheck: FactCheck
    kept: Edition
    gone: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Old:
    """What the edition holds of the check's present first claim: its texts and its verdict's slug; empty: nothing."""

    texts: Content
    verdict: str = ""

    @property
    def verdict_gone(self) -> bool:
        rated = bool(self.texts.get("verdict"))
        return rated and not Verdict.objects.filter(slug=self.verdict, retired=False).exists()


def _old(factcheck: FactCheck, edition: Edition) -> _Old:
    claim = primary_claim(factcheck)
    frames = edition.content["frame"].get("claims", [])
    for place, texts in enumerate(edition.content["text"]["claims"]):
        if claim and texts["key"] == claim.pk:
            verdict = (frames[place].get("verdict") or {}) if place < len(frames) else {}
            return _Old(texts=texts, verdict=str(verdict.get("slug", "")))
    return _Old(texts={})


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
    """A sentence for each thing of the edition that is gone; what the person may not see is not named."""
    old = _old(factcheck, edition)
    word = old.texts.get("verdict", "")
    verdict = f"The verdict “{word}” is not on the scale any more. The one that is proposed now stays."
    absent = "The first claim was not in that version. It stays as it is, with its verdict."
    sentences = [verdict] if old.verdict_gone else [] if old.texts else [absent]
    lost = _lost_sources(factcheck, edition, by)
    return (*sentences, lost) if lost else tuple(sentences)


def _article(factcheck: FactCheck, edition: Edition) -> articles.Article:
    claim, old = primary_claim(factcheck), _old(factcheck, edition)
    present = claim.verdict.slug if claim and claim.verdict else ""
    return articles.Article(
        **{name: edition.content["text"][name] for name in ARTICLE_TEXTS},
        verdict=present if old.verdict_gone or not old.texts else old.verdict,
        explanation=old.texts.get("explanation", claim.explanation if claim else ""),
    )


def _save_claim(factcheck: FactCheck, edition: Edition, by: User) -> FactCheck:
    claim, old = primary_claim(factcheck), _old(factcheck, edition).texts
    values = {name: old[name] for name in CLAIM_TEXTS if name in old}
    if claim is None or all(getattr(claim, name) == value for name, value in values.items()):
        return factcheck
    return checks.save_claim(check_id=factcheck.pk, by=by, seen_version=factcheck.version, values=values)


@transaction.atomic
def restore(*, check_id: int, number: int, by: User, seen_version: int) -> Restored:
    """Saves the edition's texts as a person's save does. Raises NotFound, NotAllowed, Refused or Stale.

    Sources, files, topics and who said the claim, when and where, stay as they are now.
    """
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    edition = versions.get(factcheck=factcheck, number=number)
    versions.hold(factcheck=factcheck, seen_version=seen_version)
    lost = gone(factcheck=factcheck, edition=edition, by=by)
    kept = versions.keep(factcheck=factcheck, name=f"Before restoring version {number}", by=by)
    article = _article(factcheck, edition)
    seen = _save_claim(factcheck, edition, by).version
    saved = articles.save(check_id=check_id, by=by, seen_version=seen, article=article)
    checks.refresh(saved)
    details = {"edition": edition.pk, "kept": kept.pk}
    ledger.record(factcheck=saved, verb="restore_version", by=by, digest=saved.digest, details=details)
    return Restored(factcheck=saved, kept=kept, gone=lost)
