"""Two buttons on a person's page: invite again, and remove a second factor that was lost."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from factchecks.admin.actor import actor
from factchecks.errors import NotAllowed, Refused
from factchecks.models import User
from factchecks.services import invitations, people, waysin
from factchecks.sure import sure


def _answer(request: HttpRequest, person: User, work: Callable[[], object], done: str) -> HttpResponse:
    if not actor(request).has_perm(people.MANAGE):
        raise PermissionDenied("People are changed by admins.")
    try:
        work()
        messages.success(request, done)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except Refused as error:
        messages.warning(request, str(error))
    return redirect("admin:factchecks_user_change", person.pk)


@require_POST
def invite(request: HttpRequest, user_id: int) -> HttpResponse:
    """Sends the invitation again; the earlier link is over."""
    person = get_object_or_404(User, pk=user_id)
    work = partial(invitations.invite, person=person, by=actor(request))
    return _answer(request, person, work, f"{person.name} is invited again.")


@require_POST
def remove_second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Takes it away and signs the person out; they and every other admin are told."""
    person = get_object_or_404(User, pk=user_id)
    work = partial(waysin.remove_second_factor, user=person, by=actor(request))
    return _answer(request, person, work, f"{person.name} has no second factor now, and was told.")


def urls() -> list[URLPattern]:
    """Addresses below that of a person."""
    view = admin.site.admin_view
    return [
        path("<int:user_id>/invite/", view(sure(invite)), name="factchecks_user_invite"),
        path("<int:user_id>/second-factor/", view(sure(remove_second_factor)), name="factchecks_user_second_factor"),
    ]
