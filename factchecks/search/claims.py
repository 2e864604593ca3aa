"""“Already checked?”: claims that share their rarer words with a text. One face, `similar`, whatever the engine."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from django.db.models import Case, Q, Value, When

from factchecks.models import Claim, FactCheck, User
from factchecks.models.querysets import within
from factchecks.models.scopes import scope_of
from factchecks.models.veil import cover, hidden_among

MIN_CHARACTERS = 12
_MOST_WORDS = 10
# Share of the words' weight that a claim must have in common with the text to be shown.
_ENOUGH = 0.4
_WORD = re.compile(r"[^\W_]{4,}", re.UNICODE)
_COMMON_WORDS = (
    "about after again also because been before being between both came come could does done down during each even "
    "every from have here into just like made make many more most much must never only other over said same says "
    "should since some such than that their them then there these they this those very want well were what when "
    "where which while will with would year years your"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A claim that may be the same. `percent` is the share of the text's weighted words found in it, 0 to 100."""

    claim: Claim
    check: FactCheck
    percent: int


def _words(text: str) -> list[str]:
    """Words worth looking for, the longest (as a rule the rarest) first."""
    found = {word.lower() for word in _WORD.findall(text)} - _COMMON
    return sorted(found, key=lambda word: (-len(word), word))[:_MOST_WORDS]


def similar(text: str, user: User, limit: int = 5) -> list[Hit]:
    """Claims of checks the person may read, published ones first, then the closest.

    One query, and one more where a desk reviews blind.
    """
    words = _words(text) if len(text.strip()) >= MIN_CHARACTERS else []
    if not words:
        return []
    has = {word: Q(text__icontains=word) | Q(factcheck__headline__icontains=word) for word in words}
    score = reduce(add, (Case(When(has[word], then=Value(len(word))), default=Value(0)) for word in words))
    whole = sum(len(word) for word in words)
    seen = FactCheck.objects.filter(within(scope_of(user)), discarded_at__isnull=True).values("pk")
    rows = Claim.objects.filter(reduce(or_, has.values()), factcheck__in=seen)
    live = Case(When(factcheck__live_edition__isnull=False, then=Value(1)), default=Value(0))
    rows = rows.annotate(score=score, live=live)
    rows = rows.filter(score__gte=max(1, round(whole * _ENOUGH))).order_by("-live", "-score", "-id")
    found = rows.select_related("factcheck__desk", "factcheck__author", "verdict", "claimant")[:limit]
    hidden = hidden_among([one.factcheck for one in found], user)
    for one in found:
        if one.factcheck_id in hidden:
            cover(one)
    return [Hit(claim=one, check=one.factcheck, percent=round(100 * one.score / whole)) for one in found]
