"""Who acts in the admin site, and that it is they."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from factchecks.admin.lookups import ShownLookups
from factchecks.models import User
from factchecks.sure import asked_first


def actor(request: HttpRequest) -> User:
    """The person signed in; the admin site lets nobody else this far."""
    return cast("User", request.user)


class SureAdmin(ShownLookups):
    """A table of people or rights: who saves a row proves once more that it is they."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        return asked_first(request) or super().changeform_view(request, *args, **kwargs)
