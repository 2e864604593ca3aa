"""Which addresses search engines are told of, and when each changed last: what stands, and what leads to it.

Checks are parted by their keys, so that a part never changes because of another one.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from factchecks.models import Correction, FactCheck, Filed, Filing

# Addresses that the protocol allows in a file.
MOST = 50_000
FIXED = ("topics", "claimants", "how_we_work", "who_pays", "accessibility", "contact", "suggest")
CHANGED = Coalesce("last_public_change_at", "first_published_at")

type Pages = list[tuple[str, datetime | None]]


@dataclass(frozen=True, kw_only=True)
class Part:
    """The checks with keys above `(number - 1) * MOST`, up to `MOST` of them; how many stand, and the last change."""

    number: int
    checks: int
    changed: datetime


def _standing() -> "QuerySet[FactCheck]":
    return FactCheck.objects.public().filter(retracted_at__isnull=True)


def parts() -> list[Part]:
    """The parts in which any check stands. One query."""
    block = (F("pk") - 1) / MOST + 1
    counted = _standing().order_by().values(block=block).annotate(checks=Count("pk"), changed=Max(CHANGED))
    rows = counted.order_by("block").values_list("block", "checks", "changed")
    return [Part(number=number, checks=checks, changed=changed) for number, checks, changed in rows]


def checks_of(part: int) -> Pages:
    """The articles of a part, newest first. One query."""
    inside = _standing().filter(pk__gt=(part - 1) * MOST, pk__lte=part * MOST)
    rows = inside.annotate(changed=CHANGED).values_list("slug", "changed")
    return [(_address("article", slug), changed) for slug, changed in rows]


def pages(changed: datetime | None) -> Pages:
    """The pages beside the articles; of topics and claimants, where there are more than `MOST`, the fullest.

    `changed`: the last change of any article. Two queries.
    """
    told = Correction.objects.told().order_by().aggregate(last=Max("published_at"))["last"]
    lists = [(_address("public_home"), changed), (_address("corrections"), told)]
    found = [*lists, *((_address(name), None) for name in FIXED)]
    return [*found, *_filed()[: MOST - len(found)]]


def _filed() -> Pages:
    """The pages of topics and claimants, each with the last change of a check on it, the fullest first."""
    standing = Filing.objects.filter(factcheck__in=_standing().order_by(), kind__in=(Filed.TOPIC, Filed.CLAIMANT))
    last = Max(Coalesce("factcheck__last_public_change_at", "factcheck__first_published_at"))
    rows = standing.order_by().values("kind", "slug").annotate(checks=Count("pk"), changed=last)
    ordered = rows.order_by("-checks", "kind", "slug").values_list("kind", "slug", "changed")[:MOST]
    return [(_address(kind, slug), changed) for kind, slug, changed in ordered]


def _address(name: str, *parts: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=parts)}"
