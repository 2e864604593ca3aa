"""The ledger: looked at here, never changed."""

from django.contrib import admin

from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.models import Anchor, Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What happened, newest first. Reasons and details of checks are for their desks and not shown."""

    list_display = ("at", "chain", "seq", "verb", "actor", "from_state", "to_state")
    list_filter = ("verb",)
    search_fields = ("=chain", "=actor")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    fields = ("at", "chain", "seq", "verb", "actor", "role", "target", "from_state", "to_state", "prev", "hash")


@admin.register(Anchor)
class AnchorAdmin(ReadOnlyAdmin):
    """Roots over all chains, as they also stand in the anchor file."""

    list_display = ("at", "root", "chains", "events")
