"""People: made, moved between roles and turned off by admins. Every change is an event in the ledger."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.utils.formats import date_format
from django.utils.timezone import localtime

from factchecks.admin import waysin
from factchecks.admin.actor import SureAdmin, actor
from factchecks.forms.admin import PersonForm
from factchecks.models import User
from factchecks.models.health import with_second_factor
from factchecks.services import people, signingon
from factchecks.services import waysin as waysin_service


def _chip(text: str, tone: str = "") -> str:
    return render_to_string("admin/chip.html", {"text": text, "tone": tone})


class SecondFactorFilter(admin.SimpleListFilter):
    """Who has set up a second factor, and who is still to."""

    title = "second factor"
    parameter_name = "second_factor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("on", "On"), ("missing", "Missing")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {"on": True, "missing": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(has_second_factor=wanted)


@admin.register(User)
class UserAdmin(SureAdmin):
    """A person. A new one is invited by mail and chooses a password. People are turned off, not deleted."""

    form = PersonForm
    list_display = ("name", "email", "roles", "second_factor", "last_sign_in", "active")
    list_filter = ("is_active", SecondFactorFilter, "is_staff", "groups")
    search_fields = ("name", "email")
    ordering = ("name", "id")
    fields = ("name", "email", "groups", "is_active", "is_staff")
    actions = ("sign_out", "forget_provider")
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def has_forget_permission(self, request: HttpRequest) -> bool:
        """The action about the identity provider is there where there is one."""
        return bool(settings.OIDC_ISSUER) and self.has_change_permission(request)

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """One person, several, or everybody at once, the admin among them."""
        for user in queryset:
            waysin_service.sign_out(user=user, by=actor(request))
        self.message_user(request, f"Signed out everywhere: {queryset.count()}.", messages.SUCCESS)

    @admin.action(description="Forget the account at the identity provider", permissions=["forget"])
    def forget_provider(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For people who got a new account there: the next verified sign-in counts as the first."""
        forgotten = [user.name for user in queryset if signingon.forget(user=user, by=actor(request))]
        self.message_user(request, f"Forgotten for: {', '.join(forgotten) or 'nobody'}.", messages.SUCCESS)

    @admin.display(description="Desk and role")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    @admin.display(description="Second factor", ordering="has_second_factor")
    def second_factor(self, user: Any) -> str:
        return _chip("✓ On", "ok") if user.has_second_factor else _chip("✕ Missing", "bad")

    @admin.display(description="Last sign-in", ordering="last_login", empty_value="Never")
    def last_sign_in(self, user: User) -> str | None:
        return date_format(localtime(user.last_login), "j M Y, H:i") if user.last_login else None

    @admin.display(description="Active", ordering="is_active")
    def active(self, user: User) -> str:
        if not user.is_active:
            return _chip("Turned off")
        return "Active" if user.has_usable_password() or user.last_login else _chip("Invited", "warn")

    def get_urls(self) -> list[URLPattern]:
        return [*waysin.urls(), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_second_factor(super().get_queryset(request)).prefetch_related("groups")

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
