"""Files of a check: the upload, and the words that go with a file."""

from typing import Any, ClassVar

from django import forms

from factchecks.files.errors import TooLarge
from factchecks.files.kinds import ACCEPTED, KINDS
from factchecks.models import Attachment

LARGEST = max(kind.max_bytes for kind in KINDS.values())


class UploadForm(forms.Form):
    """One file. Kind and content are looked at by the service before anything is kept."""

    file = forms.FileField(
        label="Add a file",
        help_text=f"{ACCEPTED}.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose another one."},
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in sorted(KINDS))}),
    )

    def __init__(self, *args: Any, sent_bytes: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sent_bytes > LARGEST:
            # The upload was cut off while it came in, so no file is here.
            self.fields["file"].error_messages["required"] = TooLarge(LARGEST).sentence


class FileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words that go with a file, and whether readers see it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Attachment
        fields: ClassVar[list[str]] = ["caption", "credit", "alternative_text", "rights", "is_public", "is_lead"]
        labels: ClassVar[dict[str, str]] = {
            "alternative_text": "Alternative text",
            "rights": "Rights",
            "is_public": "Show it to readers",
            "is_lead": "Use it as the lead photo",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "alternative_text": "What is in the picture, for those who cannot see it.",
            "credit": "Who made it, as readers see it.",
            "rights": "Why we may publish it, for the newsroom only.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.published_sha256:
            del self.fields["is_public"], self.fields["is_lead"], self.fields["alternative_text"]

    def validate_constraints(self) -> None:
        """Nothing: the service moves the lead photo from one picture to another, so a second one is no fault here."""
