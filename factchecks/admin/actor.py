"""Who acts in the admin site."""

from typing import cast

from django.http import HttpRequest

from factchecks.models import User


def actor(request: HttpRequest) -> User:
    """The person signed in; the admin site lets nobody else this far."""
    return cast("User", request.user)
