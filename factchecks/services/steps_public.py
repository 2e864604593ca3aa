"""What the moves of something published write: corrections, retractions and their like."""

from datetime import timedelta

from django.utils import timezone

from factchecks.models import Event, FactCheck
from factchecks.services import checks, corrections, goingout, reviews, rewinding
from factchecks.services.moves import FREE, UNAPPROVED, Move, Step, Values
from factchecks.states import Action, CorrectionKind


def _decided(move: Move) -> Values:
    return UNAPPROVED | FREE


def _opened(move: Move) -> Values:
    """Whoever opens a correction writes it, and has as long for it as the desk gives for a check."""
    due = timezone.now() + timedelta(hours=move.factcheck.desk.due_hours)
    return {"assignee": move.by, "due_at": due} | UNAPPROVED


def _open_correction(move: Move, event: Event) -> Values:
    return {"correction": corrections.opened(factcheck=move.factcheck, by=move.by)}


def _discard_correction(move: Move, event: Event) -> Values:
    if move.facts.round_open:
        reviews.withdraw(factcheck=move.factcheck, by=move.by, note="The correction was discarded.")
    last = corrections.dropped(move.factcheck)
    rewinding.rewind(move.factcheck)
    fresh = FactCheck.objects.select_related("desk", "author", "correction").get(pk=move.factcheck.pk)
    fresh.correction = last
    checks.read_content(fresh)
    return {"correction": last} | checks.measured(fresh)


ASKED = {
    Action.RETRACT: CorrectionKind.RETRACTION,
    Action.TAKE_DOWN: CorrectionKind.TAKEDOWN,
    Action.REINSTATE: CorrectionKind.REINSTATEMENT,
}


def _ask(move: Move, event: Event) -> Values:
    kind = ASKED[move.row.action]
    return {"standing_asked": corrections.ask(factcheck=move.factcheck, kind=kind, reason=move.note, by=move.by)}


def _confirm(move: Move, event: Event) -> Values:
    values = corrections.confirm(factcheck=move.factcheck, by=move.by)
    factcheck, gone = move.factcheck, bool(values.get("taken_down_at"))
    if factcheck.live_edition:
        goingout.went_out(factcheck=factcheck, edition=factcheck.live_edition, by=move.by, gone=gone)
    return values


def _drop(move: Move, event: Event) -> Values:
    return corrections.drop_request(factcheck=move.factcheck)


STEPS: dict[Action, Step] = {
    Action.OPEN_CORRECTION: Step(columns=_opened, rows=_open_correction),
    Action.DISCARD_CORRECTION: Step(columns=_decided, rows=_discard_correction),
    Action.RETRACT: Step(rows=_ask),
    Action.TAKE_DOWN: Step(rows=_ask),
    Action.REINSTATE: Step(rows=_ask),
    Action.CONFIRM_REQUEST: Step(rows=_confirm),
    Action.DROP_REQUEST: Step(rows=_drop),
}
