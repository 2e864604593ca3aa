"""Sources and quotations: by address, in words, and what is known of them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from factchecks.models import Attachment, Source


class AddLinkForm(forms.Form):
    """An address. Whether it may be read is for the service to say, before any connection is made."""

    url = forms.CharField(
        max_length=4000,
        label="Add a source by its address",
        error_messages={"required": "Paste the address of a page."},
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "Paste an address to add a source"}
        ),
    )


class ReplaceForm(forms.Form):
    """Another address for a page, in every check that cites it."""

    url = forms.CharField(
        max_length=4000,
        label="New address",
        error_messages={"required": "Paste the new address."},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )


class DescribedForm(forms.Form):
    """A source in words, such as a phone call."""

    title = forms.CharField(max_length=300, label="Title", help_text="For example: Phone call with the operator.")
    description = forms.CharField(
        max_length=1000,
        label="Who, how and when",
        error_messages={"required": "Describe the source: who, how and when."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confidential = forms.BooleanField(
        required=False,
        label="Confidential",
        help_text="Only those who work on this check see it. It is never cited and never published.",
    )


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is known of a source."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = [
            "title", "publisher", "author", "published_on", "kind", "primary", "stance", "interests",
            "description", "confidential", "no_copy_reason", "cite_copy",
        ]  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "published_on": "Published on",
            "primary": "Primary source: it was there, or made the figures",
            "stance": "What it does for the claim",
            "interests": "Interests that readers should know of",
            "description": "Description",
            "confidential": "Confidential",
            "no_copy_reason": "Why there is no kept copy",
            "cite_copy": "Cite the kept copy instead of the page",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "confidential": "Only those who work on this check see it. It is never cited and never published.",
            "cite_copy": "For a page that is gone or has changed. Readers see the date of the copy.",
            "no_copy_reason": "Only when none can be had, for example because the page asks for a sign-in.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "description": forms.Textarea(attrs={"rows": 3}),
        }

    @property
    def seen_version(self) -> int:
        """The version the form was opened with."""
        return int(self.cleaned_data["version"])


class FileSourceForm(forms.Form):
    """Makes a file of the check a source."""

    attachment = forms.ModelChoiceField(Attachment.objects.none())


class HeldFileForm(forms.Form):
    """Keeps a file of the check in the place of a copy. Whether it is one of the check is for the service to say."""

    file = forms.TypedChoiceField(
        coerce=int,
        label="PDF or picture of the page",
        error_messages={"required": "Choose a file.", "invalid_choice": "Choose a file of this check."},
    )

    def __init__(self, *args: Any, files: Sequence[Attachment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = files
        choices: Any = self.fields["file"]
        choices.choices = [(one.pk, one.name) for one in files]


class QuotationForm(forms.Form):
    """Exact words of a source."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=4000,
        label="The words, exactly as they stand in the source",
        error_messages={"required": "Copy the words out of the source."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    translation = forms.CharField(
        required=False, max_length=4000, label="Translation", widget=forms.Textarea(attrs={"rows": 2})
    )
    locator = forms.CharField(
        required=False, max_length=100, label="Where in it", help_text="A page, a paragraph or a time."
    )


class WaiveForm(forms.Form):
    """An editor vouches for words that were not found."""

    reason = forms.CharField(
        max_length=300,
        label="Why the quotation stands",
        error_messages={"required": "Say in a few words why the quotation stands although it was not found."},
    )
