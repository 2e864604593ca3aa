"""Moves a check through the workflow. The only writer of `state`: one compare-and-swap, one event, its edition."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import Refused, Stale
from factchecks.facts import Facts
from factchecks.models import Event, FactCheck, User, Verdict
from factchecks.models.content import Content
from factchecks.services import access, checks, discussion, ledger, links, proposals, publication, reviews
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
    verdict: Verdict | None = None

    @property
    def target(self) -> State:
        """The state after the move."""
        return self.row.target or State(self.factcheck.state)


type Values = dict[str, Any]


def _nothing(move: Move) -> Values:
    return {}


def _none_made(move: Move, event: Event) -> Values:
    return {}


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a move writes beside the state: columns within the compare-and-swap, then rows once that was won.

    Columns that point at those rows are written last, and with `state_last` so is the state. What is `quiet`
    leaves the version as it is, so that no open form becomes stale by it.
    """

    columns: Callable[[Move], Values] = _nothing
    rows: Callable[[Move, Event], Values] = _none_made
    state_last: bool = False
    quiet: bool = False


# These stand on the content as it is at this moment, not on a digest that was noted earlier. An approval stands on
# the edition that was submitted; publishing then compares the content of its own moment with what was approved.
BOUND_TO_CONTENT = frozenset({Action.SUBMIT, Action.PUBLISH})


def _discarded(move: Move) -> Values:
    return {"discarded_at": timezone.now()}


def _kept(move: Move) -> Values:
    return {"discarded_at": None}


FREE: Values = {"reviewer": None, "reviewer_since": None, "review_asked_by": None}


def _unapproved(move: Move) -> Values:
    return {"approved_digest": ""}


def _decided(move: Move) -> Values:
    return {"approved_digest": ""} | FREE


def _open_round(move: Move, event: Event) -> Values:
    return {
        "current_round": reviews.open_round(factcheck=move.factcheck, content=move.content, by=move.by, note=move.note)
    }


def _withdraw(move: Move, event: Event) -> Values:
    reviews.withdraw(factcheck=move.factcheck, by=move.by, note=move.note)
    return {}


def _send_comments(move: Move) -> None:
    if move.facts.comments_unsent:
        discussion.send_drafts(factcheck=move.factcheck, by=move.by)


def _send_back(move: Move, event: Event) -> Values:
    reviews.send_back(factcheck=move.factcheck, by=move.by, note=move.note)
    _send_comments(move)
    return {}


def _approved(move: Move) -> Values:
    """The review is free again once all have approved, or when the one who has it did."""
    digest = reviews.digest_after_approval(factcheck=move.factcheck, by=move.by)
    decided = digest or move.factcheck.reviewer_id == move.by.pk
    return {"approved_digest": digest} | (FREE if decided else {})


def _approve(move: Move, event: Event) -> Values:
    reviews.approve(factcheck=move.factcheck, by=move.by)
    _send_comments(move)
    if move.facts.links_stale:
        links.ask_for_stale(move.factcheck, by=move.by)
    return {}


def _take_back(move: Move, event: Event) -> Values:
    reviews.take_back(factcheck=move.factcheck, by=move.by)
    return {}


def _propose(move: Move, event: Event) -> Values:
    proposals.propose(factcheck=move.factcheck, verdict=move.verdict, reason=move.note, by=move.by)
    return {}


def _accepted(move: Move) -> Values:
    proposals.apply(factcheck=move.factcheck)
    return {"approved_digest": ""}


def _accept(move: Move, event: Event) -> Values:
    proposals.accept(factcheck=move.factcheck, note=move.note, by=move.by)
    return {}


def _decline(move: Move, event: Event) -> Values:
    proposals.decline(factcheck=move.factcheck, note=move.note, by=move.by)
    return {}


def _taken(move: Move) -> Values:
    return FREE | {"reviewer": move.by, "reviewer_since": timezone.now()}


def _asked(move: Move) -> Values:
    return {"review_asked_by": move.by}


def _free(move: Move) -> Values:
    return FREE


def _address(move: Move) -> Values:
    return {"slug": publication.slug_of(move.factcheck)} | FREE


def _publish(move: Move, event: Event) -> Values:
    return publication.publish(factcheck=move.factcheck, content=move.content, by=move.by, event=event)


