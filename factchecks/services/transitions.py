"""Moves a check through the workflow. The only writer of `state`: one compare-and-swap, one event, its edition."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import Refused, Stale
from factchecks.models import Event, FactCheck, User, Verdict
from factchecks.models.content import Content
from factchecks.models.facts import person_for
from factchecks.models.loaded import content_as_loaded
from factchecks.policy import note_asked
from factchecks.services import access, checks, ledger, publication
from factchecks.services.moves import Move, Step, Values
from factchecks.services.steps import STEPS
from factchecks.states import Action
from factchecks.workflow import TABLE

# These stand on the content as it is at this moment, not on a digest that was noted earlier. An approval stands on
# the edition that was submitted; publishing then compares the content of its own moment with what was approved.
BOUND_TO_CONTENT = frozenset({Action.SUBMIT, Action.SCHEDULE, Action.PUBLISH, Action.BREAK_GLASS})
LINTED = frozenset({Action.APPROVE, Action.SCHEDULE, Action.PUBLISH, Action.BREAK_GLASS})


@transaction.atomic
def transition(
    *,
    check_id: int,
    action: Action,
    by: User,
    seen_version: int,
    note: str = "",
    verdict: Verdict | None = None,
    at: datetime | None = None,
) -> FactCheck:
    """Makes the move, or raises NotFound, NotAllowed, Refused (with every reason) or Stale and changes nothing.

    `verdict` is the one that is proposed or stated, `at` the time for which it is scheduled, where the move does so.
    Publishing with `at` is the schedule of that time being kept.
    """
    factcheck = access.get_check(check_id=check_id, by=by)
    given = {"seen_version": seen_version, "note": note, "verdict": verdict, "at": at}
    return carry_on(factcheck=factcheck, action=action, by=by, **given)  # type: ignore[arg-type]


@transaction.atomic
def carry_on(
    *,
    factcheck: FactCheck,
    action: Action,
    by: User,
    seen_version: int,
    note: str = "",
    verdict: Verdict | None = None,
    at: datetime | None = None,
) -> FactCheck:
    """The same for a check that `access` or a save has just loaded for this person, with its facts."""
    row = TABLE[action]
    content = _content(factcheck, action)
    lint = publication.lint(factcheck, content) if action in LINTED and content else ()
    facts = access.demand(factcheck=factcheck, action=action, by=by, lint=lint, at=at)
    asked = note_asked(facts, action, person_for(by, factcheck))
    if asked and len(note.strip()) < row.note_min:
        raise Refused(asked)
    given = {"note": note.strip(), "content": content, "verdict": verdict, "at": at}
    move = Move(factcheck=factcheck, row=row, facts=facts, by=by, **given)  # type: ignore[arg-type]
    return _make(move, STEPS[action], seen_version)


def _content(factcheck: FactCheck, action: Action) -> Content:
    if action in BOUND_TO_CONTENT:
        return checks.read_content(factcheck, content_as_loaded)
    round_ = factcheck.current_round
    return round_.submitted_edition.content if action is Action.APPROVE and round_ else {}


def _make(move: Move, step: Step, seen_version: int) -> FactCheck:
    """Claims the move, then writes its event, its rows, and the columns that point at them."""
    at, target, was = timezone.now(), move.target, move.factcheck.state
    state = {"state": target}
    columns = step.columns(move) | checks.measured(move.factcheck) | {"updated_at": at}
    after = {"version": seen_version if step.quiet else seen_version + 1}
    _swap(move.factcheck, seen_version, columns | after if step.state_last else columns | after | state)
    event = _tell(move, was, step.details(move))
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


def _tell(move: Move, was: str, details: Values) -> Event:
    return ledger.record(
        factcheck=move.factcheck,
        verb=move.row.action.value,
        by=move.by,
        from_state=was,
        to_state=move.target,
        digest=move.factcheck.digest,
        reason=move.note,
        details=details,
    )
