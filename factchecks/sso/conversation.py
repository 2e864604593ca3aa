"""How allauth speaks with the provider. It keeps the state, the PKCE secret and the session; whom to believe is
`factchecks.oidc`, since allauth's own takes an ID token unsigned and without a nonce, and other answers before it."""

import time
from secrets import token_urlsafe
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from factchecks.oidc.idtoken import Identity, identify
from factchecks.oidc.provider import Client, discover, exchange


def _client() -> Client:
    """How Newsroom is registered at the provider, by the settings."""
    return Client(issuer=settings.OIDC_ISSUER, client_id=settings.OIDC_CLIENT_ID, secret=settings.OIDC_CLIENT_SECRET)


class Question(OAuth2Client):  # type: ignore[misc]
    """The address to which the browser is sent; the provider's own may have a query already."""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        query = super().get_redirect_url("", scope, extra_params).removeprefix("?")
        return f"{authorization_url}{'&' if '?' in authorization_url else '?'}{query}"


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """What is asked, from where, and what is made of the answers. Raises `asking.Failed`."""

    client_class = Question
    # Of this sign-in, out of the session; the callback sets them.
    nonce, since = "", 0.0

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        return discover(settings.OIDC_ISSUER)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """At our own address, not at the one that the request names."""
        return f"{settings.SITE_URL}{reverse('sso_callback')}"

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str = ""
    ) -> dict[str, Any]:
        back = self.get_callback_url(request, app)
        return exchange(self.openid_config, _client(), code=request.GET["code"], verifier=pkce_code_verifier, back=back)

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        return SocialToken(token=data["access_token"])

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        identity = identify(self.openid_config, _client(), kwargs["response"], nonce=self.nonce, since=self.since)
        return self.get_provider().sociallogin_from_response(request, identity)


class Callback(OAuth2CallbackView):  # type: ignore[misc]
    """Where the browser comes back: the state, used once, gives the nonce, and since when the proof must be."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, refusal = super()._get_state(request, provider)
        kept = state or {}
        self.adapter.nonce, self.adapter.since = kept.get("nonce", ""), kept.get("since", 0.0)
        return state, refusal


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The one provider of the settings. Of the request only `next`, and whether it is a proof anew, go into the
    question; of the answer only the subject is kept."""

    oauth2_adapter_class = Conversation
    pkce_enabled_default = True

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        anew = request.user.is_authenticated and "again" in request.POST
        return {"process": AuthProcess.LOGIN, "next_url": get_next_redirect_url(request), "anew": anew}

    def redirect(
        self, request: HttpRequest, process: str, next_url: Any = None, data: Any = None, anew: bool = False, **_: Any
    ) -> Any:
        """`anew`: the provider must not take a session of its own for a proof."""
        nonce, since = token_urlsafe(32), time.time() if anew else 0.0
        params = {"nonce": nonce} | ({"prompt": "login", "max_age": "0"} if anew else {})
        return super().redirect(request, process, next_url, data, nonce=nonce, since=since, auth_params=params)

    def extract_uid(self, data: Identity) -> str:
        return data.subject

    def extract_email_addresses(self, data: Identity) -> list[EmailAddress]:
        return [EmailAddress(email=data.email, verified=True, primary=True)] if data.email else []

    def extract_common_fields(self, data: Identity) -> dict[str, Any]:
        return {}

    def extract_extra_data(self, data: Identity) -> dict[str, Any]:
        return {}
