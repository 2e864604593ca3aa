"""Published checks as lists show them: read out of the live editions, never out of the working copies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform

from factchecks.models import FactCheck
from factchecks.publishing.feeds import Entry

CONTENT = "live_edition__content"
CLAIM = ("text", "claims", "0")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A published picture with its words."""

    url: str
    alternative_text: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One published check, `key` its id. `verdict` is the dict in the edition's frame, None for an unrated claim."""

    key: int
    slug: str
    headline: str
    standfirst: str
    claim: str
    claimant: str
    role: str
    word: str
    explanation: str
    verdict: dict[str, Any] | None
    author: str
    published_at: datetime
    modified_at: datetime
    retracted: bool
    picture: Picture | None = None


def _picture(slug: str, files: list[dict[str, Any]]) -> Picture | None:
    lead = next((one for one in files or [] if one["lead"] and one["sha256"]), None)
    if lead is None:
        return None
    return Picture(
        url=f"/checks/{slug}/media/{lead['sha256']}.{lead['extension']}",
        alternative_text=lead["alternative_text"],
        width=lead["width"],
        height=lead["height"],
    )


def _listed(row: dict[str, Any]) -> Listed:
    words = {name: row[name] or "" for name in ("headline_", "standfirst_", "claim", "claimant", "role", "word", "why")}
    return Listed(
        key=row["id"],
        slug=row["slug"],
        headline=words["headline_"],
        standfirst=words["standfirst_"],
        claim=words["claim"],
        claimant=words["claimant"],
        role=words["role"],
        word=words["word"],
        explanation=words["why"],
        verdict=row["verdict"],
        author=row["by"] or "",
        published_at=row["first_published_at"],
        modified_at=row["last_public_change_at"] or row["first_published_at"],
        retracted=row["retracted_at"] is not None,
        picture=_picture(row["slug"], row["files"]),
    )


def _words(*keys: str) -> Any:
    """The expression for a text inside the content, always as text: a headline may look like a number."""
    found: Any = F(CONTENT)
    for key in keys:
        found = KeyTextTransform(key, found)
    return found


def _rows(checks: QuerySet[FactCheck]) -> Iterable[dict[str, Any]]:
    """The columns of `Listed`, read by the database out of the JSON of the live editions."""
    texts = {
        "headline_": _words("text", "headline"),
        "standfirst_": _words("text", "standfirst"),
        "claim": _words(*CLAIM, "text"),
        "claimant": _words(*CLAIM, "claimant"),
        "role": _words(*CLAIM, "role"),
        "word": _words(*CLAIM, "verdict"),
        "why": _words(*CLAIM, "explanation"),
        "by": _words("frame", "author"),
    }
    parts = {"verdict": F(f"{CONTENT}__frame__claims__0__verdict"), "files": F(f"{CONTENT}__text__files")}
    columns = ("id", "slug", "first_published_at", "last_public_change_at", "retracted_at")
    rows: Iterable[dict[str, Any]] = checks.annotate(**texts, **parts).values(*columns, *texts, *parts)
    return rows


def listed(checks: QuerySet[FactCheck]) -> list[Listed]:
    """The records of these published checks, in one query."""
    return [_listed(row) for row in _rows(checks)]


def entry(one: Listed, *, site_url: str) -> Entry:
    """The record as feeds want it."""
    return Entry(
        url=f"{site_url}/checks/{one.slug}/",
        headline=one.headline,
        summary=one.standfirst,
        author=one.author,
        verdict=one.word,
        claim=one.claim,
        claimant=one.claimant,
        explanation=one.explanation,
        published_at=one.published_at,
        modified_at=one.modified_at,
        retracted=one.retracted,
    )
