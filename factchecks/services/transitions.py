"""Moves a check through the workflow. The only writer of `state`: one compare-and-swap, one event, its edition."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factchecks.errors import Refused, Stale
from factchecks.facts import Facts
from factchecks.models import Event, FactCheck, User
from factchecks.models.content import Content
from factchecks.services import access, checks, ledger, publication, reviews
from factchecks.states import Action, State
from factchecks.workflow import TABLE, Transition


@dataclass(frozen=True, kw_only=True)
class Move:
    """What a step of a move is given."""

    factcheck: FactCheck
    row: Transition
    facts: Facts
    by: User
    note: str
    content: Content


# These stand on the content as it is at this moment, not on a digest that was noted earlier.
BOUND_TO_CONTENT = frozenset({Action.SUBMIT, Action.APPROVE, Action.PUBLISH})
Step = Callable[[Move], dict[str, Any]]


def _nothing(move: Move) -> dict[str, Any]:
    return {}


def _discard(move: Move) -> dict[str, Any]:
    return {"discarded_at": timezone.now()}


def _restore(move: Move) -> dict[str, Any]:
    return {"discarded_at": None}


def _submit(move: Move) -> dict[str, Any]:
    round_ = reviews.open_round(factcheck=move.factcheck, content=move.content, by=move.by, note=move.note)
    return {"current_round": round_, "approved_digest": ""}


def _withdraw(move: Move) -> dict[str, Any]:
    reviews.withdraw(factcheck=move.factcheck, by=move.by, note=move.note)
    return {"approved_digest": ""}


def _send_back(move: Move) -> dict[str, Any]:
    reviews.send_back(factcheck=move.factcheck, by=move.by, note=move.note)
    return {"approved_digest": ""}


def _approve(move: Move) -> dict[str, Any]:
    return {"approved_digest": reviews.approve(factcheck=move.factcheck, by=move.by)}


def _take_back(move: Move) -> dict[str, Any]:
    reviews.take_back(factcheck=move.factcheck, by=move.by)
    return {"approved_digest": ""}


def _publish(move: Move) -> dict[str, Any]:
    return publication.publish(factcheck=move.factcheck, content=move.content, by=move.by)


# What a move writes beside the state; the values go into the same compare-and-swap.
STEPS: dict[Action, Step] = {
    Action.START_RESEARCH: _nothing,
    Action.RETURN_TO_DRAFT: _nothing,
    Action.DISCARD: _discard,
    Action.RESTORE: _restore,
    Action.SUBMIT: _submit,
    Action.WITHDRAW: _withdraw,
    Action.SEND_BACK: _send_back,
    Action.APPROVE: _approve,
    Action.TAKE_BACK_APPROVAL: _take_back,
    Action.PUBLISH: _publish,
}


@transaction.atomic
def transition(*, check_id: int, action: Action, by: User, seen_version: int, note: str = "") -> FactCheck:
    """Makes the move, or raises NotFound, NotAllowed, Refused (with every reason) or Stale and changes nothing."""
    factcheck = access.get_check(check_id=check_id, by=by)
    row = TABLE[action]
    content = checks.bring_up_to_date(factcheck) if action in BOUND_TO_CONTENT else {}
    lint = publication.lint(factcheck, content) if action in (Action.APPROVE, Action.PUBLISH) else ()
    facts = access.demand(factcheck=factcheck, action=action, by=by, lint=lint)
    if row.note_required and not note.strip():
        raise Refused("Say what must change.")
    _swap(factcheck, seen_version)
    move = Move(factcheck=factcheck, row=row, facts=facts, by=by, note=note.strip(), content=content)
    values = STEPS[action](move)
    _write(factcheck, row, values)
    event = _tell(move)
    if action is Action.PUBLISH:
        publication.seal(edition=values["live_edition"], event=event)
    factcheck.refresh_from_db()
    return factcheck


def _swap(factcheck: FactCheck, seen_version: int) -> None:
    """Claims the move: of two at once, one finds the version gone and writes nothing."""
    won = FactCheck.objects.filter(pk=factcheck.pk, state=factcheck.state, version=seen_version).update(
        version=F("version") + 1
    )
    if not won:
        now = FactCheck.objects.values_list("version", flat=True).get(pk=factcheck.pk)
        raise Stale(seen=seen_version, now=now)


def _write(factcheck: FactCheck, row: Transition, values: dict[str, Any]) -> None:
    state = row.target or State(factcheck.state)
    FactCheck.objects.filter(pk=factcheck.pk).update(state=state, updated_at=timezone.now(), **values)


def _tell(move: Move) -> Event:
    return ledger.record(
        factcheck=move.factcheck,
        verb=move.row.action.value,
        by=move.by,
        from_state=move.factcheck.state,
        to_state=move.row.target or move.factcheck.state,
        digest=move.factcheck.digest,
        reason=move.note,
    )
