"""Newsroom's rules for allauth's sign-in by a provider: one provider, closed sign-up, one page for every failure."""

from typing import Any

import structlog
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from factchecks.errors import Refused
from factchecks.oidc.idtoken import Identity
from factchecks.services import signingon
from factchecks.sso.conversation import Provider
from factchecks.views.errors import reference
from factchecks.views.newkey import renew

log = structlog.get_logger(__name__)
CANCELLED = "You stopped the sign-in. Nothing has changed."
SOMEBODY_ELSE = "You signed in there as somebody else. Here everything is as it was."
UNSURE = "The identity provider could not be asked, or its answer could not be trusted. Try again in a moment."


def page(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The page for whoever did not get in, with the number under which the log says why."""
    told = {"sentence": sentence, "reference": reference()}
    return render(request, "socialaccount/authentication_error.html", told, status=status)


def unsure(request: HttpRequest, why: object) -> HttpResponse:
    """The page for a sign-in that broke; why it did is for the log only."""
    log.warning("sign_in_failed", why=str(why))
    return page(request, UNSURE, 401)


def proved(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """The session of who has proved again who they are goes on with what waited for that; it is nobody else's."""
    if request.user != sociallogin.user:
        return page(request, SOMEBODY_ELSE, 403)
    record_authentication(request, sociallogin.user, "socialaccount", uid=sociallogin.account.uid, reauthenticated=True)
    renew(request)
    # Where allauth looks for it.
    request.GET = QueryDict(urlencode({"next": sociallogin.state.get("next") or reverse("home")}))
    return resume_request(request) or redirect("home")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """There is the provider of the settings, or none; what stands in allauth's table of programs does not count."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        if not settings.OIDC_ISSUER or provider not in (None, Provider.id, settings.OIDC_ISSUER):
            return []
        return [
            SocialApp(
                provider=Provider.id,
                provider_id=settings.OIDC_ISSUER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={},
            )
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Provider:
        return Provider(request, app=self.get_app(request, provider=provider))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whom allauth has not found by the subject is found here, or stays outside."""
        email = next((address.email for address in sociallogin.email_addresses if address.verified), "")
        identity = Identity(subject=sociallogin.account.uid, email=email)
        try:
            sociallogin.account = signingon.admit(issuer=settings.OIDC_ISSUER, identity=identity)
        except Refused as refusal:
            log.warning("sign_in_refused", subject=identity.subject)
            raise ImmediateHttpResponse(page(request, str(refusal), 403)) from refusal
        sociallogin.user = sociallogin.account.user
        if sociallogin.state.get("since"):
            raise ImmediateHttpResponse(proved(request, sociallogin))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(page(request, CANCELLED, 401))
        raise ImmediateHttpResponse(unsure(request, exception or "the state does not fit, or the provider refused"))
