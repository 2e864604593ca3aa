"""Where a claim was made or repeated: adds, changes and removes appearances. A claim has at most one first one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from factchecks.errors import NotFound, Refused
from factchecks.links.safety import vet
from factchecks.models import Appearance, Claim, FactCheck, Source, User
from factchecks.services import access, checks, claims, ledger, network

MOST = 30
FIELDS = ("url", "title", "seen_on", "timecode", "is_first")


def get_for_edit(*, check_id: int, appearance_id: int, by: User) -> tuple[FactCheck, Appearance]:
    """The check and one appearance of its claims. Raises NotFound, NotAllowed or Refused."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    rows = Appearance.objects.filter(claim__factcheck=factcheck).select_related("claim", "source")
    found = rows.filter(pk=appearance_id).first()
    if found is None:
        raise NotFound("There is no such appearance. It may have been removed.")
    return factcheck, found


def usable_sources(factcheck: FactCheck) -> list[Source]:
    """The check's sources where a claim may have appeared: readers will see them."""
    return list(factcheck.sources.current().filter(confidential=False))


def _source(factcheck: FactCheck, key: int | None) -> Source | None:
    found = next((one for one in usable_sources(factcheck) if one.pk == key), None) if key else None
    if key and found is None:
        raise Refused("Choose one of the sources of this check that readers will see.")
    return found


def _write(factcheck: FactCheck, one: Appearance, values: Mapping[str, Any]) -> None:
    one.source = _source(factcheck, values.get("source"))
    for name in FIELDS:
        setattr(one, name, values[name])
    if one.source:
        one.url, one.title = one.url or one.source.cited_url, one.title or str(one.source)[:300]
    reason = vet(one.url, network.policy()) if one.url else ""
    if reason or not (one.url or one.title):
        raise Refused(reason or "Give an address, choose a source, or say in words where it was.")
    if one.is_first:
        one.claim.appearances.exclude(pk=one.pk).update(is_first=False)
    one.save()


def _done(factcheck: FactCheck, *, by: User, verb: str, claim: Claim, key: int) -> FactCheck:
    fresh = access.get_check(check_id=factcheck.pk, by=by)
    checks.changed(factcheck=fresh, by=by)
    ledger.record(factcheck=fresh, verb=verb, by=by, details={"claim": claim.pk, "appearance": key})
    return fresh


@transaction.atomic
def add(*, check_id: int, claim_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> FactCheck:
    """One more place. `values`: url, title, seen_on, timecode, is_first, source (its id or None).

    Raises NotFound, NotAllowed, Refused or Stale.
    """
    factcheck, claim = claims.get_for_edit(check_id=check_id, claim_id=claim_id, by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    if claim.appearances.count() >= MOST:
        raise Refused(f"A claim has at most {MOST} places where it appeared.")
    one = Appearance(claim=claim)
    _write(factcheck, one, values)
    return _done(factcheck, by=by, verb="add_appearance", claim=claim, key=one.pk)


@transaction.atomic
def save(*, check_id: int, appearance_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> FactCheck:
    """Saves one place. Raises as `add` does."""
    factcheck, one = get_for_edit(check_id=check_id, appearance_id=appearance_id, by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    _write(factcheck, one, values)
    return _done(factcheck, by=by, verb="edit_appearance", claim=one.claim, key=appearance_id)


@transaction.atomic
def remove(*, check_id: int, appearance_id: int, by: User, seen_version: int) -> tuple[FactCheck, Appearance]:
    """Takes one place off; it is given back as it was, so that it can be added again. Raises as `add` does."""
    factcheck, one = get_for_edit(check_id=check_id, appearance_id=appearance_id, by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    Appearance.objects.filter(pk=appearance_id).delete()
    fresh = _done(factcheck, by=by, verb="remove_appearance", claim=one.claim, key=appearance_id)
    return fresh, one


def put_back(*, claim: Claim, rows: Sequence[Mapping[str, Any]]) -> None:
    """The places of a claim as an edition has them; without a source that its check does not show any more."""
    shown = {one.pk for one in usable_sources(claim.factcheck)} if any(row.get("source") for row in rows) else set()
    for row in rows:
        kept = {name: row.get(name) or "" for name in ("url", "title", "timecode")}
        Appearance.objects.create(
            claim=claim,
            is_first=bool(row.get("is_first")),
            seen_on=date.fromisoformat(row["on"]) if row.get("on") else None,
            source_id=row["source"] if row.get("source") in shown else None,
            **kept,
        )
