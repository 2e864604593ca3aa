"""A session ends when nobody has used it for a while, and at the latest so long after signing in."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as PROOFS
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

USED = "used"
# Seconds. It is written down at most so often, so that reading stays reading.
NOTED_EVERY_S = 300
# Public pages read no session.
STAFF = ("/newsroom/", "/admin/", "/accounts/")
# What an open page asks by itself is no use of it.
BY_ITSELF = frozenset({"home_live", "live", "present", "looking", "source_looking", "links_numbers"})


class SessionEnds:
    """SESSION_IDLE_S after the last page that was opened or form that was sent; SESSION_COOKIE_AGE after signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(STAFF):
            return self.get_response(request)
        now, session = time.time(), request.session
        if now - session.get(USED, now) > settings.SESSION_IDLE_S:
            logout(request)
        before = session.get(PROOFS)
        response = self.get_response(request)
        proofs = session.get(PROOFS)
        if proofs and proofs != before:
            _begin(request, proofs[0]["at"], now)
        elif now - session.get(USED, now) > NOTED_EVERY_S and not _by_itself(request):
            session[USED] = now
        return response


def _begin(request: HttpRequest, signed_in: float, now: float) -> None:
    """A day and hour, not a number of seconds: those would count from each change of the session anew."""
    request.session[USED] = now
    request.session.set_expiry(datetime.fromtimestamp(signed_in + settings.SESSION_COOKIE_AGE, UTC))


def _by_itself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in BY_ITSELF
