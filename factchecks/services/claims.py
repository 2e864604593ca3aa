"""The claims of a check: adds, saves, orders and removes them. The first one's verdict is the verdict of the check."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from factchecks.errors import NotFound, Refused
from factchecks.models import Claim, FactCheck, User
from factchecks.services import access, checks, ledger, versions

MOST = 20


def _claims_of(factcheck: FactCheck) -> list[Claim]:
    return list(factcheck.claims.select_related("verdict"))


def get_for_edit(*, check_id: int, claim_id: int, by: User) -> tuple[FactCheck, Claim]:
    """The check and one of its claims, if the person may change it now. Raises NotFound, NotAllowed or Refused."""
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    claim = next((one for one in _claims_of(factcheck) if one.pk == claim_id), None)
    if claim is None:
        raise NotFound("There is no such claim of this check. It may have been removed.")
    return factcheck, claim


def _write(claim: Claim, values: Mapping[str, Any]) -> None:
    if not str(values.get("text", claim.text)).strip():
        raise Refused("Write down the claim, word for word.")
    if values.get("verdict", claim.verdict) != claim.verdict:
        verdict = values["verdict"]
        claim.verdict = verdict
        claim.verdict_word = verdict.word if verdict else ""
        claim.verdict_definition = verdict.definition if verdict else ""
    checks.write_claim(claim, values)


def _done(factcheck: FactCheck, *, by: User, verb: str, claim_id: int) -> FactCheck:
    fresh = access.get_check(check_id=factcheck.pk, by=by)
    checks.changed(factcheck=fresh, by=by)
    ledger.record(factcheck=fresh, verb=verb, by=by, details={"claim": claim_id})
    return fresh


@transaction.atomic
def add(*, check_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> Claim:
    """A further claim, after the others. Raises NotFound, NotAllowed, Refused or Stale.

    `values` are those of `checks.save_claim` that belong to a claim, and `verdict` (a Verdict or None).
    """
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    rows = _claims_of(factcheck)
    if len(rows) >= MOST:
        raise Refused(f"A check has at most {MOST} claims. Start another check for more.")
    claim = Claim(factcheck=factcheck, order=rows[-1].order + 1 if rows else 0)
    _write(claim, values)
    _done(factcheck, by=by, verb="add_claim", claim_id=claim.pk)
    return claim


@transaction.atomic
def save(*, check_id: int, claim_id: int, by: User, seen_version: int, values: Mapping[str, Any]) -> FactCheck:
    """Saves one claim, and its verdict when that is among the values. Raises as `add` does."""
    factcheck, claim = get_for_edit(check_id=check_id, claim_id=claim_id, by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    _write(claim, values)
    return _done(factcheck, by=by, verb="edit_claim", claim_id=claim_id)


def _put(factcheck: FactCheck, claim: Claim, order: int) -> None:
    factcheck.claims.filter(pk=claim.pk).update(order=order)


@transaction.atomic
def move(*, check_id: int, claim_id: int, by: User, seen_version: int, up: bool) -> FactCheck:
    """Swaps the claim with its neighbour; at the end of the list nothing changes. Raises as `add` does."""
    factcheck, claim = get_for_edit(check_id=check_id, claim_id=claim_id, by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    rows = _claims_of(factcheck)
    at = rows.index(claim)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return factcheck
    free = rows[-1].order + 1  # No two claims have one number, not even inside a transaction.
    _put(factcheck, claim, free)
    _put(factcheck, rows[other], rows[at].order)
    _put(factcheck, claim, rows[other].order)
    return _done(factcheck, by=by, verb="move_claim", claim_id=claim_id)


@transaction.atomic
def remove(*, check_id: int, claim_id: int, by: User, seen_version: int) -> FactCheck:
    """Deletes a further claim after keeping the content as a named version. Raises as `add` does."""
    factcheck, claim = get_for_edit(check_id=check_id, claim_id=claim_id, by=by)
    rows = _claims_of(factcheck)
    if claim == rows[0]:
        only = "A check has at least one claim. Edit it instead."
        raise Refused(only if len(rows) == 1 else "Move another claim to the first place before removing this one.")
    versions.hold(factcheck=factcheck, seen_version=seen_version)
    versions.keep(factcheck=factcheck, name=f"Before removing claim {rows.index(claim) + 1}", by=by)
    checks.bump(factcheck=factcheck, seen_version=seen_version, values={})
    claim.delete()
    for order, row in enumerate(one for one in rows if one.pk != claim_id):
        _put(factcheck, row, order)
    return _done(factcheck, by=by, verb="remove_claim", claim_id=claim_id)
