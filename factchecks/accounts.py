"""How people get in: sign-up is closed, and mail names our address, never the request's."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class Place(NamedTuple):
    """What mails call the newsroom, as allauth's templates ask for it."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Newsroom's rules for allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: admins make people."""
        return False

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
