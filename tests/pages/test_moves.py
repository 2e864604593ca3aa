"""The one door of all moves: who gets in, what a stale or a refused form gets back, where one lands."""

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext

from factchecks.models import FactCheck, ReviewRound
from factchecks.services.house import house
from factchecks.services.steps import STEPS
from factchecks.states import Action, State
from tests.factories import move
from tests.pages.test_review import NOTE, act, review
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.mark.parametrize("action", ["approve", "publish", "send_back"])
def test_the_author_cannot_by_a_forged_post(cast, as_, action):
    check = make_check(cast, State.REVIEW, approved=action == "publish")
    page = act(as_(cast.rita), check, action, note=NOTE)
    assert page.status_code == 403
    assert "right to" in page.text
    assert FactCheck.objects.filter(pk=check.pk, state="review", version=check.version).exists()


def test_the_loser_of_two_decisions_gets_409_and_the_note(cast, as_):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    seen = check.version
    move(check, Action.APPROVE, cast.mo)
    page = act(client, check, "send_back", version=seen, note=NOTE)
    assert page.status_code == 409
    assert "Mo approved it" in page.text
    assert NOTE in page.text
    assert f">{NOTE}</textarea>" in review(client, check)


def test_a_stale_approval_is_a_conflict_even_where_it_is_refused_too(cast, as_):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    seen = check.version
    move(check, Action.SEND_BACK, cast.mo, NOTE)
    page = act(client, check, "approve", version=seen)
    assert page.status_code == 409
    assert "Research" in page.text


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_without_a_version_changes_nothing(cast, as_, version):
    check = make_check(cast, State.REVIEW)
    assert act(as_(cast.ed), check, "approve", version=version).status_code == 409
    assert FactCheck.objects.get(pk=check.pk).approved_digest == ""


def test_a_link_moves_nothing(cast, as_):
    check = make_check(cast, State.REVIEW)
    assert as_(cast.ed).get(f"/newsroom/checks/{check.pk}/do/approve/").status_code == 405


@pytest.mark.parametrize("action", ["edit", "unpublish", "APPROVE"])
def test_a_move_that_is_not_in_the_table_is_404(cast, as_, action):
    assert act(as_(cast.ed), make_check(cast, State.REVIEW), action).status_code == 404


def test_after_sending_back_the_editor_is_in_the_workspace(cast, as_):
    check = make_check(cast, State.REVIEW)
    page = act(as_(cast.ed), check, "send_back", note=NOTE)
    assert page.redirect_chain[-1][0] == f"/newsroom/checks/{check.pk}/"
    assert ReviewRound.objects.get(factcheck=check).decision_note == NOTE


def test_a_discarded_check_can_be_undone_from_home(cast, as_):
    check, client = make_check(cast), as_(cast.rita)
    page = act(client, check, "discard", origin="workspace")
    assert page.redirect_chain[-1][0] == "/newsroom/"
    assert f"/newsroom/checks/{check.pk}/do/restore/" in page.text
    act(client, check, "restore")
    assert FactCheck.objects.get(pk=check.pk).discarded_at is None


def test_a_refused_move_goes_back_with_every_reason(cast, as_):
    check = make_check(cast)
    client = as_(cast.rita)
    act(client, check, "submit", origin="workspace")
    act(client, check, "start_research", origin="workspace")
    page = act(client, check, "submit", origin="review", note="Ready, I think.")
    assert "Write the article." in page.text
    assert "Propose a verdict." in page.text


@pytest.mark.parametrize("action", STEPS)
def test_every_move_has_words_for_when_it_is_done(action):
    assert get_template(f"factchecks/said.html#{action.value}")


def statements(client, check, action):
    """How many statements one move takes, the marks of transactions not counted."""
    check.refresh_from_db()
    with CaptureQueriesContext(connection) as queries:
        client.post(f"/newsroom/checks/{check.pk}/do/{action}/", {"version": check.version})
    return len([one for one in queries if "SAVEPOINT" not in one["sql"]])


def test_submitting_keeps_to_its_budget(cast, as_):
    check = make_check(cast, State.RESEARCH)
    assert statements(as_(cast.rita), check, "submit") <= 20
    assert FactCheck.objects.get(pk=check.pk).state == "review"


def test_approving_and_publishing_keep_to_their_budget(cast, as_):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    house()  # remembered for a minute
    assert statements(client, check, "approve") + statements(client, check, "publish") <= 25
    assert FactCheck.objects.get(pk=check.pk).state == "published"
