"""What each role may do in each state, read off the rules: for people, who need not read the code to know."""

from dataclasses import dataclass
from itertools import groupby

from factchecks.facts import Facts, Person
from factchecks.policy import blockers
from factchecks.roles import DESK_RIGHTS, EVERY_DESK_RIGHTS, Role
from factchecks.states import ORDER, STATE_LABELS, Action, State
from factchecks.workflow import TABLE

_ME, _OTHER = 1, 2


@dataclass(frozen=True, kw_only=True)
class Part:
    """A column: a role, beside a check that they wrote or that somebody else wrote."""

    name: str
    role: Role
    own: bool = False

    @property
    def person(self) -> Person:
        """Somebody who holds the role and nothing else."""
        rights = (DESK_RIGHTS | EVERY_DESK_RIGHTS)[self.role]
        return Person(id=_ME, rights=rights, is_chief=self.role is Role.CHIEF, is_admin=self.role is Role.ADMIN)

    def facts(self, action: Action, state: State) -> Facts:
        """A check of theirs, or of somebody else; whoever decides has what only the decider may take back."""
        writer = _ME if self.own else _OTHER
        at = {"state": state, "discarded": TABLE[action].from_discarded}
        who = {"author_id": writer, "assignee_id": writer, "submitter_id": writer}
        decider = {} if self.own else {"approver_ids": frozenset({_ME}), "reviewer_id": _ME}
        return Facts(desk_id=1, contributor_ids=frozenset({writer}), **at, **who, **decider)  # type: ignore[arg-type]


PARTS = (
    Part(name="Reporter, own check", role=Role.REPORTER, own=True),
    Part(name="Reporter, a colleague's", role=Role.REPORTER),
    Part(name="Editor, own check", role=Role.EDITOR, own=True),
    Part(name="Editor, a colleague's", role=Role.EDITOR),
    Part(name="Chief editor", role=Role.CHIEF),
    Part(name="Legal", role=Role.LEGAL),
    Part(name="Admin", role=Role.ADMIN),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One action in one state: `may` in the order of `PARTS`."""

    state: State
    action: Action
    label: str
    may: tuple[bool, ...]


def may(part: Part, action: Action, state: State) -> bool:
    """Whether nothing but what the check still lacks stands in the way."""
    found = blockers(part.facts(action, state), action, part.person)
    return not any(reason.about_person or reason.code in ("wrong_state", "discarded") for reason in found)


def lines() -> list[Line]:
    """Every action in every state from which somebody may begin it, in the order of the workflow."""
    pairs = [(state, row) for state in ORDER for row in TABLE.values() if state in row.sources]
    return [
        Line(
            state=state,
            action=row.action,
            label=row.label,
            may=tuple(may(part, row.action, state) for part in PARTS),
        )
        for state, row in pairs
    ]


def by_state() -> list[tuple[str, list[Line]]]:
    """The same under the name of each state."""
    return [(STATE_LABELS[state], list(found)) for state, found in groupby(lines(), key=lambda line: line.state)]
