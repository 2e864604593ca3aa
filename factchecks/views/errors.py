"""Error pages: one sentence what happened, one what to do, and a number to quote."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from structlog.contextvars import get_contextvars


def _reference() -> str:
    return str(get_contextvars().get("request_id", "") or uuid.uuid4())[:8]


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: names the right that is missing and who can give it."""
    context = {"sentence": str(exception or ""), "reference": _reference()}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for what is outside the person's desks."""
    return render(request, "404.html", {"reference": _reference()}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: static, so that it cannot fail as well."""
    return render(request, "500.html", {"reference": _reference()}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose session is over: what was typed is shown so that it can be copied."""
    hidden = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "login"}
    typed = {name: value for name, value in request.POST.items() if name not in hidden and value}
    return render(request, "csrf.html", {"typed": typed, "reference": _reference()}, status=403)
