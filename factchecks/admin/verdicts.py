"""The verdict scale, with each badge as readers see it. Two verdicts may not look alike; a used one is retired."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string

from factchecks.admin.actor import actor
from factchecks.admin.lookups import ShownLookups
from factchecks.admin.recorded import RecordedAdmin
from factchecks.forms.admin import VerdictForm
from factchecks.models import Verdict, VerdictScale
from factchecks.services import scales


@admin.register(VerdictScale)
class VerdictScaleAdmin(RecordedAdmin):
    """A scale with its two ends."""

    noun = "scale"
    list_display = ("name", "worst", "best")

    def has_delete_permission(self, request: HttpRequest, obj: VerdictScale | None = None) -> bool:
        return False


@admin.register(Verdict)
class VerdictAdmin(ShownLookups):
    """A verdict: its word, definition and mark."""

    form = VerdictForm
    list_display = ("word", "preview", "definition", "number", "order", "retired")
    list_display_links = ("word",)
    # Removing several at once would pass by the rule that a used verdict stays.
    actions = None
    ordering = ("order", "id")
    prepopulated_fields = {"slug": ("word",)}
    readonly_fields = ("preview",)

    @admin.display(description="As readers see it")
    def preview(self, verdict: Verdict) -> str:
        return render_to_string("admin/verdict_preview.html", {"verdict": verdict}) if verdict.pk else "-"

    def has_delete_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        unused = obj is None or not obj.claims.exists()
        return unused and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Verdict, form: Any, change: bool) -> None:
        scales.save(verdict=obj, by=actor(request), before=form.initial if change else {})

    def delete_model(self, request: HttpRequest, obj: Verdict) -> None:
        scales.remove(verdict=obj, by=actor(request))
