"""The admin's forms for rights on one check: who, which right, until when."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from factchecks.models import User
from factchecks.roles import Right
from factchecks.services.exceptions import GIVEN, label

# A later date is a slip of the finger; no date means no end.
LATEST = date(2999, 12, 31)


class ExceptionForm(forms.Form):
    """A right for a person. People turned off are not offered; the service refuses them with a sentence."""

    person = forms.ModelChoiceField(
        queryset=User.objects.all(), label="Person", error_messages={"required": "Choose a person."}
    )
    right = forms.TypedChoiceField(
        choices=[(right.value, label(right)) for right in GIVEN],
        coerce=Right,
        label="Right",
        help_text="Reading comes with each of the others.",
    )
    until = forms.DateField(
        required=False,
        label="Last day",
        help_text="Leave it empty for no end.",
        validators=[MaxValueValidator(LATEST, "Choose an earlier day, or leave it empty for no end.")],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, rights: Iterable[Right] = GIVEN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"].choices = [(right.value, label(right)) for right in rights]  # type: ignore[attr-defined]
        people = User.objects.filter(is_active=True).order_by("name", "pk").values_list("pk", "name", "email")
        offered = [(pk, f"{name} ({email})") for pk, name, email in people]
        self.fields["person"].widget.choices = [("", "Choose a person"), *offered]

    def clean_until(self) -> datetime | None:
        """The end of the chosen day, in the admin's time zone."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None


class EndForm(forms.Form):
    """The right that ends; any right may, also one that is no longer given."""

    person = forms.ModelChoiceField(queryset=User.objects.all())
    right = forms.TypedChoiceField(choices=[(right.value, label(right)) for right in Right], coerce=Right)
