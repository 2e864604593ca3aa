"""The form of one place where a claim was made or repeated."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from factchecks.models import Appearance, FactCheck, Source

FIELDS = ("url", "title", "seen_on", "timecode", "is_first")


class AppearanceForm(forms.Form):
    """An address, one of the check's sources, or words that say where."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label="One of the sources of this check"
    )
    url = forms.URLField(required=False, max_length=2000, assume_scheme="https", label="Address where it can be seen")
    title = forms.CharField(
        required=False, max_length=300, label="What it is", help_text="Such as “Evening round-up, Channel 4”."
    )
    seen_on = forms.DateField(
        required=False, label="Date", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    timecode = forms.RegexField(
        r"^\d{1,3}(:[0-5]\d){1,2}$",
        required=False,
        max_length=12,
        label="Time in the recording",
        help_text="As 12:30 or 1:02:30.",
        error_messages={"invalid": "Write the time as 12:30 or 1:02:30."},
    )
    is_first = forms.BooleanField(required=False, label="It was made here first")

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.pk, str(one)[:80]) for one in sources]
        cast(forms.ChoiceField, self.fields["source"]).choices = [("", "None of them"), *rows]

    @property
    def values(self) -> dict[str, Any]:
        """The values for the service."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def appearance_initial(factcheck: FactCheck, one: Appearance | None) -> dict[str, Any]:
    """What the form shows; for a new place only the version."""
    shown = {name: getattr(one, name) for name in FIELDS} | {"source": one.source_id} if one else {}
    return {"version": factcheck.version} | shown
