"""The fields that say who made a claim: what is known of a new claimant, and who said it too."""

from typing import Any

from django import forms
from django.urls import reverse_lazy

from factchecks.models import Claim, ClaimantKind
from factchecks.services.claimants import MOST_OTHERS, Described

OTHER_FIELDS = tuple(f"other_{part}_{n}" for n in range(1, MOST_OTHERS + 1) for part in ("name", "role"))
TYPE_AHEAD = {"autocomplete": "off", "data-claimants": reverse_lazy("claimant_offer")}


class ClaimantFields(forms.Form):
    """Mixed into the forms of a claim. After `is_valid()` the values have `new_claimant` and `others` too."""

    claimant_kind = forms.ChoiceField(
        required=False, choices=ClaimantKind, initial=ClaimantKind.PERSON, label="New claimant is a"
    )
    claimant_title = forms.CharField(required=False, max_length=200, label="Job title of the new claimant")
    claimant_same_as = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Address of a page about the new claimant",
        help_text="Wikipedia or Wikidata.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claimant_name"].widget.attrs |= TYPE_AHEAD
        for n in range(1, MOST_OTHERS + 1):
            widget = forms.TextInput(attrs=TYPE_AHEAD)
            name = forms.CharField(required=False, max_length=160, label=f"Further claimant {n}", widget=widget)
            self.fields[f"other_name_{n}"] = name
            self.fields[f"other_role_{n}"] = forms.CharField(
                required=False, max_length=200, label=f"Role of further claimant {n}"
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["others"] = self._others(values)
        if values["others"] and not values.get("claimant_name", "").strip():
            self.add_error("other_name_1", "Name the first claimant before the others.")
        values["new_claimant"] = Described(
            kind=values.get("claimant_kind") or ClaimantKind.PERSON,
            job_title=values.get("claimant_title", ""),
            same_as=values.get("claimant_same_as", ""),
        )
        return values

    @staticmethod
    def _others(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        pairs = [
            (values.get(f"other_name_{n}", ""), values.get(f"other_role_{n}", "")) for n in range(1, MOST_OTHERS + 1)
        ]
        return tuple((name, role) for name, role in pairs if name.strip())

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Name and role of each further claimant."""
        return [(self[f"other_name_{n}"], self[f"other_role_{n}"]) for n in range(1, MOST_OTHERS + 1)]

    @property
    def several(self) -> bool:
        """Whether a further claimant is named, or there is something to say about one."""
        return any(name.value() or name.errors or role.errors for name, role in self.pairs)


def others_initial(claim: Claim) -> dict[str, str]:
    """What the forms show of the further claimants."""
    rows = enumerate(claim.co_claimants.all(), start=1)
    return {
        field: value
        for n, one in rows
        for field, value in ((f"other_name_{n}", one.name), (f"other_role_{n}", one.role))
    }
