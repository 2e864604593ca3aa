"""The form that names a version."""

from django import forms

from factchecks.models.edition import NAME_MAX


class NameForm(forms.Form):
    """`version`: of the check as the page showed it."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    name = forms.CharField(
        max_length=NAME_MAX,
        label="Name this version",
        help_text="Keeps the text as it is saved now, for good.",
        error_messages={
            "required": "Give the version a name.",
            "max_length": f"Shorten the name to {NAME_MAX} characters.",
        },
    )
