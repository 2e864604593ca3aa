"""Topics, claimants and the settings of the site."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from factchecks.admin.recorded import RecordedAdmin
from factchecks.models import Claimant, SiteSettings, Topic
from factchecks.services import claimants, house


@admin.register(Topic)
class TopicAdmin(RecordedAdmin):
    """A subject that readers can follow. One that checks are about stays: they would lose it unseen."""

    noun = "topic"
    list_display = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        unused = obj is None or not obj.checks.exists()
        return unused and super().has_delete_permission(request, obj)


@admin.register(Claimant)
class ClaimantAdmin(RecordedAdmin):
    """Who made claims. A change here does not alter open checks: they keep the name as it was used."""

    noun = "claimant"
    list_display = ("name", "kind", "job_title")
    list_filter = ("kind",)
    search_fields = ("name",)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        claimants.list_publicly(claimant_id=obj.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Claimant | None = None) -> bool:
        return False


@admin.register(SiteSettings)
class SiteSettingsAdmin(RecordedAdmin):
    """The one row of settings."""

    noun = "settings"
    fields = ("name", "tagline", "contact_email", "publishing_principles", "licence_url")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not SiteSettings.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)
        house.forget()
