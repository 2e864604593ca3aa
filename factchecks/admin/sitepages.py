"""The pages about the newsroom: each change is an event, and its history can be read."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from factchecks.admin.actor import actor
from factchecks.admin.recorded import RecordedAdmin
from factchecks.forms.sitepage import SitePageForm
from factchecks.models import SitePage
from factchecks.publishing.body import clean_body
from factchecks.publishing.pagetexts import TEXTS
from factchecks.services import sitepages


@admin.register(SitePage)
class SitePageAdmin(RecordedAdmin):
    """A page about the newsroom. One that was never saved shows our own text."""

    noun = "sitepage"
    form = SitePageForm
    list_display = ("title", "address", "updated_at", "updated_by")
    readonly_fields = ("address", "preview", "updated_at", "updated_by")

    @admin.display(description="Address")
    def address(self, page: SitePage) -> str:
        return format_html('<a href="{0}">{0}</a>', page.get_absolute_url()) if page.pk else "-"

    @admin.display(description="As readers see it")
    def preview(self, page: SitePage) -> str:
        # The allow-list has just passed over it.
        return mark_safe(clean_body(page.body)) if page.pk else "-"  # noqa: S308

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        """A new page begins with what readers see now: `?slug=contact`."""
        initial = super().get_changeform_initial_data(request)
        slug = str(initial.get("slug", ""))
        if slug not in TEXTS:
            return initial
        ours = sitepages.unwritten(slug)
        return {"slug": slug, "title": ours.title, "body": ours.body}

    def has_delete_permission(self, request: HttpRequest, obj: SitePage | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """The list, and the pages that nobody has written yet."""
        written = set(SitePage.objects.values_list("slug", flat=True))
        unwritten = [(slug, title) for slug, (title, _) in TEXTS.items() if slug not in written]
        return super().changelist_view(request, (extra_context or {}) | {"unwritten": unwritten})

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        obj.updated_by = actor(request)  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)
