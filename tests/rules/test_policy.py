"""Who may do what, without a database: the matrix, each relation with its right, four eyes, the rights of a role."""

from dataclasses import replace

import pytest

from factchecks.policy import RELATION_RIGHTS, blockers, can, is_own_work, offered, open_items, passed_items, relations
from factchecks.roles import DESK_RIGHTS, EVERY_DESK_RIGHTS, Right, Role
from factchecks.states import Action, Relation, State
from factchecks.workflow import TABLE
from tests.rules.matrix import PEOPLE, rows
from tests.rules.ready import IDS, READY, approved, asked, blind, correcting, facts_in, holding, in_review, person

ROWS = rows()
WHO = {
    Action.EDIT: "writer",
    Action.HAND_OVER: "assignee author editor",
    Action.START_RESEARCH: "assignee author editor",
    Action.RETURN_TO_DRAFT: "author editor",
    Action.SUBMIT: "assignee author",
    Action.WITHDRAW: "submitter",
    Action.SEND_BACK: "editor",
    Action.APPROVE: "editor",
    Action.TAKE_BACK_APPROVAL: "approver chief_editor",
    Action.STATE_VERDICT: "editor",
    Action.PROPOSE_VERDICT: "editor",
    Action.ACCEPT_VERDICT: "assignee author",
    Action.DECLINE_VERDICT: "assignee author",
    Action.TAKE_REVIEW: "editor",
    Action.ASK_REVIEW: "editor",
    Action.RELEASE_REVIEW: "reviewer",
    Action.PUBLISH: "publisher",
    Action.SET_EMBARGO: "assignee author editor",
    Action.SCHEDULE: "publisher",
    Action.UNSCHEDULE: "chief_editor publisher",
    Action.DISCARD: "author editor",
    Action.RESTORE: "author editor",
    Action.OPEN_CORRECTION: "author editor",
    Action.DISCARD_CORRECTION: "author editor",
    Action.RETRACT: "chief_editor",
    Action.TAKE_DOWN: "chief_editor",
    Action.REINSTATE: "chief_editor",
    Action.CONFIRM_REQUEST: "editor",
    Action.DROP_REQUEST: "chief_editor",
    Action.BREAK_GLASS: "admin",
}
# From where to where; - keeps the state.
WAYS = {
    Action.EDIT: "draft research -",
    Action.HAND_OVER: "draft research -",
    Action.START_RESEARCH: "draft research",
    Action.RETURN_TO_DRAFT: "research draft",
    Action.SUBMIT: "research review",
    Action.WITHDRAW: "review research",
    Action.SEND_BACK: "review research",
    Action.APPROVE: "review -",
    Action.TAKE_BACK_APPROVAL: "review -",
    Action.STATE_VERDICT: "review -",
    Action.PROPOSE_VERDICT: "review -",
    Action.ACCEPT_VERDICT: "review -",
    Action.DECLINE_VERDICT: "review -",
    Action.TAKE_REVIEW: "review -",
    Action.ASK_REVIEW: "review -",
    Action.RELEASE_REVIEW: "review -",
    Action.PUBLISH: "review published",
    Action.SET_EMBARGO: "draft research review -",
    Action.SCHEDULE: "review -",
    Action.UNSCHEDULE: "review -",
    Action.DISCARD: "draft -",
    Action.RESTORE: "draft -",
    Action.OPEN_CORRECTION: "published research",
    Action.DISCARD_CORRECTION: "research review published",
    Action.RETRACT: "published research review -",
    Action.TAKE_DOWN: "published research review -",
    Action.REINSTATE: "published research review -",
    Action.CONFIRM_REQUEST: "published research review -",
    Action.DROP_REQUEST: "published research review -",
    Action.BREAK_GLASS: "draft research review published",
}
RIGHTS = {
    Role.REPORTER: "draft read",
    Role.EDITOR: "draft publish read review",
    Role.CHIEF: "draft publish read review",
    Role.LEGAL: "read",
    Role.ADMIN: "",
}
OWN = ("author_id", "submitter_id", "contributor_ids")
DECISIONS = {
    Action.APPROVE: in_review(),
    Action.SEND_BACK: in_review(),
    Action.STATE_VERDICT: blind(),
    Action.PROPOSE_VERDICT: in_review(),
    Action.TAKE_REVIEW: in_review(),
    Action.ASK_REVIEW: in_review(reviewer_id=IDS["ed"]),
    Action.PUBLISH: approved(),
    Action.CONFIRM_REQUEST: asked(),
    Action.SCHEDULE: approved(),
}
# The last is for admins: tests/services/test_breakglass.py.
FOUR_EYES = {*DECISIONS, Action.BREAK_GLASS}
NOTED = {Action.SEND_BACK, Action.PROPOSE_VERDICT, Action.DECLINE_VERDICT}
NOTED |= {Action.RETRACT, Action.TAKE_DOWN, Action.REINSTATE, Action.BREAK_GLASS}


