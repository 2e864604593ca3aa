"""The admin's forms: what may be typed for people, desks and verdicts, and the sentence when it may not."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group

from factchecks.models import Desk, User, Verdict
from factchecks.roles import Role


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person as admins see them. Nobody becomes a superuser here."""

    class Meta:
        model = User
        fields = ("name", "email", "groups", "is_active", "is_staff")

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is a person with this e-mail address already.")
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        admins = Group.objects.filter(name=Role.ADMIN.value).first()
        stays = cleaned.get("is_active") and admins in (cleaned.get("groups") or ())
        others = User.objects.filter(groups=admins, is_active=True).exclude(pk=self.instance.pk)
        was = self.instance.pk and self.instance.groups.filter(name=Role.ADMIN.value).exists()
        if was and not stays and not others.exists():
            raise forms.ValidationError("This is the last admin: make somebody else an admin first.")
        return cleaned


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """A desk and its rules."""

    class Meta:
        model = Desk
        rules = ("sources_required", "approvals_required", "reply_required", "blind_review", "due_hours")
        fields = ("name", "slug", *rules)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if self.instance.pk and name != Desk.objects.get(pk=self.instance.pk).name:
            raise forms.ValidationError("The name is part of the names of the desk's roles and cannot change.")
        return name


class VerdictForm(forms.ModelForm):  # type: ignore[type-arg]
    """A verdict; its number lies on its scale."""

    class Meta:
        model = Verdict
        fields = ("scale", "word", "slug", "definition", "silhouette", "fill", "tone", "number", "order", "retired")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        scale, number = cleaned.get("scale"), cleaned.get("number")
        if scale and number is not None and not scale.worst <= number <= scale.best:
            self.add_error("number", f"The scale goes from {scale.worst} to {scale.best}.")
        return cleaned
