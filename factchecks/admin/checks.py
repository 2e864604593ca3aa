"""Checks and links as admins see them: where they stand, never what they say. No editorial power here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern

from factchecks.admin import breakglass, exceptions
from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.models import FactCheck, Link
from factchecks.models.health import named_links


@admin.register(FactCheck)
class FactCheckAdmin(ReadOnlyAdmin):
    """Number, desk, state and dates. Texts and sources are not shown; of restricted checks only number and desk."""

    list_display = ("number", "desk", "state", "author", "due_at", "updated_at")
    list_filter = ("state", "desk")
    fields = ("number", "desk", "state", "author", "assignee", "due_at", "first_published_at", "created_at")
    readonly_fields = fields
    ordering = ("-updated_at", "-id")
    list_select_related = ("desk", "author")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FactCheck]:
        return super().get_queryset(request).filter(restricted=False)

    def get_urls(self) -> list[URLPattern]:
        return [*exceptions.urls(), *breakglass.urls(), *super().get_urls()]


@admin.register(Link)
class LinkAdmin(ReadOnlyAdmin):
    """Addresses that are watched, and what is known of them; addresses of confidential sources are left out."""

    list_display = ("url", "state", "verdict", "checked_at", "next_check_at")
    list_filter = ("state", "verdict")
    search_fields = ("url",)
    fields = ("url", "domain", "state", "verdict", "detail", "checked_at", "next_check_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        return named_links().order_by(*self.get_ordering(request))
