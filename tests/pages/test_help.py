"""Help is written from the rules: every state, action, role and right is in it."""

from django.template.loader import render_to_string
from django.urls import reverse

from factchecks.roles import RIGHT_NAMES, Right, Role
from factchecks.states import ORDER, STATE_LABELS, Relation
from factchecks.views import help as help_views
from factchecks.workflow import TABLE


def test_every_action_stands_under_every_state_where_it_begins():
    shown = {(stage.state, step.label) for stage in help_views.stages() for step in stage.steps}
    assert shown == {(state, row.label) for row in TABLE.values() for state in row.sources}


def test_every_state_and_every_relation_has_its_words():
    assert set(help_views.MEANS) == set(ORDER)
    assert set(help_views.WHO) == set(Relation)


def test_every_role_is_shown_with_its_rights():
    held = {holder.name: holder.holds for holder in help_views.holders()}
    assert set(held) == {role.value.capitalize() for role in Role}
    assert held["Admins"] == [False] * len(Right)
    assert held["Editors"] == [True, True, True, True, False]


def test_the_page_shows_them(as_, rita):
    page = as_(rita).get(reverse("help")).content.decode()
    assert all(label in page for label in STATE_LABELS.values())
    assert all(name.capitalize() in page for name in RIGHT_NAMES.values())
    assert "never somebody who worked on it" in page


def test_the_steps_have_the_states_in_their_order():
    for state in ORDER:
        html = render_to_string("components/steps.html", {"state": state})
        places = [html.index(f"<span>{STATE_LABELS[one]}") for one in ORDER]
        assert places == sorted(places)
        assert html.count("aria-current") == 1
        assert html.index("aria-current") < html.index(f"<span>{STATE_LABELS[state]}")
