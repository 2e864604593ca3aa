"""The form of a new claim. Only the words of the claim are required; readiness is judged later, by the rules."""

from typing import Any

from django import forms

from factchecks.forms.claimants import ClaimantFields
from factchecks.links.safety import vet
from factchecks.models import Claim, Claimant, Desk, FactCheck, Topic, User
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.services import network
from factchecks.services.checks import NewClaim


def _length(model: type[Any], field: str) -> int:
    return int(model._meta.get_field(field).max_length)


class IntakeForm(ClaimantFields):
    """What was said, by whom, where; and who takes care of it. Desks are those the person may write for."""

    text = forms.CharField(
        label="The claim, word for word",
        max_length=_length(Claim, "text"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write down the claim, word for word."},
    )
    claimant_name = forms.CharField(
        label="Claimant",
        max_length=_length(Claimant, "name"),
        required=False,
    )
    origin_unknown = forms.BooleanField(label="The origin is unknown", required=False)
    claimant_role = forms.CharField(
        label="Role at the time", max_length=_length(Claim, "claimant_role"), required=False
    )
    claimed_on = forms.DateField(
        label="Said on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(label="Place or occasion", max_length=_length(Claim, "place"), required=False)
    appearance_url = forms.CharField(
        label="Address where it appeared",
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="A page of the public web, with https:// in front.",
    )
    headline = forms.CharField(label="Headline", max_length=_length(FactCheck, "headline"), required=False)
    short = forms.CharField(
        label="Short form of the claim",
        max_length=_length(Claim, "short"),
        required=False,
        help_text="For search engines. Aim for 75 characters.",
    )
    topics = forms.ModelMultipleChoiceField(
        label="Topics", queryset=Topic.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    reviewer_note = forms.CharField(
        label="Why it matters", max_length=_length(FactCheck, "reviewer_note"), required=False
    )
    desk = forms.ModelChoiceField(
        label="Desk",
        queryset=Desk.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "You do not write for this desk. Choose one of yours."},
    )
    due_at = forms.DateTimeField(
        label="Due",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Desk.objects.filter(pk__in=scope_of(person).desk_ids(Right.DRAFT))
        self.fields["desk"].queryset = mine  # type: ignore[attr-defined]
        self.fields["topics"].queryset = Topic.objects.all()  # type: ignore[attr-defined]

    def clean_appearance_url(self) -> str:
        """The address, refused with the reason when it can never be fetched. Connects to nothing."""
        url: str = self.cleaned_data["appearance_url"].strip()
        reason = vet(url, network.policy()) if url else ""
        if reason:
            raise forms.ValidationError(reason, code="address")
        return url

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("origin_unknown") and values.get("claimant_name"):
            self.add_error("claimant_name", "Name the claimant or state that the origin is unknown, not both.")
        return values

    @property
    def claim(self) -> NewClaim:
        """What the service is told. Only after `is_valid()`."""
        names = set(NewClaim.__dataclass_fields__) & set(self.cleaned_data) - {"topics"}
        values = {name: self.cleaned_data[name] for name in names}
        return NewClaim(topics=tuple(self.cleaned_data["topics"]), **values)
