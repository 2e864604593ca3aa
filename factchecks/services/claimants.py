"""Finds a claimant by name or adds one, offers claimants while a name is typed, and keeps who else made a claim."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import slugify

from factchecks.errors import Refused
from factchecks.models import Claim, Claimant, ClaimantKind, ClaimantWord, CoClaimant, FactCheck, User
from factchecks.models.claimant import folded, word_starts

MOST_OFFERED = 8
MOST_OTHERS = 6


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is known of a claimant who is new here; nothing of it alters one who is known."""

    kind: str = ClaimantKind.PERSON
    job_title: str = ""
    same_as: str = ""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A claimant as the list under the field shows them."""

    name: str
    job_title: str
    checks: int


def index(claimants: Sequence[Claimant]) -> None:
    """Brings the words by which they are found up to date with their names."""
    ClaimantWord.objects.filter(claimant__in=claimants).delete()
    ClaimantWord.objects.bulk_create(
        ClaimantWord(claimant=one, start=start) for one in claimants for start in word_starts(one.name)
    )


def list_publicly(*, claimant_id: int) -> None:
    """An admin answers for the name: everybody may be offered it, by the words it has now."""
    Claimant.objects.filter(pk=claimant_id).update(listed=True)
    index([Claimant.objects.get(pk=claimant_id)])


def named(*, name: str, role: str = "", new: Described | None = None) -> Claimant:
    """The claimant of that name without regard to case; else made as `new` says, the role standing in for a title."""
    wanted = " ".join(name.split())
    known = Claimant.objects.filter(name__iexact=wanted).order_by("pk").first()
    return known or _made(wanted, role, new or Described())


def _made(name: str, role: str, new: Described) -> Claimant:
    title = new.job_title.strip() or (role if new.kind == ClaimantKind.PERSON else "")
    made = Claimant.objects.create(
        name=name, kind=new.kind, job_title=title, same_as=new.same_as, slug=_free_slug(name)
    )
    index([made])
    return made


def _free_slug(name: str) -> str:
    base = slugify(name)[:150] or "claimant"
    taken: QuerySet[Claimant, str] = Claimant.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    used = set(taken)
    return (
        base if base not in used else next(f"{base}-{n}" for n in range(2, len(used) + 3) if f"{base}-{n}" not in used)
    )


def starting(*, typed: str, by: User) -> QuerySet[ClaimantWord]:
    """Places in names that begin with what was typed, of claimants an admin made or a check the person sees uses."""
    begin = folded(typed).encode()
    checks = FactCheck.objects.visible_to(by).values("pk")
    first = Claim.objects.filter(claimant=OuterRef("claimant"), factcheck__in=checks)
    other = CoClaimant.objects.filter(claimant=OuterRef("claimant"), claim__factcheck__in=checks)
    rows = ClaimantWord.objects.filter(start__gte=begin, start__lt=begin + b"\xff")
    seen = rows.filter(Q(claimant__listed=True) | Exists(first) | Exists(other))
    return seen.select_related("claimant").order_by("start", "claimant")


def offer(*, typed: str, by: User) -> list[Offered]:
    """At most eight, by the name as it sorts from the word that was typed; none for an empty word. Two queries."""
    if not folded(typed):
        return []
    rows = starting(typed=typed, by=by)[: MOST_OFFERED * 3]  # One name may begin so at more than one word.
    found = list({row.claimant_id: row.claimant for row in rows}.values())[:MOST_OFFERED]
    counts = _checks_of(found, by) if found else Counter()
    return [Offered(name=one.name, job_title=one.job_title, checks=counts[one.pk]) for one in found]


def _checks_of(found: Sequence[Claimant], by: User) -> Counter[int]:
    checks = FactCheck.objects.visible_to(by).values("pk")
    first = Claim.objects.filter(claimant__in=found, factcheck__in=checks).order_by()
    other = CoClaimant.objects.filter(claimant__in=found, claim__factcheck__in=checks).order_by()
    named_first, named_too = ("claimant_id", "factcheck_id"), ("claimant_id", "claim__factcheck_id")
    pairs = first.values_list(*named_first).union(other.values_list(*named_too)).order_by()
    return Counter(claimant for claimant, _ in pairs)


def name_others(claim: Claim, others: Sequence[tuple[str, str]]) -> None:
    """Keeps who else made the claim: (name, role at the time), in order. Raises Refused for a name given twice."""
    wanted = [(" ".join(name.split()), role.strip()) for name, role in others if name.strip()]
    before = list(claim.co_claimants.select_related("claimant"))
    if wanted == [(one.name, one.role) for one in before]:
        return
    _check(claim, wanted)
    known = {one.name: one.claimant for one in before}
    rows = [
        CoClaimant(claim=claim, order=at, name=name, role=role, claimant=known.get(name) or named(name=name, role=role))
        for at, (name, role) in enumerate(wanted, start=1)
    ]
    claim.co_claimants.all().delete()
    CoClaimant.objects.bulk_create(rows)


def _check(claim: Claim, wanted: Sequence[tuple[str, str]]) -> None:
    if wanted and not claim.claimant_name:
        raise Refused("Name the first claimant before the others.")
    if len(wanted) > MOST_OTHERS:
        raise Refused(f"A claim has at most {MOST_OTHERS} further claimants.")
    names = [folded(claim.claimant_name), *(folded(name) for name, _ in wanted)]
    twice = next((name for name, _ in wanted if names.count(folded(name)) > 1), "")
    if twice:
        raise Refused(f"“{twice}” is named twice.")
