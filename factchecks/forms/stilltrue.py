"""The forms of what is looked at again after publication."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone

from factchecks.models.repeat import TITLE_MAX

MONTHS_AHEAD = (6, 12)


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def in_months(months: int) -> date:
    """The same day some months from now, or the last of that month."""
    today = timezone.localdate()
    year, month = divmod(today.month - 1 + months, 12)
    first = date(today.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(today.day, (following - first).days))


class DayForm(forms.Form):
    """When to look again; empty for never."""

    on = forms.DateField(required=False, label="Look again on", widget=_day_input())


class ConfirmForm(DayForm):
    """It still holds: the edition that was looked at, and when to look again."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)


class RepeatForm(forms.Form):
    """Where a claim was repeated."""

    url = forms.URLField(
        max_length=2000,
        assume_scheme="https",
        label="Address where it can be seen",
        validators=[URLValidator(schemes=("http", "https"))],
    )
    title = forms.CharField(
        max_length=TITLE_MAX, label="What it is", help_text="Such as “Evening round-up, Channel 4”. Readers see this."
    )
    seen_on = forms.DateField(required=False, label="Date", widget=_day_input())

    def clean_url(self) -> str:
        """Readers get no name and password of anybody."""
        url = str(self.cleaned_data["url"])
        if "@" in urlsplit(url).netloc:
            raise forms.ValidationError("Leave out the name and the password before the @.")
        return url


def day_initial(on: date | None) -> dict[str, Any]:
    """What the form of the day shows."""
    return {"on": on or in_months(MONTHS_AHEAD[-1])}
