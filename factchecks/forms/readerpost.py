"""The forms for readers without an account, and what keeps machines out: no puzzle, no script, no third party."""

import re
from typing import Any

from django import forms
from django.core import signing

from factchecks.links.safety import vet
from factchecks.models.readerpost import TEXT_MAX, URL_MAX, WHO_MAX, WHY_MAX
from factchecks.services import network

# Seconds. Nobody reads and fills the form faster; a form left open for longer has to be sent once more.
SOONEST_S = 3
LATEST_S = 86_400
_SIGNER = signing.TimestampSigner(salt="reader-post")
_TAG = re.compile(r"<[a-zA-Z/!?]")
PLAIN = "Write plain words, without HTML."
MACHINE = "This came as a machine would send it. What you typed is below: wait a few seconds, then send it again."
TOO_OLD = "This page was open for more than a day. What you typed is below: send it again."
PRIVACY = "Only if you want an answer. Only our editors and admins see it, and we erase it after 90 days."


def plain(text: str) -> None:
    """Refuses what looks like HTML."""
    if _TAG.search(text):
        raise forms.ValidationError(PLAIN, code="html")


def _too_long(most: int) -> dict[str, str]:
    return {"max_length": f"Shorten this to {most} characters."}


def words(label: str, most: int, **more: Any) -> forms.CharField:
    """A field for plain words of at most so many characters."""
    errors = _too_long(most) | more.pop("error_messages", {})
    return forms.CharField(label=label, max_length=most, validators=[plain], error_messages=errors, **more)


def address(label: str, help_text: str) -> forms.CharField:
    """A field for an address of the web."""
    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"})
    errors = _too_long(URL_MAX)
    return forms.CharField(
        label=label, max_length=URL_MAX, required=False, help_text=help_text, widget=widget, error_messages=errors
    )


class LetterForm(forms.Form):
    """What both forms share. `website` is a trap that people do not see; `opened` says when the page was made."""

    email = forms.EmailField(
        label="Your e-mail",
        max_length=254,
        required=False,
        help_text=PRIVACY,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"opened": _SIGNER.sign("opened")} | (initial or {}))

    def clean_url(self) -> str:
        """The address, refused with the reason when nobody could open it. Connects to nothing."""
        url: str = self.cleaned_data["url"]
        reason = vet(url, network.policy()) if url else ""
        if reason:
            raise forms.ValidationError(reason, code="address")
        return url

    def clean(self) -> dict[str, Any]:
        # Whoever has something to put right gets there first: no machine minds being told twice.
        fault = "" if self.errors else self._fault()
        if fault:
            self.add_error(None, fault)
        return super().clean() or self.cleaned_data

    def words_sent(self) -> dict[str, Any]:
        """What the service is told. Only after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("website", "opened")}

    def _fault(self) -> str:
        """Why it looks like a machine's, or ''. Whoever is no machine can send it once more as it stands."""
        opened = self.cleaned_data.get("opened", "")
        if self.cleaned_data.get("website"):
            return self._again(MACHINE, website="")
        try:
            _SIGNER.unsign(opened, max_age=LATEST_S)
        except signing.SignatureExpired:
            return self._again(TOO_OLD, opened=_SIGNER.sign("opened"))
        except signing.BadSignature:
            return self._again(MACHINE, opened=_SIGNER.sign("opened"))
        return MACHINE if _is_younger(opened, SOONEST_S) else ""

    def _again(self, fault: str, **values: str) -> str:
        self.data = dict(self.data.items()) | values
        return fault


def _is_younger(opened: str, seconds: int) -> bool:
    try:
        _SIGNER.unsign(opened, max_age=seconds)
    except signing.SignatureExpired:
        return False
    return True


class SuggestForm(LetterForm):
    """A claim that somebody should check; only its words are required."""

    text = words(
        "What was said",
        TEXT_MAX,
        help_text="Word for word, as far as you can.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write down what was said."},
    )
    who = words("Who said it", WHO_MAX, required=False)
    url = address("Where: the address of the page", "With https:// in front. Leave it empty if it is not on the web.")
    why = words("Why it matters", WHY_MAX, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("text", "who", "url", "why", "email")


class ReportForm(LetterForm):
    """A mistake in a published check."""

    text = words(
        "What is wrong",
        TEXT_MAX,
        help_text="Name the sentence and what is wrong with it.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what is wrong."},
    )
    url = address("Where it says otherwise", "The address of a page, with https:// in front, if there is one.")
    field_order = ("text", "url", "email")
