"""Error pages: one sentence what happened, one what to do, a number to quote, and the ways out."""

import re
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csp import csp_override
from structlog.contextvars import get_contextvars

from factchecks.models.user import admins
from factchecks.views.readers import POLICY, failure

# Not shown again: what is secret, and what a machine put into the form.
HIDDEN = {"csrfmiddlewaretoken", "login", "code", "version", "next", "origin", "opened", "website"}

# Below these the pages are for the people of the newsroom.
STAFF = ("/newsroom", "/admin", "/accounts")
ASKED_LETTERS = 100


def reference() -> str:
    """The number of this request, short enough to be read out; it is in the log too."""
    return str(get_contextvars().get("request_id", "") or uuid.uuid4())[:8]


def _back(request: HttpRequest) -> str:
    """The page of ours from which the person came; empty if there is none, or if it is this one."""
    came_from = request.headers.get("Referer", "")
    host = request.headers.get("Host", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={host} if host else None)
    here = came_from.split("?")[0].endswith(f"//{host}{request.path}")
    return came_from if ours and not here and came_from.startswith("http") else ""


def _page(request: HttpRequest, status: int, template: str = "", **context: object) -> HttpResponse:
    context |= {"reference": reference(), "back": _back(request)}
    return render(request, template or f"{status}.html", context, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: names the right that is missing and who can give it."""
    return _page(request, 403, sentence=str(exception or ""), admins=admins())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for what is outside the person's desks. Readers get a search field and the latest checks."""
    if request.path.startswith(STAFF):
        return _page(request, 404)
    return _missing(request)


@csp_override(POLICY)
def _missing(request: HttpRequest) -> HttpResponse:
    words = " ".join(re.findall(r"[^\W_]+", request.path))[:ASKED_LETTERS]
    return failure("There is nothing here", "The address may be wrong, or the page was moved.", 404, asked=words)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many tries to sign in, or to get a new password."""
    return _page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: static, so that it cannot fail as well."""
    return _page(request, 500)


def _label(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose session is over: what was typed is shown so that it can be copied."""
    typed = [
        (_label(name), value)
        for name, values in request.POST.lists()
        for value in values
        if value and name not in HIDDEN and "password" not in name
    ]
    return _page(request, 403, "csrf.html", typed=typed)
