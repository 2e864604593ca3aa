"""How people get in: sign-up is closed, mail names our address, and what changes the ways in is an event and a mail."""

import base64
import hashlib
from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from factchecks.models import User
from factchecks.services import people, waysin

ERROR_MAX = 200
logger = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Newsroom's rules for allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: admins make people."""
        return False

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


def _cipher() -> MultiFernet:
    keys = [force_bytes(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"second factors:" + key).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of code apps and recovery codes are encrypted with SECRET_KEY: a copy of the database is not enough."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()
