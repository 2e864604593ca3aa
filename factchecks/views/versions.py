"""Versions of a check: names one, compares any two, puts the texts of one back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from factchecks.errors import Stale
from factchecks.forms.review import MoveForm
from factchecks.forms.versions import NameForm
from factchecks.services import access, restoring, versions
from factchecks.states import STATE_LABELS, Action, State
from factchecks.views import comparing, history
from factchecks.views.answers import attempt_with, in_scope, posted, say
from factchecks.views.loading import check_for, person
from factchecks.views.workbench import back, show

EVENTS_SHOWN = 5


@posted
def version_name(request: HttpRequest, check_id: int) -> HttpResponse:
    """Names the text as it is saved now. 409 when it moved on; the name that was typed stays in its field."""
    by, form = person(request), NameForm(request.POST, auto_id="name_%s")
    access.get_for_edit(check_id=check_id, by=by)
    try:
        named = attempt_with(form, lambda: _name(request, check_id, form), field="name")
    except Stale as error:
        form.add_error("name", f"{error} Look at the text, then name it again.")
        return show(request, check_id, status=409, name_form=form, tab="history")
    if not named:
        return show(request, check_id, status=422, name_form=form, tab="history")
    say(request, f"Kept as “{form.cleaned_data['name']}”.")
    return back(request, check_id, "history", tab="history")


def _name(request: HttpRequest, check_id: int, form: NameForm) -> None:
    values = form.cleaned_data
    versions.name(check_id=check_id, by=person(request), seen_version=values["version"], name=values["name"])


@require_safe
@in_scope
def version_compare(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET. `?from=` and `?to=` are numbers of versions, or `now`; without them the newest version and now."""
    older, newer = request.GET.get("from", ""), request.GET.get("to", "")
    context = comparing.context(check_for(request, check_id), person(request), older=older, newer=newer)
    return render(request, "factchecks/history_compare.html", context)


@posted
def version_restore(request: HttpRequest, check_id: int, edition: int) -> HttpResponseBase:
    """Puts the texts of a version back. The message says what is gone and can undo it; 409 when it moved on."""
    form = MoveForm(request.POST, action=Action.EDIT)
    seen = form.cleaned_data.get("version") or 0 if form.is_valid() else 0
    try:
        done = restoring.restore(check_id=check_id, number=edition, by=person(request), seen_version=seen)
    except Stale as error:
        return _stale(request, check_id, str(error))
    given = {"check": done.factcheck, "number": edition, "kept": done.kept, "gone": done.gone}
    messages.success(request, render_to_string("factchecks/history_said.html", given, request))
    return redirect("workspace", check_id=check_id)


def _stale(request: HttpRequest, check_id: int, reason: str) -> HttpResponse:
    factcheck = check_for(request, check_id)
    context = {
        "check": factcheck,
        "reasons": (reason,),
        "state": STATE_LABELS[State(factcheck.state)],
        "events": history.read(factcheck).happenings[:EVENTS_SHOWN],
    }
    return render(request, "factchecks/conflict_move.html", context, status=409)
