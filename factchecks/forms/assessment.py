"""The period that an assessor asks about, from the address."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from factchecks.models.assessment import Period

YEARS = 5
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
NOT_A_DAY = "Write a day as year, month and day, for example 2026-11-23."
OUTSIDE = f"Choose a day from {EARLIEST.year} to {LATEST.year}."


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        validators=[MinValueValidator(EARLIEST, OUTSIDE), MaxValueValidator(LATEST, OUTSIDE)],
        error_messages={"invalid": NOT_A_DAY, "required": NOT_A_DAY},
    )


def year_to(today: date) -> dict[str, Any]:
    """The values for a year that ends today."""
    return {"from": (today - timedelta(days=364)).isoformat(), "to": today.isoformat()}


class PeriodForm(forms.Form):
    """`from` and `to`, both included, at most five years. After errors the fields are plain, to keep what was typed."""

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="in_%s")
        self.fields |= {"from": _day("From"), "to": _day("To")}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("from"), values.get("to")
        if first and last and last < first:
            self.add_error("to", "The period ends before it begins.")
        elif first and last and (last - first).days > 366 * YEARS:
            self.add_error("from", f"Choose at most {YEARS} years.")
        if self.errors:
            for field in self.fields.values():
                field.widget.input_type = "text"
        return values

    @property
    def period(self) -> Period:
        """Only after `is_valid()`."""
        return Period(first=self.cleaned_data["from"], last=self.cleaned_data["to"])
