"""The workspace of a check: shows it, saves what is written, edits the claim, starts its moves."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.errors import Refused, Stale
from factchecks.forms.claim import ClaimForm, claim_initial
from factchecks.forms.workspace import ArticleForm, DraftForm
from factchecks.models import FactCheck
from factchecks.models.facts import primary_claim
from factchecks.publishing.body import KEY_DIGITS
from factchecks.services import access, articles, checks, corrections, presence, suggesting
from factchecks.states import Action, CorrectionKind
from factchecks.views import claim_acts, refused, rows, stale, transitions
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.loading import check_for, person
from factchecks.views.readiness import OTHERS, PRIMARY
from factchecks.views.workbench import show, standing

MOVES = frozenset((*PRIMARY, *OTHERS))
ACCEPT_WORDS = "accept-words:"
SAVED = "factchecks/workspace_saved.html"
MOVED_ON = "What you typed is saved. The check has changed meanwhile, so the suggested words are not in it. Look again."


def _article(form: DraftForm) -> articles.Article:
    values = form.cleaned_data
    return articles.Article(
        headline=values["headline"],
        standfirst=values["standfirst"],
        body=values["body"],
        methodology=values["methodology"],
        verdict=values["verdict"],
        explanation=values["explanation"],
        correction=_words(values),
    )


def _words(values: dict[str, Any]) -> corrections.Words | None:
    """What readers are to be told of the correction, where one is open."""
    if not values["correction_kind"]:
        return None
    kind = CorrectionKind(values["correction_kind"])
    return corrections.Words(kind=kind, wrong=values["correction_wrong"], now=values["correction_now"])


def _save(request: HttpRequest, check_id: int, form: DraftForm) -> FactCheck:
    seen = form.cleaned_data["version"]
    saved = articles.save(check_id=check_id, by=person(request), seen_version=seen, article=_article(form))
    presence.saved(factcheck=saved, by=person(request))
    return saved


def _numbers(request: HttpRequest, check_id: int) -> dict[int, int]:
    return rows.public_numbers(check_for(request, check_id))


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def workspace(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """GET: the page. POST: saves what is written, then does what `then` names, if anything."""
    if request.method != "POST":
        return show(request, check_id)
    form = ArticleForm(request.POST, numbers=partial(_numbers, request, check_id))
    saved: list[FactCheck] = []
    try:
        attempt_with(form, lambda: saved.append(_save(request, check_id, form)))
    except Stale:
        return stale.article(request, check_id, form)
    if not saved:
        return show(request, check_id, status=422, form=form, note=request.POST.get("note", ""))
    then = request.POST.get("then", "")
    if then in MOVES:
        return _then(request, saved[0], Action(then))
    if then.startswith(ACCEPT_WORDS):
        return _accept_words(request, saved[0], then.removeprefix(ACCEPT_WORDS))
    if then.startswith(claim_acts.PREFIX):
        return claim_acts.act(request, saved[0], then)
    refused.keep_note(request, check_id, request.POST.get("note", ""))
    say(request, "Saved.")
    return redirect("workspace", check_id=check_id)


def _then(request: HttpRequest, factcheck: FactCheck, action: Action) -> HttpResponseBase:
    """Refuses with every missing item and its place, else hands the fresh version to the door of all moves."""
    context = standing(factcheck, person(request))
    button = context["primary"]
    if button and button.action is action and not button.open:
        note = request.POST.get("note", "")
        return show(request, factcheck.pk, status=422, missing=context["ready"].items, note=note)
    return transitions.do_after_save(request, factcheck, action)


def _accept_words(request: HttpRequest, factcheck: FactCheck, thread_id: str) -> HttpResponseBase:
    """Puts suggested words into the text that was just saved; the note for the reviewer comes back on the next page."""
    if not thread_id.isdecimal() or len(thread_id) > KEY_DIGITS:
        raise Http404("There is no such comment.")
    accept = partial(suggesting.accept, check_id=factcheck.pk, thread_id=int(thread_id), by=person(request))
    refused.keep_note(request, factcheck.pk, request.POST.get("note", ""))
    try:
        refusals = attempt(lambda: accept(seen_version=factcheck.version))
    except Stale as error:
        raise Refused(MOVED_ON) from error
    if refusals:
        return show(request, factcheck.pk, status=422, refusals=refusals, tab="discussion")
    say(request, "The suggested words are in the text.")
    return redirect("workspace", check_id=factcheck.pk)


@posted
def autosave(request: HttpRequest, check_id: int) -> HttpResponse:
    """Keeps what is being typed. Answers the new version, the time, readiness and buttons, each out of band."""
    form = DraftForm(request.POST, numbers=partial(_numbers, request, check_id))
    saved: list[FactCheck] = []
    try:
        attempt_with(form, lambda: saved.append(_save(request, check_id, form)))
    except Stale:
        return render(request, f"{SAVED}#conflict", status=409)
    if not saved:
        access.get_check(check_id=check_id, by=person(request))  # faults are told to nobody who may not see the check
        return render(request, f"{SAVED}#refused", {"form": form}, status=422)
    return render(request, f"{SAVED}#saved", standing(saved[0], person(request)) | {"oob": True})


def _claim_values(form: ClaimForm) -> dict[str, object]:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def claim_edit(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """The claim's own page."""
    factcheck = access.get_for_edit(check_id=check_id, by=person(request))
    form = ClaimForm(request.POST or None, initial=claim_initial(factcheck, primary_claim(factcheck)))
    try:
        if attempt_with(form, lambda: _save_claim(request, check_id, form)):
            say(request, "The claim is saved.")
            return redirect("workspace", check_id=check_id)
    except Stale:
        return stale.claim(request, check_id, form)
    status = 422 if form.is_bound else 200
    return render(request, "factchecks/claim_form.html", {"check": factcheck, "form": form}, status=status)


def _save_claim(request: HttpRequest, check_id: int, form: ClaimForm) -> None:
    seen = form.cleaned_data["version"]
    values = _claim_values(form)
    saved = checks.save_claim(check_id=check_id, by=person(request), seen_version=seen, values=values)
    presence.saved(factcheck=saved, by=person(request))
