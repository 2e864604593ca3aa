"""The table of who may do what says the same as the matrix that was written by hand."""

import pytest

from factchecks.management.commands import permissions_table
from factchecks.permissions import PARTS, lines, may
from factchecks.services import people
from factchecks.states import Action, State
from tests.rules.matrix import rows

# People of the matrix, where they stand to Rita's check as the column says. Ed approved where approved.
COLUMNS = {"Reporter, own check": "rita", "Reporter, a colleague's": "ines", "Chief editor": "cleo"}
BEGIN_IN = {State.DRAFT: "draft", State.RESEARCH: "research", State.REVIEW: "review", State.PUBLISHED: "published"}


@pytest.mark.parametrize("part", [part for part in PARTS if part.name in COLUMNS], ids=lambda part: part.name)
def test_whoever_the_matrix_lets_is_in_the_table(part):
    name, states = COLUMNS[part.name], set(BEGIN_IN.values())
    allowed = {(state, action) for state, action, who in rows() if state in states and name in who}
    assert allowed
    for state, action in allowed:
        assert may(part, action, State(state))


@pytest.mark.parametrize("action", [Action.APPROVE, Action.PUBLISH, Action.SEND_BACK, Action.CONFIRM_REQUEST])
def test_nobody_decides_about_their_own(action):
    for part in PARTS:
        if part.own:
            assert not any(may(part, action, state) for state in State)


def test_an_admin_has_one_action_and_legal_none():
    admin = next(part for part in PARTS if part.name == "Admin")
    assert {line.action for line in lines() if line.may[PARTS.index(admin)]} == {Action.BREAK_GLASS}
    legal = next(part for part in PARTS if part.name == "Legal")
    assert not any(line.may[PARTS.index(legal)] for line in lines())


def test_every_action_is_in_it_where_it_begins():
    assert {line.action for line in lines()} == set(Action)


def test_the_page_in_docs_is_the_one_the_rules_make():
    assert permissions_table.PAGE.read_text() == permissions_table.page()


def test_admins_read_it_in_the_admin_site(cast, as_):
    people.set_up_groups()
    client = as_(cast.ada)
    assert "who-may-do-what" in client.get("/admin/auth/group/").text
    page = client.get("/admin/auth/group/who-may-do-what/")
    assert page.status_code == 200
    assert page.text.count('<th scope="row">') == len(lines())
    assert as_(cast.rita).get("/admin/auth/group/who-may-do-what/").status_code == 302
