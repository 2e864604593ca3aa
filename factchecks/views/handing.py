"""The form that hands a check over, and its Undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotFound
from factchecks.forms.handover import HandOverForm
from factchecks.models import Assignment
from factchecks.services import access, handover
from factchecks.states import Action
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.loading import check_for, person

SAID = "factchecks/handed_over.html"


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def hand_over(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """Makes another person of the desk the one who works on the check."""
    by = person(request)
    factcheck = check_for(request, check_id)
    access.demand(factcheck=factcheck, action=Action.HAND_OVER, by=by)
    form = HandOverForm(request.POST or None, factcheck=factcheck)
    made: list[Assignment] = []

    def work() -> None:
        to, terms = form.cleaned_data["to"], form.terms()
        made.append(handover.hand_over(check_id=check_id, by=by, to=to, terms=terms))

    if attempt_with(form, work):
        shown = {"made": made[0], "seconds": handover.UNDO_SHOWN_S}
        messages.success(request, render_to_string(SAID, shown, request))
        return redirect("workspace", check_id=check_id)
    context = {"check": factcheck, "form": form, "title": "Hand over", "button": "Hand over the check"}
    return render(request, "factchecks/form_page.html", context, status=422 if form.is_bound else 200)


@posted
def take(request: HttpRequest, check_id: int) -> HttpResponse:
    """The person works on a check that nobody works on."""
    handover.take(check_id=check_id, by=person(request))
    say(request, "It is yours now.")
    return redirect("workspace", check_id=check_id)


@posted
def undo(request: HttpRequest, check_id: int, assignment_id: int) -> HttpResponse:
    """Takes back a hand-over that was just made."""
    by = person(request)
    factcheck = check_for(request, check_id)
    if not factcheck.assignments.filter(pk=assignment_id).exists():
        raise NotFound(handover.GONE)
    refusals = attempt(lambda: handover.undo(assignment_id=assignment_id, by=by))
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        say(request, "Not handed over. Person, time and priority are as before.")
    return redirect("workspace", check_id=check_id)
