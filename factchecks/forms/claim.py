"""The claim's own form, and the one that says who works on a check next."""

from typing import Any, cast

from django import forms

from factchecks.forms.claimants import ClaimantFields, others_initial
from factchecks.models import Claim, FactCheck, Precision, Topic, Verdict


class ClaimWords(ClaimantFields):
    """A claim: its words, who said it, when and where."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=2000, label="What was said, word for word", widget=forms.Textarea(attrs={"rows": 3})
    )
    short = forms.CharField(
        required=False, max_length=140, label="Short form", help_text="For search engines. Aim for 75 characters."
    )
    claimant_name = forms.CharField(required=False, max_length=160, label="Who said it")
    origin_unknown = forms.BooleanField(required=False, label="The origin is unknown")
    claimant_role = forms.CharField(required=False, max_length=200, label="Their role at the time")
    claimed_on = forms.DateField(
        required=False, label="Said on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    claimed_precision = forms.ChoiceField(choices=Precision, initial=Precision.DAY, label="What is known of the date")
    place = forms.CharField(required=False, max_length=200, label="Where or on what occasion")
    appearance_url = forms.URLField(
        required=False, max_length=2000, assume_scheme="https", label="Address where it can be seen"
    )
    context = forms.CharField(
        required=False, max_length=1000, label="Context", widget=forms.Textarea(attrs={"rows": 3})
    )

    rationale = forms.CharField(
        required=False,
        max_length=600,
        label="Why we chose this claim",
        help_text="Who heard it, what harm it does, who asked. Readers do not see it; assessors of the newsroom do.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("claimant_name", "").strip() and values.get("origin_unknown"):
            self.add_error("origin_unknown", "Name the claimant or state that the origin is unknown, not both.")
        return values


class ClaimForm(ClaimWords):
    """The first claim, with the headline and topics of the check."""

    headline = forms.CharField(required=False, max_length=200, label="Headline of the check")
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), required=False, label="Topics", widget=forms.CheckboxSelectMultiple
    )


class FurtherClaimForm(ClaimWords):
    """A further claim, with the verdict on it. `present` is its verdict, offered even when it is retired."""

    verdict = forms.ChoiceField(required=False, label="Proposed verdict on this claim")
    explanation = forms.CharField(
        required=False,
        max_length=600,
        label="Why, in one or two sentences",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, present: Verdict | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {one.slug: one for one in (*Verdict.objects.filter(retired=False), present) if one}
        words = [(one.slug, one.word) for one in self._known.values()]
        cast(forms.ChoiceField, self.fields["verdict"]).choices = [("", "None yet"), *words]

    @property
    def values(self) -> dict[str, Any]:
        """The values for the service."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return kept | {"verdict": self._known.get(kept["verdict"])}


def claim_initial(factcheck: FactCheck, claim: Claim | None) -> dict[str, Any]:
    """What the claim form shows of a check."""
    if claim is None:
        return {"version": factcheck.version}
    first = next((one for one in claim.appearances.all() if one.is_first), None)
    names = ("text", "short", "claimant_name", "origin_unknown", "claimant_role", "claimed_on", "claimed_precision")
    return (
        {name: getattr(claim, name) for name in (*names, "place", "context", "rationale")}
        | others_initial(claim)
        | {
            "version": factcheck.version,
            "appearance_url": first.url if first else "",
            "headline": factcheck.headline,
            "topics": list(factcheck.topics.all()),
        }
    )


def further_initial(factcheck: FactCheck, claim: Claim | None) -> dict[str, Any]:
    """What the form of a further claim shows; `claim` is None for a new one."""
    verdict = (
        {"verdict": claim.verdict.slug if claim.verdict else "", "explanation": claim.explanation} if claim else {}
    )
    return claim_initial(factcheck, claim) | verdict
