"""Creates a check, saves its text, keeps its digest. Every accepted change of content names its author."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factchecks.errors import NotAllowed, Refused, Stale
from factchecks.models import Appearance, Claim, Contribution, Desk, FactCheck, Topic, User, Verdict
from factchecks.models.content import Content, content_of, digest_of
from factchecks.models.scopes import scope_of
from factchecks.publishing.body import cited_keys, clean_body
from factchecks.publishing.structure import structure_of
from factchecks.roles import Right
from factchecks.services import access, claimants, ledger

CHECK_FIELDS = frozenset({"headline", "standfirst", "body", "methodology", "language"})
CLAIM_FIELDS = frozenset(
    {"text", "short", "language", "claimant_role", "origin_unknown", "claimed_on", "claimed_precision", "place"}
    | {"context", "explanation", "rationale"}
)

MEASURED = ("digest", "unknown_citations", "headings_misplaced", "links_vague", "vague_name")


@dataclass(frozen=True, kw_only=True)
class NewClaim:
    """What is known when a claim is recorded; only its words are required."""

    text: str
    claimant_name: str = ""
    claimant_role: str = ""
    origin_unknown: bool = False
    claimed_on: date | None = None
    place: str = ""
    appearance_url: str = ""
    new_claimant: claimants.Described | None = None
    others: tuple[tuple[str, str], ...] = ()
    headline: str = ""
    context: str = ""
    reviewer_note: str = ""
    short: str = ""
    topics: tuple[Topic, ...] = field(default_factory=tuple)


def _desk_for(*, desk: Desk, by: User) -> None:
    if desk.pk not in scope_of(by).desk_ids(Right.DRAFT):
        raise NotAllowed(f"You cannot write checks on the desk “{desk}”. An admin can add you to it.")


@transaction.atomic
def create(*, desk: Desk, claim: NewClaim, by: User) -> FactCheck:
    """A new check in draft with its primary claim. Raises NotAllowed, or Refused without the claim's words."""
    _desk_for(desk=desk, by=by)
    if not claim.text.strip():
        raise Refused("Write down the claim, word for word.")
    factcheck = FactCheck.objects.create(
        desk=desk,
        author=by,
        assignee=by,
        headline=claim.headline.strip(),
        reviewer_note=claim.reviewer_note.strip(),
        due_at=timezone.now() + timedelta(hours=desk.due_hours),
    )
    factcheck.topics.set(claim.topics)
    made = Claim(factcheck=factcheck, text=claim.text.strip(), short=claim.short.strip())
    made.claimant_role, made.place, made.context = claim.claimant_role, claim.place, claim.context
    made.claimed_on = claim.claimed_on
    name_claimant(made, name=claim.claimant_name, origin_unknown=claim.origin_unknown, new=claim.new_claimant)
    made.save()
    claimants.name_others(made, claim.others)
    if claim.appearance_url:
        Appearance.objects.create(claim=made, url=claim.appearance_url)
    changed(factcheck=factcheck, by=by)
    ledger.record(factcheck=factcheck, verb="create", by=by, to_state=factcheck.state)
    return factcheck


def name_claimant(claim: Claim, *, name: str, origin_unknown: bool, new: claimants.Described | None = None) -> None:
    """Sets who made the claim; a name goes before an unknown origin."""
    claim.origin_unknown = origin_unknown and not name.strip()
    claim.claimant = claimants.named(name=name, role=claim.claimant_role, new=new) if name.strip() else None
    claim.claimant_name = claim.claimant.name if claim.claimant else ""


def read_content(factcheck: FactCheck, read: Callable[[FactCheck], Content] = content_of) -> Content:
    """The content as it is now; sets digest and what is counted in the text by it, on the object only."""
    content = read(factcheck)
    public = {one["key"] for one in content["text"]["sources"]}
    factcheck.digest = digest_of(content)
    factcheck.unknown_citations = len([key for key in cited_keys(factcheck.body) if key not in public])
    for name, value in structured(factcheck.body).items():
        setattr(factcheck, name, value)
    return content


def structured(body: str) -> dict[str, Any]:
    """Headings and links of a clean text, counted, as the columns to write."""
    return asdict(structure_of(body))


