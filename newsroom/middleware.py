"""Text goes out compressed; fragments without a session lead to the sign-in page; the staff side has time zones;
pages about passwords are not there where passwords are turned off."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse

from factchecks.zones import in_own_zone

# A passkey in place of the password is one too; invitations end with choosing one.
PASSWORDS = ("/accounts/password/", "/accounts/2fa/webauthn/login/", "/accounts/invitation/")
TEXT = frozenset({"text/html", "application/json", "application/atom+xml", "application/xml", "application/feed+json"})


class CompressedText(GZipMiddleware):
    """Compresses pages and data, never a file: those are packed already, and are read in ranges.

    Django hides the length of what was packed (a random header of up to 100 bytes) and masks the token of forms anew
    for each answer, so that neither is found out by guessing at the size (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").split(";")[0]
        if kind not in TEXT or response.headers.get("Content-Disposition", "").startswith("attachment"):
            return response
        return super().process_response(request, response)


class SignInForFragments:
    """Turns the redirect to sign-in that an htmx request would follow into 401 with HX-Redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        wants_fragment = request.headers.get("HX-Request") == "true"
        location = response.headers.get("Location", "")
        if wants_fragment and response.status_code == 302 and location.startswith(reverse("account_login")):
            return HttpResponse(status=401, headers={"HX-Redirect": location})
        return response


class OwnTimeZone:
    """On the staff side times are shown, and read from forms, in the person's own time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with in_own_zone(request):
            return self.get_response(request)


class PasswordsOff:
    """Where people sign in through the provider only, the pages about passwords are not there (404)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if settings.OIDC_ONLY and request.path.startswith(PASSWORDS):
            raise Http404("Passwords are turned off.")
