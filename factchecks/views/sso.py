"""Doors of the sign-in through the house's identity provider. Without one in the settings there are none (404)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView, OAuth2View
from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from factchecks.oidc.asking import Failed
from factchecks.sso.adapter import unsure
from factchecks.sso.conversation import Callback, Conversation

Door = Callable[[HttpRequest], HttpResponse]


def configured(door: Door) -> Door:
    """404 unless the settings name a provider; a provider that fails is a page, not an error of ours."""

    @wraps(door)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404("There is no identity provider.")
        try:
            return door(request)
        except Failed as failure:
            return unsure(request, failure)

    return guarded


def _allauth(view: type[OAuth2View], request: HttpRequest) -> Any:
    return view.adapter_view(Conversation(request, settings.OIDC_ISSUER))(request)


@login_not_required
@never_cache
@configured
@require_POST
def login(request: HttpRequest) -> HttpResponse:
    """A page that leads on to the provider. Not a redirect: the policy lets forms end at our own addresses only, and
    the provider may lead on to yet others."""
    slower = ratelimit.consume_or_429(request, action="login")
    answer = slower or _allauth(OAuth2LoginView, request)
    if not 300 <= answer.status_code < 400:
        return answer  # type: ignore[no-any-return]
    return render(request, "socialaccount/login_redirect.html", {"address": answer["Location"]})


@login_not_required
@never_cache
@configured
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser back."""
    return _allauth(Callback, request)  # type: ignore[no-any-return]


@login_not_required
@never_cache
@configured
@login_required
@require_GET
def again(request: HttpRequest) -> HttpResponse:
    """The page on which somebody who is signed in proves it anew, at the provider."""
    return render(request, "socialaccount/again.html", {"next": get_next_redirect_url(request) or ""})


@login_not_required
def nobody_connects(request: HttpRequest) -> HttpResponse:
    """404: allauth's own pages. People do not connect accounts themselves, and do not sign up."""
    raise Http404("There is nothing to connect.")
