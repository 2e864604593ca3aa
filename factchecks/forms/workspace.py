"""What the workspace writes: the article with its proposed verdict, and citations typed as `[[3]]`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import linebreaks
from django_prose_editor.widgets import ProseEditorWidget, importmap
from js_asset import Media, Script

from factchecks.models import Claim, Correction, FactCheck
from factchecks.models.correction import WORDS_MAX
from factchecks.models.facts import open_correction
from factchecks.states import CorrectionKind

TYPED_CITATION = re.compile(r"\[\[\s*(\d{1,4})\s*\]\]")
Numbers = Mapping[int, int]
KINDS = [
    (CorrectionKind.CORRECTION.value, "Correction: a fact was wrong"),
    (CorrectionKind.CLARIFICATION.value, "Clarification: true, but easy to misread"),
    (CorrectionKind.UPDATE.value, "Update: something new happened"),
    (CorrectionKind.MINOR.value, "Minor edit: a typing error, no notice for readers"),
]


class ArticleEditor(ProseEditorWidget):  # type: ignore[misc]
    """The package's editor on a textarea, started by our own module with our own tools and citation node."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, preset="article", config={"extensions": {}})

    @property
    def media(self) -> Media:
        return Media(importmap=importmap, js=[Script("js/editor.js", type="module")])


def with_citations(body: str, numbers: Numbers) -> str:
    """Turns `[[3]]` into the citation of source 3. A number that is not in the list stays as it was typed."""

    def cite(found: re.Match[str]) -> str:
        number = int(found.group(1))
        if number not in numbers:
            return found.group()
        given = {"key": numbers[number], "number": number}
        return render_to_string("factchecks/citation.html", given).strip()

    return TYPED_CITATION.sub(cite, body)


def as_rich_text(typed: str) -> str:
    """Words typed without any mark-up become paragraphs, one for each blank line."""
    return typed if "<" in typed else str(linebreaks(typed.strip(), autoescape=True)) if typed.strip() else ""


class DraftForm(forms.Form):
    """The article as it is being typed: nothing is required, and what cannot be cited yet stays as typed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.SlugField(required=False, max_length=40, label="Proposed verdict")
    explanation = forms.CharField(
        required=False,
        max_length=600,
        label="Why, in one or two sentences",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    headline = forms.CharField(required=False, max_length=200, label="Headline")
    standfirst = forms.CharField(
        required=False,
        max_length=600,
        label="Standfirst",
        help_text="What was found, in one or two sentences.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body = forms.CharField(required=False, label="Article body", strip=False, widget=ArticleEditor)
    methodology = forms.CharField(
        required=False,
        max_length=2000,
        label="How we checked",
        help_text="Shown to readers below the article. Leave it empty when the text says it already.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    correction_kind = forms.ChoiceField(required=False, label="What kind of change is it?", choices=KINDS)
    correction_wrong = forms.CharField(
        required=False,
        max_length=WORDS_MAX,
        label="What was wrong",
        help_text="For readers, in one or two sentences. For a minor edit: a note for your colleagues.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    correction_now = forms.CharField(
        required=False,
        max_length=WORDS_MAX,
        label="What it says now",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, numbers: Callable[[], Numbers] = dict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._numbers = numbers

    def clean_body(self) -> str:
        """Plain paragraphs and `[[3]]` become rich text."""
        body = as_rich_text(str(self.cleaned_data["body"]))
        return with_citations(body, self._numbers()) if TYPED_CITATION.search(body) else body


class ArticleForm(DraftForm):
    """The article when a person presses Save: a number that leads to no source is said at the field."""

    def clean_body(self) -> str:
        body = super().clean_body()
        unknown = [found.group(1) for found in TYPED_CITATION.finditer(body)]
        if unknown:
            raise forms.ValidationError(
                f"There is no source {unknown[0]} that readers may see. Check the number, or add the source first."
            )
        return body


def article_initial(factcheck: FactCheck, claim: Claim | None) -> dict[str, Any]:
    """What the article form shows of a check."""
    return {
        "version": factcheck.version,
        "headline": factcheck.headline,
        "standfirst": factcheck.standfirst,
        "body": factcheck.body,
        "methodology": factcheck.methodology,
        "verdict": claim.verdict.slug if claim and claim.verdict else "",
        "explanation": claim.explanation if claim else "",
        **_told(open_correction(factcheck)),
    }


def _told(correction: Correction | None) -> dict[str, str]:
    """What readers are to be told; nothing where no correction is open."""
    if correction is None:
        return {}
    return {
        "correction_kind": correction.kind,
        "correction_wrong": correction.wrong,
        "correction_now": correction.now,
    }
