"""Desks and roles: rules of readiness, groups with their rights and members."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from factchecks.admin.actor import actor
from factchecks.admin.readonly import ReadOnlyAdmin
from factchecks.forms.admin import DeskForm
from factchecks.models import Desk
from factchecks.services import desks

admin.site.unregister(Group)


@admin.register(Desk)
class DeskAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A desk; saving a new one makes its groups. A desk is never deleted: its checks belong to it."""

    form = DeskForm
    list_display = ("name", "sources_required", "approvals_required", "reply_required", "due_hours")
    prepopulated_fields = {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Desk | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Desk, form: Any, change: bool) -> None:
        desks.save(desk=obj, by=actor(request), before=form.initial if change else {})


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """A role: who holds it and what it may do on which desk. People join on their own page."""

    list_display = ("name", "members")
    fields = ("name", "members", "rights")
    readonly_fields = fields
    ordering = ("name",)

    @admin.display(description="Members")
    def members(self, group: Group) -> str:
        return ", ".join(user.name for user in group.user_set.order_by("name")) or "nobody"

    @admin.display(description="Rights")
    def rights(self, group: Group) -> str:
        return "; ".join(desks.rights_of(group)) or "none on any desk"
