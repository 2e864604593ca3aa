"""Published checks that hold the words asked for. One face, `published`, whatever the engine."""

import re
from datetime import timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from factchecks.models import FactCheck

_WORD = re.compile(r"[^\W_]{1,60}")
_MOST_WORDS = 10
# Claims of one check that are searched; the headline speaks for the rest.
_CLAIMS = 3
_TEXT = "live_edition__content"


def _inside(*keys: str) -> Any:
    found: Any = F(_TEXT)
    for key in keys:
        found = KeyTextTransform(key, found)
    return found


_PLACES = {
    "said_headline": _inside("text", "headline"),
    **{
        f"said_{number}_{name}": _inside("text", "claims", str(number), name)
        for number in range(_CLAIMS)
        for name in ("text", "short", "claimant")
    },
}


def words_of(text: str) -> list[str]:
    """The words to look for, at most ten."""
    return _WORD.findall(text)[:_MOST_WORDS]


def published(*, query: str, language: str, days: int | None) -> "QuerySet[FactCheck]":
    """Newest first. Every word must be in the headline or a claim of the live edition; no query is everything.

    `language` is a BCP 47 code of which the region does not count; `days` is the greatest age of the review.
    """
    checks = FactCheck.objects.public().filter(retracted_at__isnull=True).annotate(**_PLACES)
    if query:
        words = words_of(query)
        checks = checks.filter(_every(words)) if words else checks.none()
    if language:
        checks = checks.annotate(said_in=_inside("text", "language"))
        first = language.split("-")[0]
        checks = checks.filter(Q(said_in__iexact=first) | Q(said_in__istartswith=f"{first}-"))
    if days is not None:
        checks = checks.filter(first_published_at__gte=timezone.now() - timedelta(days=days))
    return checks


def _every(words: list[str]) -> Q:
    return reduce(and_, (reduce(or_, (Q(**{f"{place}__icontains": word}) for place in _PLACES)) for word in words))