STEPS: dict[Action, Step] = {
    Action.START_RESEARCH: Step(),
    Action.RETURN_TO_DRAFT: Step(),
    Action.DISCARD: Step(columns=_discarded),
    Action.RESTORE: Step(columns=_kept),
    Action.SUBMIT: Step(columns=_decided, rows=_open_round),
    Action.WITHDRAW: Step(columns=_decided, rows=_withdraw),
    Action.SEND_BACK: Step(columns=_decided, rows=_send_back),
    Action.APPROVE: Step(columns=_approved, rows=_approve),
    Action.TAKE_BACK_APPROVAL: Step(columns=_unapproved, rows=_take_back),
    Action.PROPOSE_VERDICT: Step(rows=_propose),
    Action.ACCEPT_VERDICT: Step(columns=_accepted, rows=_accept),
    Action.DECLINE_VERDICT: Step(rows=_decline),
    Action.TAKE_REVIEW: Step(columns=_taken),
    Action.ASK_REVIEW: Step(columns=_asked, quiet=True),
    Action.RELEASE_REVIEW: Step(columns=_free),
    # A published check has an edition: the database sees to it that the state is not there before.
    Action.PUBLISH: Step(columns=_address, rows=_publish, state_last=True),
}


@transaction.atomic
def transition(
    *, check_id: int, action: Action, by: User, seen_version: int, note: str = "", verdict: Verdict | None = None
) -> FactCheck:
    """Makes the move, or raises NotFound, NotAllowed, Refused (with every reason) or Stale and changes nothing.

    `verdict` is the one that is proposed, where the move proposes one.
    """
    factcheck = access.get_check(check_id=check_id, by=by)
    return carry_on(factcheck=factcheck, action=action, by=by, seen_version=seen_version, note=note, verdict=verdict)


@transaction.atomic
def carry_on(
    *,
    factcheck: FactCheck,
    action: Action,
    by: User,
    seen_version: int,
    note: str = "",
    verdict: Verdict | None = None,
) -> FactCheck:
    """The same for a check that `access` or a save has just loaded for this person, with its facts."""
    row = TABLE[action]
    content = _content(factcheck, action)
    lint = publication.lint(factcheck, content) if action in (Action.APPROVE, Action.PUBLISH) and content else ()
    facts = access.demand(factcheck=factcheck, action=action, by=by, lint=lint)
    if row.note_required and not note.strip():
        raise Refused(row.note_asked)
    move = Move(factcheck=factcheck, row=row, facts=facts, by=by, note=note.strip(), content=content, verdict=verdict)
    return _make(move, STEPS[action], seen_version)


def _content(factcheck: FactCheck, action: Action) -> Content:
    if action in BOUND_TO_CONTENT:
        return checks.read_content(factcheck)
    round_ = factcheck.current_round
    return round_.submitted_edition.content if action is Action.APPROVE and round_ else {}


def _make(move: Move, step: Step, seen_version: int) -> FactCheck:
    """Claims the move, then writes its event, its rows, and the columns that point at them."""
    at, target, was = timezone.now(), move.target, move.factcheck.state
    state = {"state": target}
    columns = step.columns(move) | checks.measured(move.factcheck) | {"updated_at": at}
    after = {"version": seen_version if step.quiet else seen_version + 1}
    _swap(move.factcheck, seen_version, columns | after if step.state_last else columns | after | state)
    event = _tell(move, was)
    made = step.rows(move, event) | (state if step.state_last else {})
    if made:
        _write(move.factcheck, made)
    return move.factcheck


def _swap(factcheck: FactCheck, seen_version: int, columns: Values) -> None:
    """Claims the move: of two at once, one finds the version gone and writes nothing."""
    try:
        with transaction.atomic():
            won = _update(factcheck, seen_version, columns)
    except IntegrityError:
        if "slug" not in columns:
            raise
        columns = columns | {"slug": publication.numbered_slug(factcheck)}
        won = _update(factcheck, seen_version, columns)
    if not won:
        now = FactCheck.objects.values_list("version", flat=True).get(pk=factcheck.pk)
        raise Stale(seen=seen_version, now=now)
    _put(factcheck, columns)


def _update(factcheck: FactCheck, seen_version: int, columns: Values) -> int:
    mine = FactCheck.objects.filter(pk=factcheck.pk, state=factcheck.state, version=seen_version)
    return mine.update(**columns)


def _write(factcheck: FactCheck, columns: Values) -> None:
    FactCheck.objects.filter(pk=factcheck.pk).update(**columns)
    _put(factcheck, columns)


def _put(factcheck: FactCheck, columns: Values) -> None:
    for name, value in columns.items():
        setattr(factcheck, name, value)


def _tell(move: Move, was: str) -> Event:
    return ledger.record(
        factcheck=move.factcheck,
        verb=move.row.action.value,
        by=move.by,
        from_state=was,
        to_state=move.target,
        digest=move.factcheck.digest,
        reason=move.note,
    )
