"""How people get in: sign-up is closed, and mail names our address, never the request's."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Newsroom's rules for allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: admins make people."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There is no username."""
