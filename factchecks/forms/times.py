"""A day and a time as a person types them: in their own time zone, which the page names beside the field."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

UNREADABLE = "Give a day and a time, for example 2026-11-23 18:00."


def _parsed(typed: str) -> datetime:
    try:
        found = parse_datetime(typed) if ":" in typed else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise forms.ValidationError(UNREADABLE)
    return found


def _in_zone(typed: datetime) -> datetime:
    """The moment of a time by the clock, in UTC. Twice a year an hour does not exist, or comes twice."""
    zone = timezone.get_current_timezone()
    first, second = (typed.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    day, hour = date_format(typed, "j F Y"), date_format(typed, "H:i")
    if first.astimezone(zone).replace(tzinfo=None) != typed:
        raise forms.ValidationError(
            f"There is no {hour} on {day} in {zone}: the clocks go forward then. Choose another time."
        )
    raise forms.ValidationError(
        f"{hour} comes twice on {day} in {zone}: the clocks go back then. Choose a time an hour earlier or later."
    )


class LocalTimeField(forms.DateTimeField):
    """Gives a moment in UTC. Refuses a time that does not exist, or comes twice, in the person's time zone."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget} | given)

    def to_python(self, value: Any) -> datetime | None:
        typed = str(value or "").strip()
        try:
            return _in_zone(_parsed(typed)) if typed else None
        except OverflowError:
            raise forms.ValidationError(UNREADABLE) from None
