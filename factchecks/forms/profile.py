"""What people set for themselves."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms

from factchecks.models import Theme, User

LANGUAGES = (("en-gb", "English"),)


def time_zones() -> list[tuple[str, str]]:
    """Every time zone that this machine knows, UTC first."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language, time zone and look."""

    language = forms.ChoiceField(choices=LANGUAGES)
    time_zone = forms.ChoiceField(choices=time_zones, help_text="Times on the pages are shown in it.")
    theme = forms.ChoiceField(label="Look", choices=Theme.choices, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ("name", "language", "time_zone", "theme")
        widgets: ClassVar[dict[str, Any]] = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class ThemeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The look alone, from the menu."""

    class Meta:
        model = User
        fields = ("theme",)
