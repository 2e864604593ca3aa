"""Turns what a service raises into an answer: 404, 403 with the missing right, or the sentences on the page."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.views.errors import forbidden

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def _page_of(kwargs: dict[str, object]) -> str:
    if "check_id" in kwargs:
        return reverse("workspace", args=[kwargs["check_id"]])
    return reverse("source", args=[kwargs["source_id"]]) if "source_id" in kwargs else reverse("home")


def _refused(request: HttpRequest, reasons: tuple[str, ...], page: str) -> HttpResponseBase:
    for reason in reasons:
        messages.error(request, reason)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": page})
    return redirect(page)


def in_scope[**P](view: View[P]) -> View[P]:
    """404 for what the person may not see, 403 for what they may not do, the sentences for what is not possible."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404(str(error)) from error
        except NotAllowed as error:
            return forbidden(request, error)
        except Refused as error:
            return _refused(request, error.reasons, _page_of(kwargs))

    return answered


def posted[**P](view: View[P]) -> View[P]:
    """For an address that only takes forms: who comes by a link, or back from signing in, gets the check's page."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        return redirect(_page_of(kwargs))

    return in_scope(answered)


def attempt(work: Callable[[], object]) -> tuple[str, ...]:
    """The sentences of a refusal; empty when the work was done. Missing rights and stale forms pass through."""
    try:
        work()
    except NotAllowed:
        raise
    except Refused as error:
        return error.reasons
    return ()


def attempt_with(form: BaseForm, work: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether the form was right and the work was done; a refusal is put at the field, or on top."""
    if not form.is_valid():
        return False
    reasons = attempt(work)
    if reasons:
        form.add_error(field, list(reasons))
    return not reasons


def warn(request: HttpRequest, sentences: Iterable[str]) -> None:
    """Sentences of warning on the next page shown."""
    for sentence in sentences:
        messages.warning(request, sentence)


def say(request: HttpRequest, sentence: str) -> None:
    """A sentence on the next page shown."""
    messages.success(request, sentence)
