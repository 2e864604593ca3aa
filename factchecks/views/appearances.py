"""Where a claim was made or repeated: its form. The offered claimants."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from factchecks.errors import Stale
from factchecks.forms.appearance import AppearanceForm, appearance_initial
from factchecks.models import FactCheck
from factchecks.services import appearances, claimants, claims, presence
from factchecks.views import stale
from factchecks.views.answers import attempt_with, in_scope, say
from factchecks.views.loading import person
from factchecks.views.request import StaffRequest


@require_GET
def claimant_offer(request: StaffRequest) -> JsonResponse:
    """Claimants with a word that begins as `q`, at most eight: {"claimants": [{name, job_title, checks}]}."""
    found = claimants.offer(typed=request.GET.get("q", "")[:160], by=request.user)
    return JsonResponse({"claimants": [asdict(one) for one in found]})


def _page(request: HttpRequest, factcheck: FactCheck, form: AppearanceForm, title: str) -> HttpResponse:
    context = {"check": factcheck, "form": form, "title": title, "button": "Save"}
    return render(request, "factchecks/form_page.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, factcheck: FactCheck, initial: dict[str, object]) -> AppearanceForm:
    sources = appearances.usable_sources(factcheck)
    return AppearanceForm(request.POST or None, initial=initial, sources=sources)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def appearance_add(request: HttpRequest, check_id: int, claim_id: int) -> HttpResponseBase:
    """One more place where the claim was made."""
    by = person(request)
    factcheck, _ = claims.get_for_edit(check_id=check_id, claim_id=claim_id, by=by)
    form = _form(request, factcheck, appearance_initial(factcheck, None))

    def work() -> None:
        seen = form.cleaned_data["version"]
        saved = appearances.add(check_id=check_id, claim_id=claim_id, by=by, seen_version=seen, values=form.values)
        presence.saved(factcheck=saved, by=by)

    try:
        if attempt_with(form, work):
            say(request, "It is noted where the claim was made.")
            return redirect("workspace", check_id=check_id)
    except Stale:
        return stale.appearance(request, check_id, None, form)
    return _page(request, factcheck, form, "Add where it was made")


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def appearance_edit(request: HttpRequest, check_id: int, appearance_id: int) -> HttpResponseBase:
    """One place where a claim was made."""
    by = person(request)
    factcheck, one = appearances.get_for_edit(check_id=check_id, appearance_id=appearance_id, by=by)
    form = _form(request, factcheck, appearance_initial(factcheck, one))

    def work() -> None:
        seen, values = form.cleaned_data["version"], form.values
        saved = appearances.save(
            check_id=check_id, appearance_id=appearance_id, by=by, seen_version=seen, values=values
        )
        presence.saved(factcheck=saved, by=by)

    try:
        if attempt_with(form, work):
            say(request, "It is saved where the claim was made.")
            return redirect("workspace", check_id=check_id)
    except Stale:
        return stale.appearance(request, check_id, appearance_id, form)
    return _page(request, factcheck, form, "Edit where it was made")
