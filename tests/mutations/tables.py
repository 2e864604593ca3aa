"""Mutations of the tables: guards, rows, relations and rights. They change the objects that the product reads."""

from collections.abc import Iterator
from dataclasses import replace

from factchecks import guards, guards_public, guards_review, guards_schedule
from factchecks.guards import Guard
from factchecks.policy import RELATION_RIGHTS
from factchecks.publishing.claimreview_claims import CLAIM_RULES
from factchecks.publishing.claimreview_page import PAGE_RULES
from factchecks.roles import DESK_RIGHTS, EVERY_DESK_RIGHTS, Right
from factchecks.states import Relation, State
from factchecks.workflow import TABLE
from tests.mutations.change import Mutation

RULES = ("tests/rules/test_guards.py", "tests/rules/test_policy.py")
ALL = vars(guards) | vars(guards_review) | vars(guards_public) | vars(guards_schedule)
GUARDS = [value for value in ALL.values() if isinstance(value, Guard)]
EVERYBODY = frozenset(Relation)
EVERYWHERE = frozenset(State)


def _rule(name, change) -> Mutation:
    return Mutation(name=name, tests=RULES, change=change)


def _row(action, **other):
    """A change of one row of the table."""

    def change():
        TABLE[action] = replace(TABLE[action], **other)

    return change


def _silence(guard):
    # The guard is one frozen object that several rows share.
    return lambda: object.__setattr__(guard, "check", lambda facts: None)


def _silent_guards() -> Iterator[Mutation]:
    for guard in GUARDS:
        yield _rule(f"guard:{guard.code}", _silence(guard))


def _rows() -> Iterator[Mutation]:
    for action, row in TABLE.items():
        yield _rule(f"row:{action}", lambda action=action: TABLE.pop(action))
        yield _rule(f"from:{action}", _row(action, sources=EVERYWHERE))
        yield _rule(f"who:{action}", _row(action, who=EVERYBODY))
        for guard in row.guards:
            left = tuple(one for one in row.guards if one is not guard)
            yield _rule(f"placed:{action}:{guard.code}", _row(action, guards=left))
        for relation in row.who:
            kept = row.who - {relation}
            yield _rule(f"who:{action}:not-{relation.value.replace(' ', '-')}", _row(action, who=kept))


def _marks() -> Iterator[Mutation]:
    for action, row in TABLE.items():
        for mark in ("note_required", "own_work_refused", "from_discarded"):
            if getattr(row, mark):
                yield _rule(f"{mark}:{action}", _row(action, **{mark: False}))


def _relations() -> Iterator[Mutation]:
    for relation, right in RELATION_RIGHTS.items():
        for other in set(Right) - {right}:
            name = f"relation:{relation.value.replace(' ', '-')}:by-{other}"
            yield _rule(name, lambda relation=relation, other=other: RELATION_RIGHTS.update({relation: other}))


def _rights() -> Iterator[Mutation]:
    for table in (DESK_RIGHTS, EVERY_DESK_RIGHTS):
        for role, held in table.items():
            for right in Right:
                changed, word = (held - {right}, "without") if right in held else (held | {right}, "with")
                name = f"role:{role.value.replace(' ', '-')}:{word}-{right}"
                yield _rule(name, lambda table=table, role=role, changed=changed: table.update({role: changed}))


def _lint() -> Iterator[Mutation]:
    tests = ("tests/publishing/test_claimreview_lint.py",)
    for rule in CLAIM_RULES + PAGE_RULES:
        silence = lambda rule=rule: object.__setattr__(rule, "holds", lambda one, page: True)  # noqa: E731
        yield Mutation(name=f"lint:{rule.code}", tests=tests, change=silence)


def mutations() -> Iterator[Mutation]:
    """Every mutation of the tables."""
    for made in (_silent_guards, _rows, _marks, _relations, _rights, _lint):
        yield from made()
