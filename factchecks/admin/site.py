"""Topics, claimants and the settings of the site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from factchecks.admin.actor import actor
from factchecks.models import Claimant, SiteSettings, Topic
from factchecks.services import ledger


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A subject that readers can follow."""

    list_display = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name",)


@admin.register(Claimant)
class ClaimantAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who made claims. A change here does not alter open checks: they keep the name as it was used."""

    list_display = ("name", "kind", "job_title")
    list_filter = ("kind",)
    search_fields = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Claimant | None = None) -> bool:
        return False


@admin.register(SiteSettings)
class SiteSettingsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The one row of settings."""

    fields = ("name", "tagline", "contact_email", "publishing_principles", "licence_url")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not SiteSettings.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)
        details = {"changed": sorted(form.changed_data)}
        ledger.append(chain=ledger.SITE, verb="settings", by=actor(request), target="settings", details=details)
