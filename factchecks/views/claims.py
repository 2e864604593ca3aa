"""The claims after the first, each on its own page: adds and edits them."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.errors import Stale
from factchecks.forms.claim import FurtherClaimForm, further_initial
from factchecks.models import FactCheck
from factchecks.services import access, claims, presence
from factchecks.views import stale, workspace
from factchecks.views.answers import attempt_with, in_scope, say
from factchecks.views.loading import person

PAGE = "factchecks/claim_form.html"


def _page(request: HttpRequest, factcheck: FactCheck, form: FurtherClaimForm, title: str) -> HttpResponse:
    context = {"check": factcheck, "form": form, "title": title}
    return render(request, PAGE, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def claim_add(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """A further claim."""
    by = person(request)
    factcheck = access.get_for_edit(check_id=check_id, by=by)
    form = FurtherClaimForm(request.POST or None, initial=further_initial(factcheck, None))

    def work() -> None:
        seen = form.cleaned_data["version"]
        claims.add(check_id=check_id, by=by, seen_version=seen, values=form.values)

    try:
        if attempt_with(form, work):
            presence.saved(factcheck=access.get_check(check_id=check_id, by=by), by=by)
            say(request, "The claim is added.")
            return redirect("workspace", check_id=check_id)
    except Stale:
        return stale.further_claim(request, check_id, None, form)
    return _page(request, factcheck, form, "Add a claim")


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def claim_save(request: HttpRequest, check_id: int, claim_id: int) -> HttpResponseBase:
    """One claim after the first; the first has its own page."""
    by = person(request)
    factcheck, claim = claims.get_for_edit(check_id=check_id, claim_id=claim_id, by=by)
    if claim == factcheck.claims.all()[0]:
        return workspace.claim_edit(request, check_id)
    form = FurtherClaimForm(request.POST or None, initial=further_initial(factcheck, claim), present=claim.verdict)

    def work() -> None:
        seen, values = form.cleaned_data["version"], form.values
        saved = claims.save(check_id=check_id, claim_id=claim_id, by=by, seen_version=seen, values=values)
        presence.saved(factcheck=saved, by=by)

    try:
        if attempt_with(form, work):
            say(request, "The claim is saved.")
            return redirect("workspace", check_id=check_id)
    except Stale:
        return stale.further_claim(request, check_id, claim_id, form)
    return _page(request, factcheck, form, "Edit a further claim")
