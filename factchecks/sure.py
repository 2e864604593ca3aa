"""What only the person themself may do: who has not proved it within the last quarter of an hour is asked again."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode

from factchecks.zones import in_own_zone

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def _ask(request: HttpRequest) -> HttpResponseBase:
    """To the page that asks; allauth keeps the form that was sent, and sends it again from there."""
    request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
    page = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
    # allauth sends a kept form again when it was meant for exactly this path.
    place = f"{page}?{urlencode({'next': request.path})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": place})
    return HttpResponseRedirect(place)


def _proved_lately(request: HttpRequest) -> bool:
    """As allauth's own question, for the usual case and without its queries."""
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if record.get("reauthenticated")]
    return bool(times) and time.time() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def must_ask(request: HttpRequest) -> bool:
    """Whether the person has to prove it first; never where there is nothing they could prove it with."""
    if not settings.REAUTHENTICATE or not request.user.is_authenticated or _proved_lately(request):
        return False
    return bool(get_adapter().get_reauthentication_methods(request.user))


def asked_first(request: HttpRequest) -> HttpResponseBase | None:
    """For a form: the way to the page that asks; None for anything else, and for whom need not be asked."""
    return _ask(request) if request.method == "POST" and must_ask(request) else None


def sure[**P](view: View[P], *, asked: Callable[..., bool] = lambda **kwargs: True) -> View[P]:
    """A view whose forms (and only they) need it; `asked` says for which parts of the address, by keyword."""

    @wraps(view)
    def proved(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        question = asked_first(request) if asked(**kwargs) else None
        if question is not None:
            return question
        # A form that allauth sends again does not pass the middleware that sets it.
        with in_own_zone(request):
            return view(request, *args, **kwargs)

    return proved
