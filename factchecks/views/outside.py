"""What somebody outside sees through a preview link: the article as it stands now, and its pictures. No session."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from factchecks.errors import NotFound
from factchecks.services import previewopen
from factchecks.views import media, readers
from factchecks.views.pace import held_until
from factchecks.views.preview import main_of

# Pages and pictures for one connection in an hour: far more than a reading takes, and nothing for a guesser.
MOST = 600
# Nothing of it is kept on the way, found by a search, or told to the sites it links to.
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@csp_override(readers.POLICY)
def _nothing(request: HttpRequest) -> HttpResponseBase:
    return readers.failure("There is nothing here", "The address may be wrong.", 404)


@csp_override(readers.POLICY)
def _too_many(request: HttpRequest, wait_s: int) -> HttpResponseBase:
    response = readers.failure("Too many requests", f"Try again in {-(-wait_s // 60)} min.", 429)
    response.headers["Retry-After"] = str(wait_s)
    return response


def _answer[**P](view: View[P], request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
    until = held_until(request, kind="previews", most=MOST)
    if until:
        return _too_many(request, int((until - timezone.now()).total_seconds()) + 1)
    try:
        return view(request, *args, **kwargs)
    except (NotFound, Http404):
        return _nothing(request)


def link_page[**P](view: View[P]) -> View[P]:
    """For whoever has the address; for all others nothing is there, whatever the reason."""

    @login_not_required
    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return shown


@link_page
@csp_override(readers.POLICY)
def preview_outside(request: HttpRequest, token: str) -> HttpResponse:
    """The working copy as it is at this moment, under a banner that says what it is. A HEAD is not counted."""
    open_it = previewopen.opened if request.method == "GET" else previewopen.found
    link = open_it(token=token)
    main = main_of(link.factcheck, reverse("preview_outside", args=[token]))
    return HttpResponse(render_to_string("public/preview.html", {"site": readers.site(), "link": link, "main": main}))


@link_page
@csp_override(media.POLICY)
def preview_outside_media(request: HttpRequest, token: str, sha256: str, extension: str) -> HttpResponseBase:
    """A picture of it."""
    return media.working_picture(previewopen.found(token=token).factcheck, sha256, extension)
