"""Whether something published stands: what a chief editor may ask for, and what a second editor may confirm."""

from dataclasses import dataclass

from factchecks.facts import Facts, Person
from factchecks.policy import can
from factchecks.states import Action
from factchecks.workflow import TABLE

ASKED_FOR = (Action.RETRACT, Action.TAKE_DOWN, Action.REINSTATE)


@dataclass(frozen=True, kw_only=True)
class Request:
    """One thing that may be asked for. `asks` is the label of its reason."""

    action: Action
    label: str
    follows: str
    asks: str


def context(facts: Facts, person: Person) -> dict[str, object]:
    """What the workspace offers about it."""
    rows = [TABLE[action] for action in ASKED_FOR if can(facts, action, person)]
    return {
        "requests": [
            Request(action=row.action, label=row.label, follows=row.follows, asks=row.note_asked) for row in rows
        ],
        "may_confirm": can(facts, Action.CONFIRM_REQUEST, person),
        "may_drop": can(facts, Action.DROP_REQUEST, person),
    }
