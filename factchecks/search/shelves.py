"""Where published checks are filed: by verdict, topic and claimant, with how many readers can open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from factchecks.models import FactCheck, Filed, Filing
from factchecks.models.claimant import folded


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One verdict, topic or claimant; `label` as it was published, `checks` that readers can open."""

    kind: str
    slug: str
    label: str
    checks: int


def _public() -> "QuerySet[Filing]":
    return Filing.objects.filter(factcheck__live_edition__isnull=False, factcheck__taken_down_at__isnull=True)


def _counted(rows: "QuerySet[Filing]") -> list[Shelf]:
    """One shelf a slug; of several labels the one that most checks have."""
    found = rows.order_by().values_list("kind", "slug", "label").annotate(n=Count("pk")).order_by("n", "label")
    shelves: dict[tuple[str, str], Shelf] = {}
    for kind, slug, label, number in found:
        before = shelves.get((kind, slug))
        checks = number + (before.checks if before else 0)
        shelves[kind, slug] = Shelf(kind=kind, slug=slug, label=label, checks=checks)
    return list(shelves.values())


def by_size(kind: Filed, most: int = 0) -> list[Shelf]:
    """The shelves of a kind, the fullest first; all of them where `most` is 0. One query."""
    found = sorted(_counted(_public().filter(kind=kind)), key=lambda one: (-one.checks, folded(one.label)))
    return found[:most] if most else found


def by_name(kind: Filed) -> list[Shelf]:
    """The shelves of a kind from A to Z. One query."""
    return sorted(_counted(_public().filter(kind=kind)), key=lambda one: (folded(one.label), one.slug))


def among(checks: Iterable[int]) -> list[Shelf]:
    """Where these checks are filed, the fullest first. One query."""
    found = _counted(Filing.objects.filter(factcheck__in=list(checks)))
    return sorted(found, key=lambda one: (-one.checks, folded(one.label)))


def shelf(kind: str, slug: str) -> Shelf | None:
    """One shelf; None where readers find nothing on it."""
    return next(iter(_counted(_public().filter(kind=kind, slug=slug))), None)


def checks_on(picked: Mapping[str, str]) -> "QuerySet[FactCheck]":
    """Public checks that are filed in each of the places (slug by kind), newest first."""
    checks: QuerySet[FactCheck] = FactCheck.objects.public()
    for kind, slug in picked.items():
        checks = checks.filter(pk__in=Filing.objects.filter(kind=kind, slug=slug).values("factcheck"))
    return checks
