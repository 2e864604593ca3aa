"""What is said to a person once waits in a cookie bound to this host; what is too long waits in the session."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    """Django's, under the name in MESSAGES_COOKIE_NAME."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = settings.MESSAGES_COOKIE_NAME


class Storage(FallbackStorage):
    """The cookie first, the session for what does not fit."""

    storage_classes = (HostCookie, SessionStorage)
