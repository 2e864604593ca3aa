"""The workspace of a check: shows it, saves what is written, edits the claim, hands over, starts its moves."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotAllowed, Refused, Stale
from factchecks.forms.workspace import ArticleForm, ClaimForm, DraftForm, HandOverForm, claim_initial
from factchecks.models import FactCheck
from factchecks.models.facts import primary_claim
from factchecks.services import articles, checks
from factchecks.states import Action
from factchecks.views import rows, stale, transitions
from factchecks.views.answers import attempt_with, in_scope, posted, say
from factchecks.views.loading import check_for, person
from factchecks.views.readiness import OTHERS, PRIMARY
from factchecks.views.workbench import is_fragment, show, state_of

MOVES = frozenset((*PRIMARY, *OTHERS))


def _article(form: DraftForm) -> articles.Article:
    values = form.cleaned_data
    return articles.Article(
        headline=values["headline"],
        standfirst=values["standfirst"],
        body=values["body"],
        methodology=values["methodology"],
        verdict_id=values["verdict"],
        explanation=values["explanation"],
    )


def _save(request: HttpRequest, check_id: int, form: DraftForm) -> FactCheck:
    seen = form.cleaned_data["version"]
    return articles.save(check_id=check_id, by=person(request), seen_version=seen, article=_article(form))


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def workspace(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """GET: the page. POST: saves what is written, then makes the move named by `then`, if any."""
    if request.method != "POST":
        return show(request, check_id)
    form = ArticleForm(request.POST, numbers=partial(rows.public_numbers, check_for(request, check_id)))
    try:
        if not attempt_with(form, lambda: _save(request, check_id, form)):
            return show(request, check_id, status=422, form=form)
    except Stale as error:
        return stale.article(request, check_id, form, error)
    return _then(request, check_id, request.POST.get("then", ""))


def _then(request: HttpRequest, check_id: int, then: str) -> HttpResponseBase:
    if then not in MOVES:
        say(request, "Saved.")
        return redirect("workspace", check_id=check_id)
    factcheck = check_for(request, check_id)
    checks.refresh(factcheck)
    context = state_of(factcheck, person(request))
    button = context["primary"]
    if button and button.action == then and not button.open:
        return show(request, check_id, status=422, missing=context["ready"].items, note=request.POST.get("note", ""))
    posted_again = request.POST.copy()
    posted_again.update({"origin": "workspace"})
    posted_again["version"] = str(factcheck.version)
    request.POST = posted_again  # type: ignore[assignment]
    return transitions.do(request, check_id=check_id, action=Action(then).value)


@posted
def autosave(request: HttpRequest, check_id: int) -> HttpResponse:
    """Keeps what is being typed. Answers the new version, the time, readiness and buttons, each out of band."""
    factcheck = check_for(request, check_id)
    form = DraftForm(request.POST, numbers=partial(rows.public_numbers, factcheck))
    page = "factchecks/workspace_saved.html"
    try:
        if not form.is_valid():
            return render(request, f"{page}#refused", {"form": form, "check": factcheck}, status=422)
        saved = _save(request, check_id, form)
    except Stale:
        return render(request, f"{page}#conflict", {"check": factcheck}, status=409)
    return render(request, f"{page}#saved", state_of(saved, person(request)))
