"""New claim: the form, and the list of checks that may have answered it already."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from factchecks.errors import Refused
from factchecks.forms.intake import IntakeForm
from factchecks.search import claims
from factchecks.services import intake
from factchecks.views.request import StaffRequest


def _alike(request: StaffRequest, text: str) -> dict[str, Any]:
    enough = len(text.strip()) >= claims.MIN_CHARACTERS
    return {"enough": enough, "hits": claims.similar(text, request.user) if enough else []}


def _page(request: StaffRequest, form: IntakeForm, refusals: tuple[str, ...] = ()) -> HttpResponse:
    text = form["text"].value() or ""
    context = {"form": form, "refusals": refusals, **_alike(request, text)}
    return render(request, "factchecks/intake.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Shows the form; records the claim and opens it, or shows the empty form for another."""
    if request.method != "POST":
        return _page(request, IntakeForm(person=request.user))
    form = IntakeForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, form)
    values = form.cleaned_data
    try:
        check = intake.record(desk=values["desk"], claim=form.claim, by=request.user, due_at=values["due_at"])
    except Refused as no:
        return _page(request, form, no.reasons)
    messages.success(request, f"{check.number} is recorded.")
    return redirect("check_new") if request.POST.get("then") == "another" else redirect("workspace", check.pk)


@require_GET
def similar(request: StaffRequest) -> HttpResponse:
    """“Already checked?” for the words typed so far: the list alone for htmx, else the whole form with it."""
    text = request.GET.get("text", "")
    if request.headers.get("HX-Request") == "true":
        return render(request, "factchecks/intake.html#similar", _alike(request, text))
    initial = {**request.GET.dict(), "topics": request.GET.getlist("topics")}
    return _page(request, IntakeForm(initial=initial, person=request.user))
