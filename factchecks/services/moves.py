"""What a step of a move is given, and what a step is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factchecks.facts import Facts
from factchecks.models import Event, FactCheck, User, Verdict
from factchecks.models.content import Content
from factchecks.states import State
from factchecks.transition import Transition


@dataclass(frozen=True, kw_only=True)
class Move:
    """What a step of a move is given."""

    factcheck: FactCheck
    row: Transition
    facts: Facts
    by: User
    note: str
    content: Content
    verdict: Verdict | None = None
    at: datetime | None = None

    @property
    def target(self) -> State:
        """The state after the move."""
        return self.row.target or State(self.factcheck.state)


type Values = dict[str, Any]


def _nothing(move: Move) -> Values:
    return {}


def _none_made(move: Move, event: Event) -> Values:
    return {}


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a move writes beside the state: columns within the compare-and-swap, then rows once that was won.

    Columns that point at those rows are written last, and with `state_last` so is the state. What is `quiet`
    leaves the version as it is, so that no open form becomes stale by it. `details`: ids, for the event.
    """

    columns: Callable[[Move], Values] = _nothing
    rows: Callable[[Move, Event], Values] = _none_made
    state_last: bool = False
    quiet: bool = False
    details: Callable[[Move], Values] = _nothing


FREE: Values = {"reviewer": None, "reviewer_since": None, "review_asked_by": None}
UNBOOKED: Values = {"publish_at": None, "scheduled_by": None, "schedule_failed_at": None, "schedule_failure": ""}
# A schedule stands and falls with the approval.
UNAPPROVED: Values = {"approved_digest": ""} | UNBOOKED
