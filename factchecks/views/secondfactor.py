"""Editors and admins set up a second factor before they do anything else, where the settings ask for it."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from factchecks.models import User
from factchecks.models.scopes import holds_power

STAFF = ("/newsroom", "/admin")
SENTENCE = "Editors and admins sign in with a second factor. Set one up first: a code app, or a passkey."


def lacks(request: HttpRequest) -> bool:
    """Whether this person has to have a second factor and has none. One query, none in a session begun with one."""
    user = request.user
    if not isinstance(user, User) or not (user.is_staff or holds_power(user)):
        return False
    proved = {record["method"] for record in get_authentication_records(request, user)}
    return not proved & _enough() and not is_mfa_enabled(user)


def _enough() -> set[str]:
    """Means that prove two factors: our own second one, or a provider that is trusted to ask for it."""
    return {"mfa", "socialaccount"} if settings.OIDC_TRUSTED_MFA else {"mfa"}


class SecondFactorFirst:
    """Leads whoever lacks it to the page where it is set up; every staff and admin page waits until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.REQUIRE_SECOND_FACTOR or not request.path.startswith(STAFF) or not lacks(request):
            return self.get_response(request)
        page = reverse("mfa_index")
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=403, headers={"HX-Redirect": page})
        messages.warning(request, SENTENCE)
        return redirect(page)
