"""What a decision on a reader's letter needs: a desk, the number of a check, or a reason."""

import re
from typing import Any

from django import forms

from factchecks.models import Desk, User
from factchecks.models.readerpost import REASON_MAX
from factchecks.models.scopes import scope_of
from factchecks.roles import Right

_NUMBER = re.compile(r"(?:FC-?)?0*(\d{1,9})", re.IGNORECASE)


def desks_of(user: User) -> list[Desk]:
    """The desks for which the person writes, by name: one query, for all rows of a page."""
    return list(Desk.objects.filter(pk__in=scope_of(user).desk_ids(Right.DRAFT)).order_by("name"))


class AcceptForm(forms.Form):
    """The desk that is to check the claim."""

    desk = forms.TypedChoiceField(
        label="Desk", coerce=int, error_messages={"invalid_choice": "You do not write for this desk."}
    )

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {desk.pk: desk for desk in desks}
        self.fields["desk"].choices = [(desk.pk, desk.name) for desk in desks]  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """The check that answers the same claim; its id after cleaning."""

    check = forms.CharField(
        label="Number of the check",
        max_length=20,
        help_text="For instance FC-0412.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_check(self) -> int:
        """The id behind a number as people write it."""
        found = _NUMBER.fullmatch(self.cleaned_data["check"].strip())
        if found is None:
            raise forms.ValidationError("Write the number of a check, for instance FC-0412.", code="number")
        return int(found[1])


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label="Why it is declined",
        max_length=REASON_MAX,
        help_text="For colleagues; the reader does not see it.",
        error_messages={
            "required": "Say why it is declined.",
            "max_length": f"Shorten the reason to {REASON_MAX} characters.",
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )
