"""What readers are told of a claimant: out of the live editions of their checks, so nothing unpublished is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from factchecks.models import FactCheck
from factchecks.publishing.publication import said_on, web_address

# The newest checks that are read for roles and portrait.
READ = 100


@dataclass(frozen=True, kw_only=True)
class Spoke:
    """A role in which somebody spoke, and the ISO dates of the first and the last claim in it that have one."""

    role: str
    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class About:
    """`kind` is `person` or `organisation`; the portrait is that of the newest check that has one."""

    kind: str
    same_as: str
    portrait: str
    roles: tuple[Spoke, ...]


@dataclass(frozen=True, kw_only=True)
class _Said:
    slug: str
    role: str
    on: str
    known: dict[str, Any]


def _said(slug: str, row: dict[str, Any]) -> Iterator[_Said]:
    for claim, frame in zip(row["said"], row["frames"], strict=True):
        own = frame["claimant"] or {}
        if own.get("slug") == slug:
            yield _Said(slug=row["slug"], role=claim["role"], on=said_on(claim), known=own)
        for one, known in zip(claim.get("others", ()), frame.get("others", ()), strict=False):
            if known["slug"] == slug:
                yield _Said(slug=row["slug"], role=one["role"], on=said_on(claim), known=known)


def _roles(said: list[_Said]) -> tuple[Spoke, ...]:
    """The role of the newest check first."""
    found: dict[str, list[str]] = {}
    for one in said:
        if one.role:
            found.setdefault(one.role, []).extend([one.on] if one.on else [])
    return tuple(
        Spoke(role=role, first=min(days, default=""), last=max(days, default="")) for role, days in found.items()
    )


def told_of(slug: str, checks: QuerySet[FactCheck]) -> About:
    """`checks`: those of the claimant, newest first. One query; a retracted check tells nothing."""
    content = "live_edition__content"
    parts = {"said": F(f"{content}__text__claims"), "frames": F(f"{content}__frame__claims")}
    rows = checks.filter(retracted_at__isnull=True).annotate(**parts).values("slug", *parts)[:READ]
    said = [one for row in rows for one in _said(slug, row)]
    pictured = next((one for one in said if one.known.get("portrait")), None)
    known = said[0].known if said else {}
    portrait = ""
    if pictured:
        name = f"{pictured.known['portrait']}.{pictured.known['portrait_extension']}"
        portrait = f"/checks/{pictured.slug}/media/{name}"
    return About(
        kind=known.get("kind", ""),
        same_as=web_address(known.get("same_as", "")),
        portrait=portrait,
        roles=_roles(said),
    )
