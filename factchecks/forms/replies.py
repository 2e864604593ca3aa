"""Right of reply: who was asked, how, when, and what came of it."""

from typing import Any

from django import forms

from factchecks.models import ReplyOutcome, ReplyRequest

DAY = {"type": "date"}


class ReplyForm(forms.Form):
    """Which words are needed depends on the outcome; the service holds the same rules."""

    outcome = forms.ChoiceField(
        choices=ReplyOutcome,
        label="What came of it",
        error_messages={"required": "Say what came of it."},
        widget=forms.RadioSelect,
    )
    whom = forms.CharField(required=False, max_length=200, label="Who was asked")
    how = forms.CharField(required=False, max_length=100, label="How", help_text="For example: by e-mail.")
    asked_on = forms.DateField(required=False, label="Asked on", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    deadline = forms.DateField(
        required=False, label="Answer wanted by", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    text = forms.CharField(
        required=False,
        max_length=2000,
        label="The answer, or why none is needed",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        outcome, text = values.get("outcome"), values.get("text", "").strip()
        if outcome == ReplyOutcome.NOT_NEEDED and not text:
            self.add_error("text", "Say why no reply is needed.")
        if outcome == ReplyOutcome.ANSWERED and not text:
            self.add_error("text", "Write down the answer.")
        if outcome and outcome != ReplyOutcome.NOT_NEEDED and not values.get("whom", "").strip():
            self.add_error("whom", "Say who was asked.")
        return values


def reply_initial(reply: ReplyRequest | None) -> dict[str, Any]:
    """What the form shows of what was recorded."""
    names = ("outcome", "whom", "how", "asked_on", "deadline", "text")
    return {name: getattr(reply, name) for name in names} if reply else {}
