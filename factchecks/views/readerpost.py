"""The pages on which readers write to us: suggest a claim, report a mistake, thank you."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotFound
from factchecks.forms.readerpost import LetterForm, ReportForm, SuggestForm
from factchecks.models import ClaimSuggestion, ReaderReport
from factchecks.models.readerpost import TEXT_MAX
from factchecks.services import readersend
from factchecks.views.pace import held_until
from factchecks.views.readers import POLICY, View, failure, page_of, public_page, site


def letter_page(view: View) -> View:
    """For everybody and never cached: the form carries a token, and its cookie, but no session."""

    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @csp_override(POLICY)
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return shown


type Send = Callable[[dict[str, Any]], ClaimSuggestion | ReaderReport]


def _answer(request: HttpRequest, form: LetterForm, template: str, send: Send, **context: Any) -> HttpResponse:
    """The form, with what is wrong with it; 429 when the connection sent too many; else on to the thanks."""
    context |= {"site": site(), "form": form}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    until = held_until(request)
    if until:
        wait = int((until - timezone.now()).total_seconds()) + 1
        minutes = -(-wait // 60)
        response = render(request, template, context | {"until": until, "minutes": minutes}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    return redirect("thanks", send(form.words_sent()).reference)


@letter_page
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggest a claim."""
    heard = {"text": request.GET.get("claim", "")[:TEXT_MAX]}
    form = SuggestForm(request.POST if request.method == "POST" else None, initial=heard)
    return _answer(request, form, "public/suggest.html", lambda sent: readersend.suggest(**sent), here="suggest")


@letter_page
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Report a mistake in one published check."""
    try:
        check = readersend.public_check(slug=slug)
    except NotFound:
        return failure("There is nothing here", "No check is published at this address.", 404)
    form = ReportForm(request.POST if request.method == "POST" else None)
    return _answer(request, form, "public/report.html", lambda sent: readersend.report(slug=slug, **sent), check=check)


@public_page
def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent is here, and under which number."""
    if not readersend.is_ours(reference=reference):
        return failure("There is nothing here", "The number may be wrong.", 404)
    return page_of(request, "public/thanks.html", {"reference": reference})
