"""The corrections that readers are told of, as rows of the list and entries of its feeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform

from factchecks.models import Correction, Verdict
from factchecks.publishing.feeds import Entry
from factchecks.states import STANDING_KINDS, CorrectionKind

HEADLINE = KeyTextTransform("headline", KeyTextTransform("text", F("factcheck__live_edition__content")))


@dataclass(frozen=True, kw_only=True)
class Told:
    """One correction of the list. `version` is the edition it made, 0 where only the standing of the page changed."""

    id: int
    slug: str
    headline: str
    kind: str
    label: str
    wrong: str
    now: str
    at: datetime
    old_word: str
    new_word: str
    old_verdict: Verdict | None
    new_verdict: Verdict | None
    version: int

    @property
    def verdict_changed(self) -> bool:
        return self.old_word != self.new_word

    @property
    def strong(self) -> bool:
        """Whether the whole page is meant, not words in it."""
        return self.kind in STANDING_KINDS

    @property
    def summary(self) -> str:
        """All of it in one line, for feeds."""
        verdict = f" The verdict changed from “{self.old_word}” to “{self.new_word}”." if self.verdict_changed else ""
        return " ".join(part for part in (f"{self.label}.", self.wrong, self.now) if part) + verdict


def _told(row: Correction) -> Told:
    return Told(
        id=row.pk,
        slug=row.factcheck.slug,
        headline=row.headline or "",  # type: ignore[attr-defined]
        kind=row.kind,
        label=row.get_kind_display(),
        wrong=row.wrong,
        now=row.now,
        at=row.published_at or row.opened_at,
        old_word=row.old_word,
        new_word=row.new_word,
        old_verdict=row.old_verdict,
        new_verdict=row.new_verdict,
        version=row.to_edition.number if row.to_edition else 0,
    )


def rows() -> "QuerySet[Correction]":
    """What readers are told, the newest first, with what a row needs: one query for a page."""
    columns = ("kind", "wrong", "now", "old_word", "new_word", "published_at", "opened_at")
    joined = ("factcheck__slug", "to_edition__number", "old_verdict", "new_verdict")
    found = Correction.objects.told().select_related("factcheck", "to_edition", "old_verdict", "new_verdict")
    return found.annotate(headline=HEADLINE).only(*columns, *joined)


def told(found: Iterable[Correction]) -> list[Told]:
    """The rows as they are shown."""
    return [_told(row) for row in found]


def entry(one: Told, *, site_url: str, author: str) -> Entry:
    """A correction as an entry of a feed: an entry of its own, which leads to the article. `author` is the newsroom."""
    return Entry(
        url=f"{site_url}/checks/{one.slug}/",
        key=f"{site_url}/corrections/#c{one.id}",
        headline=f"{one.label}: {one.headline}",
        summary=one.summary,
        author=author,
        verdict="" if one.kind == CorrectionKind.RETRACTION else one.new_word,
        claim="",
        published_at=one.at,
        modified_at=one.at,
    )
