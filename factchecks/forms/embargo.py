"""The embargo of a check: the time before which nothing of it goes out."""

from typing import Any

from django import forms
from django.utils import timezone

from factchecks.forms.times import LocalTimeField
from factchecks.models import FactCheck


class EmbargoForm(forms.Form):
    """One time; empty lifts the embargo."""

    until = LocalTimeField(required=False, label="Embargo until")

    def __init__(self, data: Any = None, *, factcheck: FactCheck) -> None:
        super().__init__(data, initial={"until": factcheck.embargo_until})
        zone = timezone.get_current_timezone_name()
        self.fields["until"].help_text = f"In your time zone, {zone}. Nothing of it goes out before. Empty: no embargo."
