"""People: made, moved between roles and turned off by admins. Every change is an event in the ledger."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from factchecks.admin.actor import actor
from factchecks.forms.admin import PersonForm
from factchecks.models import User
from factchecks.services import people


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A person. A new one sets the password by the "forgotten password" mail. People are turned off, not deleted."""

    form = PersonForm
    list_display = ("name", "email", "roles", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("name", "email")
    ordering = ("name", "id")
    fields = ("name", "email", "groups", "is_active", "is_staff")
    filter_horizontal = ("groups",)

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        values = people.Person(
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            groups=tuple(form.cleaned_data["groups"]),
            is_active=form.cleaned_data["is_active"],
            is_staff=form.cleaned_data["is_staff"],
        )
        people.save(user=obj, values=values, by=actor(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: the service has written the groups, with the event."""