@pytest.mark.parametrize(("state", "action", "allowed"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_the_rules_let_exactly_these_people(state, action, allowed):
    facts = facts_in(state)
    assert {name for name in PEOPLE if can(facts, action, person(name))} == allowed


@pytest.mark.parametrize("action", list(Action))
def test_the_move_is_for_these_relations(action):
    assert sorted(one.value.replace(" ", "_") for one in TABLE[action].who) == WHO[action].split()


@pytest.mark.parametrize("action", list(Action))
def test_the_move_starts_and_ends_here(action):
    *sources, target = WAYS[action].split()
    assert sorted(TABLE[action].sources) == sources
    assert (TABLE[action].target or "-") == target


@pytest.mark.parametrize("role", list(Role))
def test_a_role_holds_exactly_these_rights(role):
    rights = (DESK_RIGHTS | EVERY_DESK_RIGHTS)[role]
    assert sorted(right.value for right in rights) == RIGHTS[role].split()


@pytest.mark.parametrize("relation", sorted(RELATION_RIGHTS))
def test_a_relation_counts_only_with_its_right(relation):
    close = {"author_id": 99, "assignee_id": 99, "submitter_id": 99, "approver_ids": frozenset({99})}
    close["reviewer_id"] = 99
    facts = in_review(**close)
    for right in Right:
        one = replace(holding(right), is_chief=True)
        assert (relation in relations(facts, one)) == (RELATION_RIGHTS[relation] is right)


def test_each_relation_needs_this_right():
    needed = {right: {one.value for one in RELATION_RIGHTS if RELATION_RIGHTS[one] is right} for right in Right}
    assert set(Relation) - RELATION_RIGHTS.keys() == {Relation.ADMIN}
    assert needed[Right.DRAFT] == {"writer", "author", "assignee", "submitter"}
    assert needed[Right.REVIEW] == {"editor", "approver", "reviewer", "chief editor"}
    assert needed[Right.PUBLISH] == {"publisher"}


def test_a_stranger_with_every_right_is_only_writer_editor_and_publisher():
    assert relations(approved(), holding(*Right)) == {Relation.WRITER, Relation.EDITOR, Relation.PUBLISHER}


@pytest.mark.parametrize("action", [Action.START_RESEARCH, Action.SUBMIT])
def test_whoever_it_was_handed_to_may_go_on_with_it(action):
    state = State.DRAFT if action is Action.START_RESEARCH else State.RESEARCH
    facts = replace(READY, state=state, assignee_id=IDS["ines"])
    assert can(facts, action, person("ines"))
    assert not can(replace(facts, assignee_id=None), action, person("ines"))


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("action", DECISIONS)
def test_nobody_decides_their_own_work(action, own):
    mo = IDS["mo"]
    facts = replace(DECISIONS[action], **{own: frozenset({mo}) if own == "contributor_ids" else mo})
    assert is_own_work(facts, person("mo"))
    assert [reason.code for reason in blockers(facts, action, person("mo"))] == ["own_work"]
    assert can(DECISIONS[action], action, person("mo"))


def test_four_eyes_are_asked_of_decisions_only():
    assert {action for action in Action if TABLE[action].own_work_refused} == FOUR_EYES
    assert {action for action in Action if TABLE[action].note_required} == NOTED


def test_who_it_is_for_is_told_before_what_is_missing():
    facts = replace(READY, has_body=False)
    assert [reason.code for reason in blockers(facts, Action.SUBMIT, person("otto"))] == ["not_allowed"]
    assert [reason.code for reason in blockers(facts, Action.SUBMIT, person("rita"))] == ["body"]


def test_both_a_wrong_person_and_a_wrong_state_are_told():
    found = blockers(replace(READY, state=State.DRAFT), Action.APPROVE, person("rita"))
    assert [reason.code for reason in found] == ["not_allowed", "wrong_state"]
    assert "review checks" in found[0].sentence


def test_a_warning_speaks_but_does_not_stop():
    facts = replace(READY, has_appearance=False)
    assert [reason.code for reason in open_items(facts, Action.SUBMIT)] == ["appearance"]
    assert can(facts, Action.SUBMIT, person("rita"))


def test_what_is_open_and_what_is_passed_are_all_of_it():
    facts = replace(READY, has_body=False, sources_broken=2)
    assert [reason.code for reason in open_items(facts, Action.SUBMIT)] == ["body", "links"]
    passed = [guard.code for guard in passed_items(facts, Action.SUBMIT)]
    applying = [guard.code for guard in TABLE[Action.SUBMIT].guards if guard.applies(facts)]
    assert sorted([*passed, "body", "links"]) == sorted(applying)


def test_rules_of_corrections_are_counted_for_corrections_only():
    codes = {"correction_words", "fitting_kind"}
    assert codes <= {guard.code for guard in passed_items(correcting(), Action.SUBMIT)}
    assert not codes & {guard.code for guard in passed_items(READY, Action.SUBMIT)}


@pytest.mark.parametrize(
    ("facts", "name", "shown"),
    [
        (replace(READY, has_body=False), "rita", True),
        (READY, "otto", False),
        (in_review(), "rita", False),
        (replace(READY, discarded=True), "rita", False),
    ],
)
def test_a_button_is_shown_while_only_guards_are_in_the_way(facts, name, shown):
    assert offered(facts, Action.SUBMIT, person(name)) is shown
