"""Loads a check for the person who asks, or answers 404 as if it did not exist."""

from typing import cast

from django.http import Http404, HttpRequest

from factchecks.errors import NotFound
from factchecks.models import FactCheck, User
from factchecks.models.veil import veil
from factchecks.services import access


def person(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else in."""
    return cast(User, request.user)


def check_for(request: HttpRequest, check_id: int) -> FactCheck:
    """The check with its facts, as this person may read it. Raises Http404 outside the person's scope."""
    try:
        return veil(access.get_check(check_id=check_id, by=person(request)), person(request))
    except NotFound as error:
        raise Http404(str(error)) from error
