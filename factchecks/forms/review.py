"""The form behind every move of a check: the version it was opened with, a note, a time, and the page it came from."""

from typing import Any

from django import forms

from factchecks.forms.times import LocalTimeField
from factchecks.models import Verdict
from factchecks.models.correction import WORDS_MAX
from factchecks.states import Action

NOTE_MAX = {Action.SUBMIT: 1000, **dict.fromkeys((Action.RETRACT, Action.TAKE_DOWN, Action.REINSTATE), WORDS_MAX)}
NOTE_MAX_ELSE = 2000


class MoveForm(forms.Form):
    """Whether the move may be made is for the service to say; here only what can be read from the form."""

    version = forms.IntegerField(required=False, min_value=0)
    note = forms.CharField(required=False, strip=False)
    verdict = forms.ModelChoiceField(Verdict.objects.filter(retired=False), required=False, to_field_name="slug")
    origin = forms.ChoiceField(required=False, choices=[("review", "Review"), ("workspace", "Workspace")])

    at = LocalTimeField(required=False)

    def __init__(self, data: Any, *, action: Action) -> None:
        super().__init__(data)
        if action is not Action.SCHEDULE:
            del self.fields["at"]
        self.note_max = NOTE_MAX.get(action, NOTE_MAX_ELSE)

    def clean_note(self) -> str:
        note = str(self.cleaned_data["note"])
        if len(note) > self.note_max:
            raise forms.ValidationError(f"Shorten the note to {self.note_max} characters; it has {len(note)}.")
        return note
