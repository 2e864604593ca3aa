"""Help: the four states and who may do what, written from the rules themselves."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from factchecks.guards import Guard
from factchecks.roles import DESK_RIGHTS, EVERY_DESK_RIGHTS, RIGHT_NAMES, Right, Role
from factchecks.states import ORDER, STATE_LABELS, Relation, State
from factchecks.transition import Transition
from factchecks.views.request import StaffRequest
from factchecks.workflow import TABLE

WHO: dict[Relation, str] = {
    Relation.WRITER: "everybody who writes for the desk",
    Relation.AUTHOR: "its author",
    Relation.ASSIGNEE: "the person it is assigned to",
    Relation.SUBMITTER: "the person who submitted it",
    Relation.EDITOR: "editors of the desk",
    Relation.PUBLISHER: "editors of the desk who may publish",
    Relation.APPROVER: "the editor who approved it",
    Relation.REVIEWER: "the editor who has taken the review",
    Relation.CHIEF: "a chief editor",
    Relation.ADMIN: "an admin, in an emergency",
}
MEANS: dict[State, str] = {
    State.DRAFT: "A claim is written down. Nobody has begun to check it.",
    State.RESEARCH: "Sources are collected, quotations verified, and the article is written.",
    State.REVIEW: "The text is locked. A different person, an editor, decides about it.",
    State.PUBLISHED: "Readers see it. What was published is never deleted.",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One action in words."""

    label: str
    who: str
    follows: str
    needs: list[Guard]
    note_required: bool
    not_own: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One state with the actions that start there."""

    state: State
    label: str
    means: str
    steps: list[Step]


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A role and, right by right, whether it is held."""

    name: str
    where: str
    holds: list[bool]


def _step(row: Transition) -> Step:
    return Step(
        label=row.label,
        who=", ".join(WHO[one] for one in Relation if one in row.who),
        follows=row.follows,
        needs=list(row.guards),
        note_required=row.note_required,
        not_own=row.own_work_refused,
    )


def stages() -> list[Stage]:
    """The states in order, each with its actions as the table of transitions has them."""
    return [
        Stage(
            state=state,
            label=STATE_LABELS[state],
            means=MEANS[state],
            steps=[_step(row) for row in TABLE.values() if state in row.sources],
        )
        for state in ORDER
    ]


def holders() -> list[Holder]:
    """The roles with their rights: those of a desk first, then those of every desk."""

    def holder(role: Role, rights: frozenset[Right], where: str) -> Holder:
        return Holder(name=role.value.capitalize(), where=where, holds=[right in rights for right in Right])

    desk = [holder(role, rights, "on their desk") for role, rights in DESK_RIGHTS.items()]
    return desk + [holder(role, rights, "on every desk") for role, rights in EVERY_DESK_RIGHTS.items()]


@require_GET
def help_page(request: StaffRequest) -> HttpResponse:
    """The page."""
    context = {"stages": stages(), "holders": holders(), "rights": [RIGHT_NAMES[right] for right in Right]}
    return render(request, "factchecks/help.html", context)
