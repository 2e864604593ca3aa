"""One door for every move of a check: reads the form, asks the service, says what happened."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.forms.review import MoveForm
from factchecks.models import FactCheck, User, Verdict
from factchecks.models.facts import primary_claim
from factchecks.services.steps import STEPS
from factchecks.services.transitions import carry_on, transition
from factchecks.states import STATE_LABELS, Action, State
from factchecks.sure import sure
from factchecks.views import history
from factchecks.views.errors import forbidden
from factchecks.views.loading import check_for, person
from factchecks.views.refused import RefusedMove, keep

AFTER = {
    Action.APPROVE: "review",
    Action.TAKE_BACK_APPROVAL: "review",
    Action.STATE_VERDICT: "review",
    Action.PROPOSE_VERDICT: "review",
    Action.TAKE_REVIEW: "review",
    Action.ASK_REVIEW: "review",
    Action.RELEASE_REVIEW: "review",
    Action.DISCARD: "home",
}
# Both pages have these buttons.
ON_BOTH = (Action.ACCEPT_VERDICT, Action.DECLINE_VERDICT, Action.SCHEDULE, Action.UNSCHEDULE)
# What readers see from then on, or do not: the person proves once more that it is they.
SURE = frozenset(
    {
        Action.PUBLISH,
        Action.SCHEDULE,
        Action.RETRACT,
        Action.TAKE_DOWN,
        Action.REINSTATE,
        Action.CONFIRM_REQUEST,
        Action.BREAK_GLASS,
    }
)
TYPED_MAX = 40
EVENTS_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A move as the form asked for it."""

    check_id: int
    action: Action
    version: int
    note: str
    origin: str
    faults: tuple[str, ...]
    verdict: Verdict | None = None
    loaded: FactCheck | None = None
    at: datetime | None = None
    time: str = ""


def _read(request: HttpRequest, check_id: int, action: str) -> Asked:
    """Raises Http404 for a move that is not in the table."""
    if action not in {move.value for move in STEPS}:
        raise Http404("There is no such move.")
    move = Action(action)
    form = MoveForm(request.POST, action=move)
    form.is_valid()
    return Asked(
        check_id=check_id,
        action=move,
        version=form.cleaned_data.get("version") or 0,
        note=form.cleaned_data.get("note", request.POST.get("note", "")),
        origin=form.cleaned_data.get("origin") or "workspace",
        faults=tuple(str(fault) for name in ("note", "at") for fault in form.errors.get(name, ())),
        verdict=form.cleaned_data.get("verdict"),
        at=form.cleaned_data.get("at"),
        time=request.POST.get("at", "")[:TYPED_MAX],
    )


def _move(asked: Asked, by: User) -> FactCheck:
    if asked.faults:
        raise Refused(*asked.faults)
    action, seen, note = asked.action, asked.version, asked.note
    if asked.loaded is not None:
        return carry_on(factcheck=asked.loaded, action=action, by=by, seen_version=seen, note=note)
    given = {"note": note, "verdict": asked.verdict, "at": asked.at}
    return transition(check_id=asked.check_id, action=action, by=by, seen_version=seen, **given)  # type: ignore[arg-type]


@require_POST
@partial(sure, asked=lambda action, **_: action in SURE)
def do(request: HttpRequest, check_id: int, action: str) -> HttpResponse:
    """POST only. 403 without the right, 404 outside the scope, 409 when it was changed meanwhile."""
    return _answer(request, _read(request, check_id, action))


def do_after_save(request: HttpRequest, factcheck: FactCheck, action: Action) -> HttpResponse:
    """The same for the text that this request has just saved: what the save has loaded is not read again."""
    asked = _read(request, factcheck.pk, action.value)
    return _answer(request, replace(asked, origin="workspace", version=factcheck.version, loaded=factcheck))


def _answer(request: HttpRequest, asked: Asked) -> HttpResponse:
    try:
        return _done(request, asked, _move(asked, person(request)))
    except NotFound as error:
        raise Http404(str(error)) from error
    except NotAllowed as error:
        return forbidden(request, error)
    except Stale as error:
        return _stale(request, asked, (str(error),))
    except Refused as error:
        return _refused(request, asked, error.reasons)


def _done(request: HttpRequest, asked: Asked, factcheck: FactCheck) -> HttpResponse:
    context = {"check": factcheck, "desk": factcheck.desk, "claim": primary_claim(factcheck)}
    said = render_to_string(f"factchecks/said.html#{asked.action.value}", context, request)
    messages.success(request, said)
    if asked.action is Action.OPEN_CORRECTION:
        # Straight to the text, at its end.
        return redirect(f"{reverse('workspace', args=[asked.check_id])}#write")
    page = AFTER.get(asked.action, asked.origin if asked.action in ON_BOTH else "workspace")
    return redirect(page) if page == "home" else redirect(page, check_id=asked.check_id)


def _refused(request: HttpRequest, asked: Asked, reasons: tuple[str, ...]) -> HttpResponse:
    """Back to the page it came from. What somebody else decided meanwhile is a conflict, not a refusal."""
    if asked.version != check_for(request, asked.check_id).version:
        return _stale(request, asked, reasons)
    _keep(request, asked, reasons)
    return redirect(asked.origin, check_id=asked.check_id)


def _keep(request: HttpRequest, asked: Asked, reasons: tuple[str, ...]) -> None:
    chosen = asked.verdict.slug if asked.verdict else ""
    typed = {"note": asked.note, "verdict": chosen, "time": asked.time}
    keep(request, RefusedMove(check_id=asked.check_id, action=asked.action.value, reasons=reasons, **typed))


def _stale(request: HttpRequest, asked: Asked, reasons: tuple[str, ...]) -> HttpResponse:
    """409: what others did meanwhile, and the note that is kept for the page one goes back to."""
    factcheck = check_for(request, asked.check_id)
    if asked.note.strip() or asked.time:
        _keep(request, asked, ())
    context = {
        "check": factcheck,
        "asked": asked,
        "reasons": reasons,
        "state": STATE_LABELS[State(factcheck.state)],
        "events": history.read(factcheck).happenings[:EVENTS_SHOWN],
    }
    return render(request, "factchecks/conflict_move.html", context, status=409)
