"""Checks and links as admins see them: where they stand, never what they say. No editorial power here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.models import FactCheck, Link


@admin.register(FactCheck)
class FactCheckAdmin(ReadOnlyAdmin):
    """Number, desk, state and dates. Texts, sources and restricted checks are not shown."""

    list_display = ("number", "desk", "state", "author", "due_at", "updated_at")
    list_filter = ("state", "desk")
    fields = ("number", "desk", "state", "author", "assignee", "due_at", "first_published_at", "created_at")
    readonly_fields = fields
    ordering = ("-updated_at", "-id")
    list_select_related = ("desk", "author")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FactCheck]:
        return super().get_queryset(request).filter(restricted=False)


@admin.register(Link)
class LinkAdmin(ReadOnlyAdmin):
    """Addresses that are watched, and what is known of them; addresses of confidential sources are left out."""

    list_display = ("url", "state", "verdict", "checked_at", "next_check_at")
    list_filter = ("state", "verdict")
    search_fields = ("url",)
    fields = ("url", "domain", "state", "verdict", "detail", "checked_at", "next_check_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        return super().get_queryset(request).exclude(sources__confidential=True)
