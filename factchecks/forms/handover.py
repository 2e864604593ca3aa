"""Who works on the check from now on, until when, and how urgent it is."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from factchecks.models import DeskGroupObjectPermission, FactCheck, Priority, User
from factchecks.models.assignment import NOTE_MAX
from factchecks.models.grants import named_with
from factchecks.roles import Right
from factchecks.services.handover import Terms


def _writers(factcheck: FactCheck) -> QuerySet[User]:
    """Who writes for the desk; of a restricted check, who is named on it as a writer."""
    if factcheck.restricted:
        return User.objects.filter(pk__in=named_with(Right.DRAFT, content_object=factcheck).values("user"))
    may_write = DeskGroupObjectPermission.objects.filter(
        content_object=factcheck.desk, permission__codename=Right.DRAFT.on_desk
    )
    return User.objects.filter(is_active=True, groups__in=may_write.values("group")).distinct()


class HandOverForm(forms.Form):
    """Person, note, time and priority; only the person is required."""

    to = forms.ModelChoiceField(User.objects.none(), label="Hand over to", empty_label="Choose a person")
    note = forms.CharField(
        required=False,
        max_length=NOTE_MAX,
        label="Note",
        help_text="Optional. The person reads it on their Home and in the history.",
        error_messages={"max_length": f"Shorten the note to {NOTE_MAX} characters."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_at = forms.DateTimeField(
        required=False,
        label="Due",
        help_text="Empty leaves the time as it is.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    priority = forms.TypedChoiceField(
        required=False, choices=Priority, coerce=lambda value: Priority(int(value)), empty_value=None, label="Priority"
    )

    def __init__(self, data: Any = None, *, factcheck: FactCheck) -> None:
        usual = timezone.now() + timedelta(hours=factcheck.desk.due_hours)
        due = factcheck.due_at if factcheck.due_at and factcheck.due_at > timezone.now() else usual
        initial = {"due_at": due, "priority": factcheck.priority}
        super().__init__(data, initial=initial)
        others = _writers(factcheck).exclude(pk=factcheck.assignee_id or 0)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """What goes with it, of a form that is valid."""
        values = self.cleaned_data
        return Terms(note=values["note"], due_at=values["due_at"], priority=values["priority"])
