"""Background jobs: looked at here with their errors; one that failed can be run again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from factchecks.admin.actor import actor
from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.errors import Refused
from factchecks.models import Job
from factchecks.services import outbox

ERROR_SHOWN = 120


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """What waits, runs and failed. The check is named by its number only; arguments and tokens are not shown."""

    list_display = ("id", "kind", "state", "attempts", "short_error", "created_at", "finished_at")
    list_filter = ("state", "kind")
    ordering = ("-created_at", "-id")
    actions = ("run_again",)
    fields = ("kind", "state", "attempts", "error", "number", "asked_by", "created_at", "run_at", "finished_at")
    readonly_fields = fields

    @admin.display(description="Error")
    def short_error(self, job: Job) -> str:
        return Truncator(job.error).chars(ERROR_SHOWN)

    @admin.display(description="Check")
    def number(self, job: Job) -> str:
        return f"FC-{job.factcheck_id:04d}" if job.factcheck_id else "-"

    @admin.action(description="Run again", permissions=["view"])
    def run_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Queues the chosen jobs anew; those that have not failed are left alone, and said."""
        for job in queryset:
            self._run_again(request, job.pk)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.run_one_again))
        return [path("<int:job_id>/run-again/", view, name="factchecks_job_run_again"), *super().get_urls()]

    def run_one_again(self, request: HttpRequest, job_id: int) -> HttpResponse:
        """The button on the job's own page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        self._run_again(request, job_id)
        return redirect("admin:factchecks_job_change", job_id)

    def _run_again(self, request: HttpRequest, job_id: int) -> None:
        try:
            outbox.run_again(job_id=job_id, by=actor(request))
            self.message_user(request, f"Job {job_id} is queued again.", messages.SUCCESS)
        except Refused as error:
            self.message_user(request, f"Job {job_id}: {error}", messages.WARNING)