def measured(factcheck: FactCheck) -> dict[str, Any]:
    """What `read_content` set, as the columns to write."""
    return {name: getattr(factcheck, name) for name in MEASURED}


def _remeasure(factcheck: FactCheck, **values: Any) -> bool:
    before = factcheck.digest
    read_content(factcheck)
    FactCheck.objects.filter(pk=factcheck.pk).update(**measured(factcheck), **values)
    return factcheck.digest != before


def refresh(factcheck: FactCheck) -> bool:
    """Brings digest and counts of the text up to date; whether the digest changed."""
    return _remeasure(factcheck)


def changed(*, factcheck: FactCheck, by: User) -> None:
    """After a person's change of content: fresh digest, fresh date, and the person is a contributor."""
    if _remeasure(factcheck, updated_at=timezone.now()):
        contributed(factcheck=factcheck, by=by)


def contributed(*, factcheck: FactCheck, by: User) -> None:
    """The person has changed what readers will see; noted once, for good."""
    Contribution.objects.bulk_create([Contribution(factcheck=factcheck, user=by)], ignore_conflicts=True)


def bump(*, factcheck: FactCheck, seen_version: int, values: dict[str, Any]) -> None:
    """Compare-and-swap on (state, version): the save that lost writes nothing."""
    moved = FactCheck.objects.filter(
        pk=factcheck.pk, state=factcheck.state, version=seen_version, discarded_at__isnull=True
    ).update(version=F("version") + 1, **values)
    if not moved:
        now = FactCheck.objects.values_list("version", flat=True).get(pk=factcheck.pk)
        raise Stale(seen=seen_version, now=now)


@transaction.atomic
def save_text(*, check_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> FactCheck:
    """Saves headline, standfirst, body, methodology or language. Raises Stale when somebody saved before."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    kept = {name: value for name, value in values.items() if name in CHECK_FIELDS}
    if "body" in kept:
        kept["body"] = clean_body(kept["body"])
    bump(factcheck=factcheck, seen_version=seen_version, values=kept)
    factcheck = access.get_check(check_id=check_id, by=by)
    changed(factcheck=factcheck, by=by)
    return factcheck


@transaction.atomic
def save_claim(*, check_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> FactCheck:
    """Saves the primary claim: its words, claimant, circumstances, and where it appeared."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    bump(factcheck=factcheck, seen_version=seen_version, values={})
    write_claim(factcheck.claims.get(order=0), values)
    if "headline" in values:
        FactCheck.objects.filter(pk=check_id).update(headline=values["headline"])
    if "topics" in values:
        factcheck.topics.set(values["topics"])
    factcheck = access.get_check(check_id=check_id, by=by)
    changed(factcheck=factcheck, by=by)
    return factcheck


def write_claim(claim: Claim, values: Mapping[str, Any]) -> None:
    """Saves the row of a claim with the values that are its own, its claimant, and where it appeared first."""
    for name in CLAIM_FIELDS & set(values):
        setattr(claim, name, values[name])
    if "claimant_name" in values:
        new = values.get("new_claimant")
        name_claimant(claim, name=values["claimant_name"], origin_unknown=claim.origin_unknown, new=new)
    claim.save()
    if "others" in values:
        claimants.name_others(claim, values["others"])
    if "appearance_url" in values:
        _set_appearance(claim, values["appearance_url"])


def _set_appearance(claim: Claim, url: str) -> None:
    first = claim.appearances.filter(is_first=True).first()
    if (first.url if first else "") == url:
        return
    if first and not url:
        first.delete()
    elif first:
        claim.appearances.filter(pk=first.pk).update(url=url, source=None)
    else:
        Appearance.objects.create(claim=claim, url=url)


@transaction.atomic
def propose_verdict(
    *, check_id: int, by: User, seen_version: int, verdict: Verdict | None, explanation: str
) -> FactCheck:
    """Sets the proposed verdict of the primary claim; its word and definition are copied as they are now."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    bump(factcheck=factcheck, seen_version=seen_version, values={})
    factcheck.claims.filter(order=0).update(
        verdict=verdict,
        verdict_word=verdict.word if verdict else "",
        verdict_definition=verdict.definition if verdict else "",
        explanation=explanation.strip(),
    )
    factcheck = access.get_check(check_id=check_id, by=by)
    changed(factcheck=factcheck, by=by)
    return factcheck
