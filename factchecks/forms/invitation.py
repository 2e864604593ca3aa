"""The form of an invitation: one password, twice."""

from typing import Any

from django import forms


class PasswordForm(forms.Form):
    """Whether the password is good enough is for the service to say."""

    password1 = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 10 characters. A sentence is easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="The same once more",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "password2" in given and given.get("password1") != given["password2"]:
            self.add_error("password2", "These two are not the same.")
        return given
