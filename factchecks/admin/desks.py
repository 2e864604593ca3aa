"""Desks and roles: rules of readiness, groups with their rights and members."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from factchecks.admin import permissions
from factchecks.admin.actor import SureAdmin, actor
from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.forms.admin import DeskForm
from factchecks.models import Desk, User
from factchecks.roles import RIGHT_NAMES, Right
from factchecks.services import desks

admin.site.unregister(Group)


def _table(desk: Desk) -> list[tuple[desks.Holder, list[bool]]]:
    """A row a person: whether they hold each right, in the order of `Right`."""
    return [(holder, [right in holder.rights for right in Right]) for holder in desks.holders(desk=desk)]


@admin.register(Desk)
class DeskAdmin(SureAdmin):
    """A desk; saving a new one makes its groups. A desk is never deleted: its checks belong to it."""

    form = DeskForm
    list_display = ("name", "sources_required", "approvals_required", "reply_required", "due_hours")
    prepopulated_fields = {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Desk | None = None) -> bool:
        return False

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Desk | None = None,
    ) -> HttpResponse:
        """The page with the table of who may do what here; a desk that is being made has none."""
        if obj is not None:
            context |= {"rights": RIGHT_NAMES, "holders": _table(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Desk, form: Any, change: bool) -> None:
        desks.save(desk=obj, by=actor(request), before=form.initial if change else {})


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """A role: who holds it and what it may do on which desk. People join on their own page."""

    list_display = ("name", "members")
    fields = ("name", "members", "rights")
    readonly_fields = fields
    ordering = ("name",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(permissions.page)
        return [path("who-may-do-what/", view, name="permissions"), *super().get_urls()]

    @admin.display(description="Members")
    def members(self, group: Group) -> str:
        return ", ".join(user.name for user in group.user_set.all()) or "nobody"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).prefetch_related(Prefetch("user_set", User.objects.order_by("name")))

    @admin.display(description="Rights")
    def rights(self, group: Group) -> str:
        return "; ".join(desks.rights_of(group)) or "none on any desk"
