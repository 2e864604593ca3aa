"""Link health and its tasks: filters from the address, sources that were chosen, the reason why a verdict holds."""

from collections.abc import Sequence
from typing import Any

from django import forms

from factchecks.models import Desk
from factchecks.models.fixfirst import CONTENT

STATES = [
    ("", "All states"),
    ("failing", "Not found"),
    ("dead", "Gone"),
    ("unreachable", "Cannot be reached"),
    (CONTENT, "Says something else"),
]
# A key of the database has at most 19 digits.
KEY_DIGITS = 18
GONE = "One of these sources is not there any more."


class HealthFilter(forms.Form):
    """Narrows link health. What is not understood narrows nothing."""

    desk = forms.ChoiceField(required=False, label="Desk")
    publisher = forms.CharField(
        required=False,
        max_length=200,
        label="Publisher",
        widget=forms.TextInput(attrs={"placeholder": "Any", "autocomplete": "off", "list": "publishers"}),
    )
    state = forms.ChoiceField(required=False, label="State", choices=STATES)

    def __init__(self, data: Any, *, desks: Sequence[Desk]) -> None:
        super().__init__(data, auto_id="by_%s")
        choices = [("", "All desks"), *((desk.slug, desk.name) for desk in desks)]
        self.fields["desk"].choices = choices  # type: ignore[attr-defined]

    def value(self, name: str) -> str:
        """What was asked for, or an empty text."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class _Keys(forms.TypedMultipleChoiceField):
    """Keys of rows; whether they are there, and whose they are, is for the service to say."""

    def valid_value(self, value: Any) -> bool:
        text = str(value)
        return text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS


class ChosenForm(forms.Form):
    """The sources that were ticked, or the one whose button was pressed."""

    source = _Keys(
        coerce=int,
        label="Sources",
        error_messages={
            "required": "Choose at least one source.",
            "invalid_choice": GONE,
        },
    )


class HoldsForm(forms.Form):
    """ "The verdict holds", with the reason."""

    note = forms.CharField(
        max_length=500,
        label="Why it holds",
        help_text="For example: the archive has the same table, and the figures have not changed.",
        error_messages={"required": "Say in a sentence why the verdict holds."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
