"""Reader post: what readers suggest and report, and the newsroom's decisions on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from factchecks.errors import NotFound, Overtaken
from factchecks.forms.triage import AcceptForm, DeclineForm, MergeForm, desks_of
from factchecks.models import ClaimSuggestion, ReaderReport
from factchecks.services import readerpost
from factchecks.services.handover import UNDO_SHOWN_S
from factchecks.views import postrows
from factchecks.views.answers import attempt_with, posted
from factchecks.views.loading import person

PAGE = "factchecks/post.html"
SAID = "factchecks/post_said.html"
REPORTS = "reports"
NO_SUCH_CHECK = "There is no such check, or it is not on a desk of yours."

type Post = ClaimSuggestion | ReaderReport


def _counted(request: HttpRequest) -> dict[str, Any]:
    by = person(request)
    suggestions = ClaimSuggestion.objects.visible_to(by).waiting()
    reports = ReaderReport.objects.visible_to(by).waiting().select_related("factcheck")
    counts = {"n_suggestions": suggestions.count(), "n_reports": reports.count()}
    return counts | {"suggestions": suggestions, "reports": reports}


@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """The letters that wait, the oldest first, on two tabs."""
    found = _counted(request)
    tab = REPORTS if request.GET.get("tab") == REPORTS else "suggestions"
    page = postrows.page_of(found[tab], request.GET.get("after", ""), person(request))
    return render(request, PAGE, found | {"tab": tab, "page": page, "letters": page.letters})


def queue_of(found: Post) -> str:
    """The tab on which the letter waits."""
    return reverse("post") + (f"?tab={REPORTS}" if isinstance(found, ReaderReport) else "")


def _again(request: HttpRequest, found: Post, name: str, form: BaseForm) -> HttpResponse:
    """The one letter with the form that was refused, and everything typed in it."""
    (letter,) = postrows.letters([found], person(request))
    letter.forms[name] = form
    tab = REPORTS if isinstance(found, ReaderReport) else "suggestions"
    context = _counted(request) | {"tab": tab, "letters": [letter], "form": form, "only": True}
    return render(request, PAGE, context, status=422)


def overtaken(request: HttpRequest, found: Post, error: Overtaken) -> HttpResponse:
    """409: who was first, what they did, and what was typed here."""
    typed = request.POST.get("reason", "")
    context = {"sentence": str(error), "post": found, "queue": queue_of(found), "typed": typed}
    return render(request, "factchecks/post_decided.html", context, status=409)


def _decide(request: HttpRequest, found: Post, name: str, form: BaseForm, work: Callable[[], Post]) -> HttpResponseBase:
    """Does it and says so, with Undo; or shows the form again; or tells who was first."""
    made: list[Post] = []
    try:
        if not attempt_with(form, lambda: made.append(work())):
            return _again(request, found, name, form)
    except Overtaken as error:
        return overtaken(request, found, error)
    undo = "report_undo" if isinstance(found, ReaderReport) else "suggestion_undo"
    shown = {"post": made[0], "verb": name, "undo": reverse(undo, args=[found.pk])}
    messages.success(request, render_to_string(SAID, shown | {"seconds": UNDO_SHOWN_S}, request))
    return redirect(queue_of(found))


@posted
def suggestion_accept(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """Opens a check with what the reader wrote."""
    by = person(request)
    found = readerpost.suggestion_for(suggestion_id=suggestion_id, by=by)
    form = AcceptForm(request.POST, desks=desks_of(by), auto_id=f"accept{found.pk}_%s")

    def work() -> Post:
        desk = form.desks[form.cleaned_data["desk"]]
        return readerpost.accept_suggestion(suggestion_id=suggestion_id, desk=desk, by=by)

    return _decide(request, found, "accept", form, work)


@posted
def suggestion_merge(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """Notes that a check answers it already."""
    by = person(request)
    found = readerpost.suggestion_for(suggestion_id=suggestion_id, by=by)
    form = MergeForm(request.POST, auto_id=f"merge{found.pk}_%s")

    def work() -> Post:
        check_id = form.cleaned_data["check"]
        return readerpost.merge_suggestion(suggestion_id=suggestion_id, check_id=check_id, by=by)

    try:
        return _decide(request, found, "merge", form, work)
    except NotFound:
        form.add_error("check", NO_SUCH_CHECK)
        return _again(request, found, "merge", form)


@posted
def suggestion_decline(request: HttpRequest, suggestion_id: int) -> HttpResponseBase:
    """Will not be checked, and why."""
    by = person(request)
    found = readerpost.suggestion_for(suggestion_id=suggestion_id, by=by)
    form = DeclineForm(request.POST, auto_id=f"decline{found.pk}_%s")

    def work() -> Post:
        reason = form.cleaned_data["reason"]
        return readerpost.decline_suggestion(suggestion_id=suggestion_id, reason=reason, by=by)

    return _decide(request, found, "decline", form, work)


@posted
def report_accept(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """Shows it to those who write and edit the check."""
    by = person(request)
    found = readerpost.report_for(report_id=report_id, by=by)
    return _decide(
        request, found, "accept", Form(request.POST), lambda: readerpost.accept_report(report_id=report_id, by=by)
    )


@posted
def report_decline(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """Not a mistake, and why not."""
    by = person(request)
    found = readerpost.report_for(report_id=report_id, by=by)
    form = DeclineForm(request.POST, auto_id=f"decline{found.pk}_%s")

    def work() -> Post:
        return readerpost.decline_report(report_id=report_id, reason=form.cleaned_data["reason"], by=by)

    return _decide(request, found, "decline", form, work)
