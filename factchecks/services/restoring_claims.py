"""Puts the claims of an edition back: those that are still there are written over, those that are gone are made again.

Of a claim that is still there, who said it, when and where stays as it is now; one that is made again has all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from factchecks.models import Claim, Edition, FactCheck, Verdict
from factchecks.models.content import Content
from factchecks.services import appearances, claimants

# What is written over; and what a claim that is made again gets besides.
TEXTS = ("text", "short", "context", "explanation")
FACTS = ("language", "origin_unknown", "place")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A claim of the edition, and the present claim that it is. `slug` names its verdict; empty for none."""

    old: Content
    slug: str
    now: Claim | None

    @property
    def rated(self) -> bool:
        return bool(self.old["verdict"])


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What restoring does to the claims. `scale`: the verdicts of the edition that still may be given, by slug."""

    pairs: tuple[Pair, ...]
    surplus: tuple[Claim, ...]
    scale: dict[str, Verdict]

    @property
    def moved(self) -> bool:
        """Whether claims come, go or change places."""
        return bool(self.surplus) or [pair.now for pair in self.pairs] != sorted(
            (pair.now for pair in self.pairs if pair.now), key=lambda claim: (claim.order, claim.pk)
        )


def _pairs(edition: Edition, present: dict[int, Claim]) -> Iterator[Pair]:
    frames = edition.content["frame"].get("claims", [])
    for place, old in enumerate(edition.content["text"]["claims"]):
        verdict = (frames[place].get("verdict") or {}) if place < len(frames) else {}
        yield Pair(old=old, slug=str(verdict.get("slug", "")), now=present.get(old["key"]))


def plan(*, factcheck: FactCheck, edition: Edition) -> Plan:
    """What would be done. An edition without claims changes none."""
    present = {claim.pk: claim for claim in factcheck.claims.all()}
    pairs = tuple(_pairs(edition, present))
    kept = {pair.old["key"] for pair in pairs} if pairs else set(present)
    slugs = [pair.slug for pair in pairs if pair.rated]
    scale = {one.slug: one for one in Verdict.objects.filter(slug__in=slugs, retired=False)} if slugs else {}
    return Plan(pairs=pairs, surplus=tuple(one for key, one in present.items() if key not in kept), scale=scale)


def told(planned: Plan) -> tuple[str, ...]:
    """A sentence for each thing that does not come back as it was, and for claims that come and go."""
    lost = {pair.old["verdict"]: pair for pair in planned.pairs if pair.rated and pair.slug not in planned.scale}
    sentences = [
        f"The verdict “{word}” is not on the scale any more. "
        + ("The one that is proposed now stays." if pair.now else "Its claim comes back without one.")
        for word, pair in lost.items()
    ]
    sentences += [f"The claim “{pair.old['text']}” comes back." for pair in planned.pairs if pair.now is None]
    return (
        *sentences,
        *(f"The claim “{one.text}” goes; it stays in the version kept first." for one in planned.surplus),
    )


def _rating(pair: Pair, scale: dict[str, Verdict]) -> dict[str, Any]:
    """The verdict as columns; nothing where the present one stays."""
    if pair.rated and pair.slug not in scale:
        return {}
    verdict = scale.get(pair.slug) if pair.rated else None
    words = {"verdict_word": pair.old["verdict"], "verdict_definition": pair.old["definition"]}
    return {"verdict": verdict} | (words if verdict else dict.fromkeys(words, ""))


def _made(factcheck: FactCheck, old: Content, order: int) -> Claim:
    """The claim again, under the key by which editions know it."""
    claim = Claim(pk=old["key"], factcheck=factcheck, order=order)
    for name in FACTS:
        setattr(claim, name, old[name])
    claim.claimed_on = date.fromisoformat(old["claimed_on"]) if old["claimed_on"] else None
    claim.claimed_precision, claim.claimant_role = old["precision"], old["role"]
    if old["claimant"]:
        claim.claimant = claimants.named(name=old["claimant"], role=old["role"])
        claim.claimant_name = old["claimant"]
    claim.save(force_insert=True)
    claimants.name_others(claim, [(one["name"], one["role"]) for one in old.get("others", ())])
    appearances.put_back(claim=claim, rows=old["appearances"])
    return claim


def _write(claim: Claim, values: dict[str, Any]) -> bool:
    changed = any(getattr(claim, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(claim, name, value)
    if changed:
        claim.save()
    return changed


def put_back(*, factcheck: FactCheck, planned: Plan) -> bool:
    """Does it, in the transaction and under the lock of the caller; whether anything changed."""
    changed = planned.moved
    Claim.objects.filter(pk__in=[one.pk for one in planned.surplus]).delete()
    free = max((claim.order for claim in factcheck.claims.all()), default=0) + 1
    for place, pair in enumerate(planned.pairs, start=free):
        claim = pair.now or _made(factcheck, pair.old, place)
        texts = {name: pair.old[name] for name in TEXTS}
        order = {"order": place} if planned.moved else {}
        changed = _write(claim, texts | _rating(pair, planned.scale) | order) or changed
    if planned.moved:
        for place, pair in enumerate(planned.pairs):
            Claim.objects.filter(pk=pair.old["key"]).update(order=place)
    return changed
