"""What every page for readers shares: no session, no nonce, an ETag, and a cache header."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from factchecks.models import FactCheck, SiteSettings
from factchecks.publishing import shared
from factchecks.publishing.listing import Listed, listed

View = Callable[..., HttpResponse]
_FOR_STAFF = cast("dict[str, list[str]]", settings.SECURE_CSP)
POLICY = {name: [one for one in values if one != CSP.NONCE] for name, values in _FOR_STAFF.items()}
# Seconds. Readers see a correction within the first; the others are blocks that many pages share.
FRESH_S = 5
SLOW_S = 300
BLOCK_S = 30
# Checks named beside something else.
MORE = 5


def public_page(view: View) -> View:
    """For everybody: GET and HEAD only, under the strict policy without a nonce.

    What says nothing of caches, as "not here" and "moved" do, may be kept as long as a page: some keep it for minutes.
    """

    @login_not_required
    @require_safe
    @csp_override(POLICY)
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", f"public, max-age={FRESH_S}")
        return response

    return shown


def for_other_sites[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Pages elsewhere may show it: a picture of what is published, or the card in a frame."""

    @wraps(view)
    def shown(*args: P.args, **kwargs: P.kwargs) -> R:
        response = view(*args, **kwargs)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return shown


def tag_of(*parts: object) -> str:
    """A strong ETag over the parts."""
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'


def answer(
    request: HttpRequest, make: Callable[[], str | bytes], *, etag: str, kind: str = "text/html", age: int = FRESH_S
) -> HttpResponse:
    """200 with what `make` gives, or 304 without making it."""
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(), content_type=f"{kind}; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={age}"
    return response


def page_of(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page whose ETag is that of its own bytes."""
    body = render_to_string(template, {"site": site(), **context})
    return answer(request, lambda: body, etag=tag_of(body))


def failure(heading: str, sentence: str, status: int, *, asked: str = "") -> HttpResponse:
    """A public error page with the ways out: a search field, filled with `asked`, and the latest checks."""
    context = {"heading": heading, "sentence": sentence, "asked": asked}
    return HttpResponse(render_to_string("public/error.html", context | _around()), status=status)


def _around() -> dict[str, Any]:
    """The newsroom's name and the latest checks; the name alone, as it is by default, without the database."""
    try:
        return {"site": site(), "more": latest()[:MORE]}
    except DatabaseError:
        return {"site": SiteSettings(), "more": []}


def latest() -> list[Listed]:
    """The newest checks, for the block under each article; shared by all of them."""
    newest = FactCheck.objects.public().filter(retracted_at__isnull=True)[: MORE + 1]
    return kept("latest", lambda: listed(newest))


def kept[T](key: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once for all readers of half a minute, and anew after a publication."""
    return shared.kept(key, make, seconds=BLOCK_S)


def site() -> SiteSettings:
    """The newsroom's name and addresses."""
    return kept("site", SiteSettings.current)
