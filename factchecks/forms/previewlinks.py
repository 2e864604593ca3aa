"""Whom a preview link is for, and how long it works."""

from django import forms

from factchecks.models.previewlink import LABEL_MAX
from factchecks.services.previewlinks import DAYS, DAYS_MAX


class PreviewLinkForm(forms.Form):
    """Both are needed; a week is offered."""

    label = forms.CharField(
        label="Who it is for",
        max_length=LABEL_MAX,
        help_text="They read it above the text. For instance: Lawyer at Vale & Co.",
        error_messages={
            "required": "Say who the link is for.",
            "max_length": f"Shorten the name to {LABEL_MAX} characters.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.IntegerField(
        label="Days it works",
        initial=DAYS,
        min_value=1,
        max_value=DAYS_MAX,
        help_text=f"1 to {DAYS_MAX}. It ends before that when the check is published.",
        error_messages={"required": "Say for how many days it works."},
    )
