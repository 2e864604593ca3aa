"""Why only some may see a check, and what the legal flag is set to."""

from collections.abc import Iterable
from typing import Any

from django import forms

from factchecks.states import LEGAL_LABELS, Legal

NOTE_MAX = 1000


class RestrictForm(forms.Form):
    """The reason, which those named on it read in the history."""

    reason = forms.CharField(
        label="Why only some may see it",
        max_length=NOTE_MAX,
        help_text="Those named on the check read it in its history.",
        error_messages={
            "required": "Say why only some may see it.",
            "max_length": f"Shorten the reason to {NOTE_MAX} characters.",
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LegalForm(forms.Form):
    """What the flag is set to, of what the person may set, with a note."""

    to = forms.TypedChoiceField(
        label="Set it to", coerce=Legal, widget=forms.RadioSelect, error_messages={"required": "Choose one."}
    )
    note = forms.CharField(
        required=False,
        label="Note",
        max_length=NOTE_MAX,
        help_text="What should be looked at, or what was found. It stands in the history.",
        error_messages={"max_length": f"Shorten the note to {NOTE_MAX} characters."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, choices: Iterable[Legal]) -> None:
        offered = [(flag.value, LEGAL_LABELS[flag]) for flag in choices]
        super().__init__(data, initial={"to": offered[0][0]} if len(offered) == 1 else None)
        self.fields["to"].choices = offered  # type: ignore[attr-defined]
