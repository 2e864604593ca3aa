"""The one question every door asks: may this person do this to this check, and if not, why not?"""

from dataclasses import dataclass, replace

from factchecks.facts import Facts, Person
from factchecks.guards import Guard
from factchecks.roles import RIGHT_NAMES, Right
from factchecks.states import STATE_LABELS, Action, Relation, Severity
from factchecks.transition import Transition
from factchecks.workflow import TABLE

RELATION_RIGHTS: dict[Relation, Right] = {
    Relation.WRITER: Right.DRAFT,
    Relation.AUTHOR: Right.DRAFT,
    Relation.ASSIGNEE: Right.DRAFT,
    Relation.SUBMITTER: Right.DRAFT,
    Relation.EDITOR: Right.REVIEW,
    Relation.APPROVER: Right.REVIEW,
    Relation.REVIEWER: Right.REVIEW,
    Relation.CHIEF: Right.REVIEW,
    Relation.PUBLISHER: Right.PUBLISH,
}
OWN_WORK = "You worked on this check, so a different person has to decide."


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why not (yet): a sentence, where it is fixed, and whether it stops the action."""

    code: str
    sentence: str
    anchor: str = ""
    fix: str = ""
    severity: Severity = Severity.BLOCK
    about_person: bool = False


def is_own_work(facts: Facts, person: Person) -> bool:
    """Whether the person wrote, contributed to or submitted what is to be decided."""
    return person.id in facts.contributor_ids | {facts.author_id, facts.submitter_id}


def relations(facts: Facts, person: Person) -> frozenset[Relation]:
    """How the person stands to the check; each relation counts only with its right."""
    held = {Relation.WRITER, Relation.EDITOR, Relation.PUBLISHER}
    held |= {Relation.AUTHOR} if person.id == facts.author_id else set()
    held |= {Relation.ASSIGNEE} if person.id == facts.assignee_id else set()
    held |= {Relation.SUBMITTER} if person.id == facts.submitter_id else set()
    held |= {Relation.APPROVER} if person.id in facts.approver_ids else set()
    held |= {Relation.REVIEWER} if person.id == facts.reviewer_id else set()
    held |= {Relation.CHIEF} if person.is_chief else set()
    with_right = {one for one in held if RELATION_RIGHTS[one] in person.rights}
    return frozenset(with_right | ({Relation.ADMIN} if person.is_admin else set()))


def _why_not_this_person(row: Transition, facts: Facts, person: Person) -> Reason | None:
    if not row.who & relations(facts, person):
        needed = " or ".join(sorted({RIGHT_NAMES[RELATION_RIGHTS[one]] for one in row.who & RELATION_RIGHTS.keys()}))
        who = ", ".join(sorted(one.value for one in row.who))
        how = f" It needs the right to {needed} on this desk; an admin can give it." if needed else ""
        sentence = f"This is for: {who}.{how}"
        return Reason(code="not_allowed", sentence=sentence, about_person=True)
    if row.own_work_refused and is_own_work(facts, person):
        return Reason(code="own_work", sentence=OWN_WORK, about_person=True)
    return None


def _why_not_from_here(row: Transition, facts: Facts) -> Reason | None:
    if row.from_discarded != facts.discarded:
        return Reason(
            code="discarded", sentence="It has been discarded." if facts.discarded else "It is not discarded."
        )
    if facts.state not in row.sources:
        words = " or ".join(STATE_LABELS[state] for state in sorted(row.sources))
        return Reason(
            code="wrong_state", sentence=f"It is in {STATE_LABELS[facts.state]}; this is possible in {words} only."
        )
    return None


def _from_guard(guard: Guard, sentence: str) -> Reason:
    return Reason(code=guard.code, sentence=sentence, anchor=guard.anchor, fix=guard.fix, severity=guard.severity)


def open_items(facts: Facts, action: Action) -> list[Reason]:
    """Guards of the action that speak, in the order of the table; about `facts.asker_id` where one is set."""
    found = ((guard, guard.check(facts)) for guard in TABLE[action].guards)
    return [_from_guard(guard, sentence) for guard, sentence in found if sentence]


def passed_items(facts: Facts, action: Action) -> list[Guard]:
    """Guards of the action that are satisfied, in the order of the table."""
    return [guard for guard in TABLE[action].guards if guard.applies(facts) and guard.check(facts) is None]


def blockers(facts: Facts, action: Action, person: Person) -> list[Reason]:
    """Why the action cannot be done by this person now; empty when it can. Warnings are not among them."""
    row = TABLE[action]
    first = [_why_not_this_person(row, facts, person), _why_not_from_here(row, facts)]
    gates = [reason for reason in first if reason]
    asked = replace(facts, asker_id=person.id)
    return gates or [item for item in open_items(asked, action) if item.severity is Severity.BLOCK]


def can(facts: Facts, action: Action, person: Person) -> bool:
    """Whether `blockers` is empty."""
    return not blockers(facts, action, person)


def note_asked(facts: Facts, action: Action, person: Person) -> str | None:
    """The sentence that asks this person for a note; None where the move needs none."""
    row = TABLE[action]
    return row.note_asked if row.note_required else row.note_if(replace(facts, asker_id=person.id))


def hides_verdict(facts: Facts, person: Person) -> bool:
    """Whether the reporter's verdict and its reason are kept from this person until they state their own."""
    return can(facts, Action.STATE_VERDICT, person)


def offered(facts: Facts, action: Action, person: Person) -> bool:
    """Whether a button is shown: the person may, from here; guards may still have to be satisfied."""
    return not any(
        reason.about_person or reason.code in ("wrong_state", "discarded") for reason in blockers(facts, action, person)
    )
