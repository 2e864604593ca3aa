"""What the workspace of a published check offers about looking again."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from factchecks.facts import Person
from factchecks.forms.stilltrue import MONTHS_AHEAD, in_months
from factchecks.models import FactCheck, Repeat
from factchecks.models.querysets import contributor_ids
from factchecks.roles import Right
from factchecks.services import repeats
from factchecks.states import State

WORDS = {6: "six months", 12: "a year"}


@dataclass(frozen=True, kw_only=True)
class Day:
    """One offered day."""

    words: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Again:
    """`held`: whether it was found to hold since the last public change."""

    due: bool
    held: bool
    may_set: bool
    may_confirm: bool
    may_correct: bool
    may_review: bool
    days: tuple[Day, ...]
    repeats: list[Repeat]


def again(factcheck: FactCheck, person: Person) -> Again | None:
    """None for what readers cannot read. One query."""
    if factcheck.live_edition_id is None or factcheck.retracted_at or factcheck.taken_down_at:
        return None
    wrote = {factcheck.author_id, *contributor_ids(factcheck)}
    rests = factcheck.state == State.PUBLISHED
    reviews = Right.REVIEW in person.rights
    return Again(
        due=factcheck.review_by is not None and factcheck.review_by <= timezone.localdate() and rests,
        held=factcheck.held,
        may_set=Right.DRAFT in person.rights,
        may_confirm=reviews and person.id not in wrote and rests,
        may_correct=rests and Right.DRAFT in person.rights,
        may_review=reviews,
        days=tuple(Day(words=WORDS[months], on=in_months(months)) for months in MONTHS_AHEAD),
        repeats=repeats.of_check(factcheck),
    )
