"""The filters of the list of checks, from the address."""

import re
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q

from factchecks.models import Claim, FactCheck
from factchecks.models.check import STATES
from factchecks.models.querysets import FactCheckQuerySet
from factchecks.states import State

_NUMBER = re.compile(r"(?:fc-?)?0*(\d{1,12})", re.IGNORECASE)
_MOST_WORDS = 8


class CheckFilter(django_filters.FilterSet):  # type: ignore[misc]
    """`q` finds every word in headline, claim or claimant, or the number; the others are exact."""

    q = django_filters.CharFilter(label="Search", method="find", max_length=200)
    state = django_filters.ChoiceFilter(label="State", choices=[*STATES, ("approved", "Approved")], method="in_state")
    desk = django_filters.CharFilter(label="Desk", field_name="desk__slug", max_length=60)
    mine = django_filters.BooleanFilter(label="Mine", method="of_person")
    discarded = django_filters.BooleanFilter(label="Discarded", method="either")

    class Meta:
        model = FactCheck
        fields: tuple[str, ...] = ()

    def find(self, rows: FactCheckQuerySet, name: str, value: str) -> FactCheckQuerySet:
        """Rows that have every word of the text, or are the number."""
        words = value.split()[:_MOST_WORDS]
        number = _NUMBER.fullmatch(value.strip())
        every = Q()
        for word in words:
            said = Claim.objects.filter(factcheck=OuterRef("pk"))
            said = said.filter(Q(text__icontains=word) | Q(claimant_name__icontains=word))
            every &= Q(headline__icontains=word) | Q(Exists(said))
        return rows.filter(every | Q(pk=int(number[1])) if number else every)

    def in_state(self, rows: FactCheckQuerySet, name: str, value: str) -> FactCheckQuerySet:
        """Rows in one state; `approved` is the fact beside Review."""
        if value == "approved":
            return rows.filter(state=State.REVIEW).exclude(approved_digest="")
        return rows.filter(state=value)

    def of_person(self, rows: FactCheckQuerySet, name: str, value: Any) -> FactCheckQuerySet:
        """Rows that the person writes or works on."""
        person = self.request.user
        return rows.filter(Q(author=person) | Q(assignee=person)) if value else rows

    def either(self, rows: FactCheckQuerySet, name: str, value: Any) -> FactCheckQuerySet:
        """Judged in `filter_queryset`, because leaving it out means something too."""
        return rows

    def filter_queryset(self, queryset: FactCheckQuerySet) -> FactCheckQuerySet:
        """As asked; discarded checks are shown only, and alone, when asked for."""
        rows: FactCheckQuerySet = super().filter_queryset(queryset)
        return rows.filter(discarded_at__isnull=not self.form.cleaned_data.get("discarded"))
