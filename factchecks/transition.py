"""One row of the table of moves: where it starts and ends, who may make it, and what must hold first."""

from collections.abc import Callable
from dataclasses import dataclass

from factchecks.facts import Facts
from factchecks.guards import Guard
from factchecks.states import Action, Relation, State


def _never(facts: Facts) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of the table. `target` None keeps the state: the action changes a fact beside it.

    `note_if` says why a note is needed where it depends on the check, None where it is not.
    """

    action: Action
    sources: frozenset[State]
    target: State | None
    who: frozenset[Relation]
    label: str
    follows: str
    guards: tuple[Guard, ...] = ()
    note_required: bool = False
    note_asked: str = "Say what must change."
    note_min: int = 1
    note_if: Callable[[Facts], str | None] = _never
    from_discarded: bool = False
    own_work_refused: bool = False


def row_of(action: Action, source: str, target: State | None, who: str, label: str, **more: object) -> Transition:
    """A row in short: `source` are states and `who` relations, as words."""
    return Transition(
        action=action,
        sources=frozenset(State(word) for word in source.split()),
        target=target,
        who=frozenset(Relation(word) for word in who.split(", ")),
        label=label,
        **more,  # type: ignore[arg-type]
    )
