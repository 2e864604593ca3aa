"""Requests by htmx without a session are sent to the sign-in page, never shown one inside a fragment."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse


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
