"""The ledger: looked at here, never changed, and walked through when an admin asks."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from factchecks.admin.actor import actor
from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.errors import NotAllowed
from factchecks.models import Anchor, Event
from factchecks.models.ledgercheck import latest
from factchecks.services import ledgercheck


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Asks for a walk over the whole ledger."""
    try:
        ledgercheck.ask(by=actor(request))
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    messages.success(request, "The ledger is being verified. Load this page again in a moment.")
    return redirect("admin:factchecks_event_changelist")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What happened, newest first. Reasons and details of checks are for their desks and not shown."""

    list_display = ("at", "chain", "seq", "verb", "actor", "from_state", "to_state")
    list_filter = ("verb",)
    search_fields = ("=chain", "=actor")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    fields = ("at", "chain", "seq", "verb", "actor", "role", "target", "from_state", "to_state", "prev", "hash")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the state of the whole above it."""
        state = {"check": latest(), "anchor": Anchor.objects.first()}
        return super().changelist_view(request, state | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(verify)
        return [path("verify/", view, name="factchecks_event_verify"), *super().get_urls()]


@admin.register(Anchor)
class AnchorAdmin(ReadOnlyAdmin):
    """Roots over all chains, as they also stand in the anchor file."""

    list_display = ("at", "root", "chains", "events")
