"""The ledger and the jobs: looked at here; a failed job can be run again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from factchecks.admin.actor import actor
from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.errors import Refused
from factchecks.models import Anchor, Event, Job
from factchecks.services import outbox


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


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Background jobs with their errors."""

    list_display = ("id", "kind", "state", "attempts", "error", "created_at", "finished_at")
    list_filter = ("state", "kind")
    ordering = ("-created_at", "-id")
    actions = ("run_again",)

    @admin.action(description="Run again", permissions=["view"])
    def run_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Queues the chosen jobs anew; those that have not failed are left alone, and said."""
        for job in queryset:
            try:
                outbox.run_again(job_id=job.pk, by=actor(request))
                self.message_user(request, f"Job {job.pk} is queued again.", messages.SUCCESS)
            except Refused as error:
                self.message_user(request, f"Job {job.pk}: {error}", messages.WARNING)
