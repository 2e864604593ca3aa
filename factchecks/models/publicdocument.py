"""What lists and the search know of a published check: a row for its words, and rows by which it is filed.

Both are made of the live edition, never of the working copy: a check that is being corrected is found as readers
see it. Whether a check is public is asked of the check itself, so that a page taken down is gone from them at once.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from factchecks.models.check import FactCheck
from factchecks.models.claimant import folded

# Characters of the words kept for the search: far above the longest article.
WORDS_MAX = 100_000


class Filed(models.TextChoices):
    """By what a check is filed."""

    VERDICT = "verdict", "Verdict"
    TOPIC = "topic", "Topic"
    CLAIMANT = "claimant", "Claimant"


class PublicDocument(models.Model):
    """The words of a live edition, folded for the search by weight, and as they are for the passage that is shown."""

    factcheck = models.OneToOneField(FactCheck, primary_key=True, on_delete=models.CASCADE, related_name="document")
    headline = models.TextField()
    claims = models.TextField()
    rest = models.TextField()
    plain = models.TextField()

    def __str__(self) -> str:
        return self.headline


class Filing(models.Model):
    """One place in which a check is filed; `label` is the word or the name as it was published."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="filings")
    kind = models.CharField(max_length=8, choices=Filed)
    slug = models.CharField(max_length=170)
    label = models.CharField(max_length=200)
    published_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("factcheck", "kind", "slug"), name="filing_once"),)
        indexes = (models.Index(fields=("kind", "slug", "-published_at", "-factcheck"), name="filing_newest"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.label}"


def _claims_of(content: dict[str, Any]) -> list[str]:
    parts: list[str] = []
    for claim in content["text"]["claims"]:
        others = [one["name"] for one in claim.get("others", ())]
        parts += [claim["text"], claim["short"], claim["claimant"], *others, claim["explanation"]]
    return [part for part in parts if part]


def _sources_of(content: dict[str, Any]) -> list[str]:
    rows = content["text"]["sources"]
    return [part for one in rows for part in (one["title"], one["publisher"], one["url"]) if part]


def words_of(content: dict[str, Any], body: str) -> dict[str, str]:
    """The columns of a document; `body` is the article without its tags."""
    text, claims = content["text"], _claims_of(content)
    seen = [one["url"] or one["title"] for claim in text["claims"] for one in claim["appearances"]]
    names = [topic["name"] for topic in content["frame"]["topics"]]
    rest = " ".join([text["standfirst"], body, text["methodology"], *names, *_sources_of(content), *seen])
    plain = "\n".join([*claims, text["standfirst"], body])
    columns = {"headline": folded(text["headline"]), "claims": folded(" ".join(claims)), "rest": folded(rest)}
    return {name: value[:WORDS_MAX] for name, value in (columns | {"plain": plain}).items()}


def _claimants_of(claim: dict[str, Any], frame: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if frame["claimant"]:
        yield frame["claimant"]["slug"], claim["claimant"]
    for one, known in zip(claim.get("others", ()), frame.get("others", ()), strict=False):
        yield known["slug"], one["name"]


def filings_of(content: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The label by kind and slug: every topic, the verdict and the claimants of every claim."""
    found = {(Filed.TOPIC.value, one["slug"]): one["name"] for one in content["frame"]["topics"]}
    for claim, frame in zip(content["text"]["claims"], content["frame"]["claims"], strict=True):
        if frame["verdict"]:
            found[Filed.VERDICT.value, frame["verdict"]["slug"]] = claim["verdict"]
        found |= {(Filed.CLAIMANT.value, slug): name for slug, name in _claimants_of(claim, frame)}
    return found
