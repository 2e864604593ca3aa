"""How people get in: sign-up is closed, and mail names our address, never the request's."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factchecks.services import signingon

# In the session of whoever is signed in: "oidc" or "password".
SIGNED_IN_BY = "signed_in_by"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Newsroom's rules for allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: admins make people."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses every password where people sign in through the provider only."""
        if settings.OIDC_ONLY:
            raise ValidationError(f"Passwords are turned off here. Sign in with {settings.OIDC_NAME}.")
        super().pre_authenticate(request, **credentials)

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """Marks the session with how the person came in, whatever stood there before."""
        through_provider = "sociallogin" in (how["signal_kwargs"] or {})
        request.session[SIGNED_IN_BY] = "oidc" if through_provider else "password"
        return super().post_login(request, user, **how)  # type: ignore[no-any-return]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's own, and the provider for whoever comes in through it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        provider = settings.OIDC_ISSUER
        if not provider or not user.is_authenticated or not signingon.is_linked(user=user, issuer=provider):
            return methods
        return [*methods, {"id": "provider", "description": f"Use {settings.OIDC_NAME}", "url": reverse("sso_again")}]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There is no username."""
