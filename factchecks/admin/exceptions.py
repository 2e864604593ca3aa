"""Rights on one check: who holds them, given and ended here. The check is met by number and desk, not by its words."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from factchecks.admin.actor import actor
from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.forms.exceptions import EndForm, ExceptionForm
from factchecks.models import FactCheck
from factchecks.services import exceptions
from factchecks.services.exceptions import Subject
from factchecks.sure import sure

PAGE = "admin:factchecks_factcheck_exceptions"
A_PAGE = 100


def _subject(request: HttpRequest, check_id: int) -> Subject:
    try:
        return exceptions.subject(check_id=check_id, by=actor(request))
    except NotFound as error:
        raise Http404(str(error)) from error
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error


def _context(request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title, "opts": FactCheck._meta, **more}


def _granted(request: HttpRequest, subject: Subject, form: ExceptionForm) -> bool:
    """Whether the form was good and the rules let it pass; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        exceptions.grant(check_id=subject.id, by=actor(request), **form.cleaned_data)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def exceptions_page(request: HttpRequest, check_id: int) -> HttpResponse:
    """Who holds a right on this check, and the form that gives one."""
    subject = _subject(request, check_id)
    form = ExceptionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _granted(request, subject, form):
        messages.success(request, f"{form.cleaned_data['person'].name} holds the right on {subject.number}.")
        return redirect(PAGE, check_id)
    holdings = exceptions.holdings(check_id=check_id, by=actor(request))
    title = f"Exceptions for {subject.number}"
    context = _context(request, title, subject=subject, holdings=holdings, form=form)
    return render(request, "admin/exceptions.html", context, status=422 if form.errors else 200)


@require_POST
def exceptions_end(request: HttpRequest, check_id: int) -> HttpResponse:
    """Ends one right, at once."""
    subject = _subject(request, check_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say whose right ends, and which.")
        return redirect(PAGE, check_id)
    try:
        exceptions.end(check_id=check_id, by=actor(request), **form.cleaned_data)
        messages.success(request, f"The right of {form.cleaned_data['person'].name} on {subject.number} has ended.")
    except Refused as error:
        messages.warning(request, str(error))
    return redirect(PAGE, check_id)


@require_GET
def restricted_page(request: HttpRequest) -> HttpResponse:
    """Restricted checks by number and desk: only exceptions open them."""
    try:
        found = exceptions.restricted(by=actor(request))
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "admin/restricted.html", _context(request, "Restricted checks", page=page))


def urls() -> list[URLPattern]:
    """Addresses below that of the checks; all but those who may enter the admin site are sent to sign in."""
    view = admin.site.admin_view
    return [
        path("restricted/", view(restricted_page), name="factchecks_factcheck_restricted"),
        path("<int:check_id>/exceptions/", view(sure(exceptions_page)), name="factchecks_factcheck_exceptions"),
        path("<int:check_id>/exceptions/end/", view(sure(exceptions_end)), name="factchecks_factcheck_exceptions_end"),
    ]
