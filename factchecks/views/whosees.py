"""The page that says who sees a check, on which its editors restrict it, name people on it and open it again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotAllowed
from factchecks.forms.exceptions import EndForm, ExceptionForm
from factchecks.forms.restricting import RestrictForm
from factchecks.models import FactCheck
from factchecks.models.facts import person_for
from factchecks.services import exceptions, restricting, whosees
from factchecks.services.exceptions import GIVEN
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.loading import check_for, person

PAGE = "factchecks/access.html"


def _name_form(request: HttpRequest, factcheck: FactCheck, data: Any = None) -> ExceptionForm:
    """What the person may do on the check they may give."""
    rights = person_for(person(request), factcheck).rights
    return ExceptionForm(data, rights=[right for right in GIVEN if right in rights])


def _page(request: HttpRequest, factcheck: FactCheck, **given: Any) -> HttpResponse:
    """The page; `given` replaces forms by bound ones, so that nothing typed is lost."""
    keeper = exceptions.is_keeper(factcheck=factcheck, by=person(request))
    context = {
        "check": factcheck,
        "seers": whosees.seers(factcheck=factcheck),
        "keeper": keeper,
        "why_not": restricting.why_not(factcheck),
        "form": RestrictForm(),
        "name_form": _name_form(request, factcheck) if keeper and factcheck.restricted else None,
    }
    return render(request, PAGE, context | given, status=422 if given else 200)


def _demand_keeper(request: HttpRequest, factcheck: FactCheck) -> None:
    if not exceptions.is_keeper(factcheck=factcheck, by=person(request)):
        raise NotAllowed(restricting.NOT_YOURS)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def access(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """GET: who sees it, for whoever does. POST: restricts it to those who work on it."""
    factcheck = check_for(request, check_id)
    if request.method != "POST":
        return _page(request, factcheck)
    _demand_keeper(request, factcheck)
    form = RestrictForm(request.POST)

    def work() -> None:
        restricting.restrict(check_id=check_id, by=person(request), reason=form.cleaned_data["reason"])

    if not attempt_with(form, work):
        return _page(request, factcheck, form=form)
    say(request, "Restricted. Only the people listed here see it now.")
    return redirect("check_access", check_id=check_id)


@posted
def access_open(request: HttpRequest, check_id: int) -> HttpResponse:
    """Opens it to its desk again."""
    refusals = attempt(lambda: restricting.unrestrict(check_id=check_id, by=person(request)))
    _answer(request, refusals, "Its desk sees it again.")
    return redirect("check_access", check_id=check_id)


@posted
def access_name(request: HttpRequest, check_id: int) -> HttpResponse:
    """Names a person on a restricted check."""
    factcheck = check_for(request, check_id)
    _demand_keeper(request, factcheck)
    form = _name_form(request, factcheck, request.POST)

    def work() -> None:
        exceptions.grant(check_id=check_id, by=person(request), **form.cleaned_data)

    if not attempt_with(form, work):
        return _page(request, factcheck, name_form=form)
    say(request, f"{form.cleaned_data['person'].name} is named on it.")
    return redirect("check_access", check_id=check_id)


@posted
def access_end(request: HttpRequest, check_id: int) -> HttpResponse:
    """Takes a person off a restricted check, with all that they may do there."""
    _demand_keeper(request, check_for(request, check_id))
    form = EndForm(request.POST)
    if not form.is_valid():
        _answer(request, ("Say whose right ends, and which.",), "")
        return redirect("check_access", check_id=check_id)
    ended = attempt(lambda: exceptions.end(check_id=check_id, by=person(request), **form.cleaned_data))
    _answer(request, ended, f"{form.cleaned_data['person'].name} is no longer named on it.")
    own = not ended and form.cleaned_data["person"] == person(request)
    return redirect("checks") if own else redirect("check_access", check_id=check_id)


def _answer(request: HttpRequest, refusals: tuple[str, ...], done: str) -> None:
    """The sentences of a refusal, or what was done."""
    for sentence in refusals:
        messages.error(request, sentence)
    if not refusals:
        say(request, done)
