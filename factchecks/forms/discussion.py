"""What is written in a discussion: a new thread with what it is about, or the words of a comment."""

from typing import Any

from django import forms

from factchecks.models.discussion import CONTEXT_MAX, EXACT_MAX, TEXT_MAX
from factchecks.services.anchoring import About

WORDS = {"required": "Write the comment.", "max_length": f"Shorten the comment to {TEXT_MAX} characters."}
WHOLE = "The whole check"


class CommentForm(forms.Form):
    """The words of a reply, or of a comment that is changed."""

    text = forms.CharField(
        max_length=TEXT_MAX, label="Reply", error_messages=WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )


class StartForm(forms.Form):
    """A new thread. `choices` are the sources it can be about: (id, label). A suggestion needs no comment beside it."""

    text = forms.CharField(
        required=False,
        max_length=TEXT_MAX,
        label="Your comment",
        error_messages=WORDS,
        help_text="Ask a colleague by name: @Name.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    exact = forms.CharField(
        required=False,
        max_length=EXACT_MAX,
        label="About these words of the article",
        error_messages={"max_length": f"Choose at most {EXACT_MAX} characters of the article."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    suggested = forms.CharField(
        required=False,
        max_length=EXACT_MAX,
        label="Say instead",
        help_text="Whoever writes the check can put it into the text with one button.",
        error_messages={"max_length": f"Suggest at most {EXACT_MAX} characters."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words_before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    words_after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    source = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Or about")
    blocking = forms.BooleanField(required=False, label="Must be settled before review and publishing")

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", WHOLE), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("text") and not values.get("suggested") and "text" not in self.errors:
            self.add_error("text", WORDS["required"])
        if values.get("exact") and values.get("source"):
            self.add_error("source", "Choose words of the article or a source, not both.")
        return values

    def about(self) -> About:
        """What the thread is about, of a form that is valid."""
        values = self.cleaned_data
        return About(
            exact=values["exact"],
            before=values["words_before"][-CONTEXT_MAX:],
            after=values["words_after"][:CONTEXT_MAX],
            source_id=values["source"],
        )
