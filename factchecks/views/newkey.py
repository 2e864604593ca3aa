"""Whoever has just proved anew who they are goes on under a new key of their session."""

from collections.abc import Callable

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as PROOFS
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

ASKING = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")


class NewKeyForProof:
    """A key that somebody caught before is worth nothing for what is asked for after the proof."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Elsewhere the session is not asked for: public pages read none.
        if request.method != "POST" or request.path not in {reverse(name) for name in ASKING}:
            return self.get_response(request)
        before = request.session.get(PROOFS, [])
        response = self.get_response(request)
        if len(request.session.get(PROOFS, [])) > len(before):
            renew(request)
        return response


def renew(request: HttpRequest) -> None:
    """The old key ends; the line in the person's list of sessions, by which it can be ended, follows to the new one."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)
