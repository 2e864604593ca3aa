"""How people get in: sign-up is closed, mail names our address, and what changes the ways in is an event and a mail."""

import base64
import hashlib
import secrets
from contextlib import suppress
from smtplib import SMTPException
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import url_has_allowed_host_and_scheme

from factchecks.models import User
from factchecks.services import people, signingon, waysin

ERROR_MAX = 200
# Bytes of the number that is used once, as GCM wants it.
NONCE = 12
# In the session of whoever is signed in: "oidc" or "password".
SIGNED_IN_BY = "signed_in_by"
logger = structlog.get_logger(__name__)


class Place(NamedTuple):
    """What mails call the newsroom, as allauth's templates ask for it."""

    name: str
    domain: str


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

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` is a path of ours: allauth's own takes every host that is allowed, and breaks on `http://[`."""
        request = context.request
        if not url or not url.startswith("/"):
            return False
        return bool(url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted by where they come from: somebody else's guessing keeps nobody out."""
        login = str(credentials.get("email") or credentials.get("username") or "").lower()
        return f"{self.get_client_ip(request)}:{login}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail: at our address."""
        return f"{settings.SITE_URL}{urlsplit(super().get_reset_password_from_key_url(key)).path}"

    def render_mail(self, template_prefix: str, email: str | list[str], context: dict[str, Any], **more: Any) -> Any:
        """allauth would name the host that the request named."""
        host = urlsplit(settings.SITE_URL).netloc
        return super().render_mail(template_prefix, email, context | {"current_site": Place(host, host)}, **more)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There is no username."""

    def login(self, request: HttpRequest, user: User) -> None:
        """Signs the person in, which is an event: by which means, never from where (that stands in their sessions)."""
        super().login(request, user)
        records = [record | {"reauthenticated": True} for record in get_authentication_records(request, user)]
        # Who has just signed in has proved who they are: they are not asked again for a quarter of an hour.
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records
        waysin.note(user=user, verb="sign_in", means=[str(record["method"]) for record in records])

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Called by allauth whenever a password or second factor changed: an event, a mail, and other sessions end."""
        waysin.note(user=user, verb=template_prefix.rsplit("/", 1)[-1])
        people.end_sessions(user, but=self.request.session.session_key)
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer is for the log, not for the person: what they did is done."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            logger.error("mail_failed", template=template_prefix, error=str(error)[:ERROR_MAX])


def _keys() -> list[AESGCM]:
    """AES-256 with GCM, by SECRET_KEY and by those of before it."""
    keys = [force_bytes(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return [AESGCM(hashlib.sha256(b"second factors:" + key).digest()) for key in keys]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of code apps and recovery codes are encrypted with SECRET_KEY: a copy of the database is not enough."""

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(NONCE)
        return base64.b64encode(nonce + _keys()[0].encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ValueError when no key of ours made it."""
        kept = base64.b64decode(encrypted_text)
        for key in _keys():
            with suppress(InvalidTag):
                return key.decrypt(kept[:NONCE], kept[NONCE:], None).decode()
        raise ValueError("This secret was encrypted with another SECRET_KEY.")
