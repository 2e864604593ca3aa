"""The review page of a desk that reviews blind: one's own verdict, then both, then why one approves another."""

import pytest

from factchecks.models import Desk, OwnVerdict
from factchecks.services import people
from factchecks.states import Action, State
from tests.factories import blind, make_check, move, propose, state_own
from tests.pages.test_review import act, review
from tests.pages.typed import queries

ASKED = "This desk reviews blind."
WHY = "The nine stops are small ones."
NOT_MINE = "Say why you approve a verdict that is not yours."


@pytest.fixture
def check(cast):
    return blind(make_check(cast, State.REVIEW))


@pytest.fixture
def ed_page(cast, as_):
    return as_(cast.ed)


def test_the_editor_is_asked_and_sees_nothing_of_the_reporters(check, ed_page):
    page = review(ed_page, check)
    assert ASKED in page
    assert 'value="misleading"' in page
    assert "/do/approve/" not in page
    assert "/do/propose_verdict/" not in page
    assert "/do/send_back/" in page
    assert 'data-verdict="misleading"' not in page.split('class="own"')[0]


def test_after_stating_both_stand_beside_each_other(check, ed_page):
    page = act(ed_page, check, "state_verdict", verdict="misleading")
    assert page.redirect_chain[-1][0].endswith("/review/")
    assert "Your verdict is noted." in page.text
    assert "You agree" in page.text
    assert ASKED not in page.text
    assert "Approve verdict “Misleading”" in page.text
    assert "why-not-mine" not in page.text


def test_who_differs_is_asked_why_at_the_field(check, ed_page):
    page = act(ed_page, check, "state_verdict", verdict="false").text
    assert "You differ" in page
    page = act(ed_page, check, "approve").text
    assert 'href="#why-not-mine"' in page
    assert f"<span>{NOT_MINE}</span>" in page
    assert "Undo" in act(ed_page, check, "approve", note=WHY).text


def test_a_note_that_is_too_long_is_kept_in_its_field(check, ed_page):
    act(ed_page, check, "state_verdict", verdict="false")
    page = act(ed_page, check, "approve", note="x" * 2001).text
    assert "Shorten the note" in page
    assert f"{'x' * 2001}</textarea>" in page


def test_nothing_chosen_is_said_at_the_choice(check, ed_page):
    page = act(ed_page, check, "state_verdict").text
    assert 'href="#own"' in page
    assert 'id="own-e"' in page
    assert not OwnVerdict.objects.exists()


@pytest.mark.parametrize("action", ["approve", "propose_verdict"])
def test_a_forged_post_before_stating_changes_nothing(check, ed_page, action):
    page = act(ed_page, check, action, note=WHY, verdict="false").text
    assert "State your own verdict first." in page
    check.refresh_from_db()
    assert (check.approved_digest, check.current_round.approvals.count()) == ("", 0)


def test_a_second_forged_verdict_changes_nothing(check, ed_page):
    act(ed_page, check, "state_verdict", verdict="false")
    assert "It stays as you gave it" in act(ed_page, check, "state_verdict", verdict="misleading").text
    assert OwnVerdict.objects.get().verdict.slug == "false"


@pytest.mark.parametrize(("name", "status"), [("rita", 403), ("ines", 403), ("otto", 404)])
def test_nobody_else_states_one_by_a_forged_post(check, cast, as_, name, status):
    assert act(as_(getattr(cast, name)), check, "state_verdict", verdict="false").status_code == status
    assert not OwnVerdict.objects.exists()


def test_the_author_and_a_colleague_see_it_as_before(check, cast, as_):
    for person in (cast.rita, cast.ines):
        page = review(as_(person), check)
        assert "Misleading" in page
        assert ASKED not in page


def test_what_one_editor_stated_opens_nothing_for_another(check, cast, as_):
    state_own(check, cast.mo, "false")
    assert ASKED in review(as_(cast.ed), check)


def test_an_approval_of_others_does_not_show_it(check, cast, as_):
    state_own(check, cast.mo, "misleading")
    move(check, Action.APPROVE, cast.mo)
    page = review(as_(cast.ed), check)
    assert ASKED in page
    assert "Approved by Mo" in page


def test_another_verdict_that_was_proposed_is_shown_only_afterwards(check, cast, ed_page):
    state_own(check, cast.mo, "false")
    propose(check, cast.mo)
    workspace = f"/newsroom/checks/{check.pk}/"
    assert "Mo proposes" not in review(ed_page, check) + ed_page.get(workspace).text
    state_own(check, cast.ed, "false")
    assert "Mo proposes" in review(ed_page, check)
    assert "Mo proposes" in ed_page.get(workspace).text


def test_home_and_the_list_show_no_verdict_of_it(check, ed_page):
    for path in ("/newsroom/", "/newsroom/checks/"):
        page = ed_page.get(path).text
        assert "Not shown yet" in page
        assert "Misleading" not in page


def test_an_assigned_editor_is_not_told_of_a_proposal_before(check, cast, ed_page):
    check.assignee = cast.ed
    check.save(update_fields=["assignee"])
    state_own(check, cast.mo, "false")
    propose(check, cast.mo)
    assert "Nine stops are not." not in ed_page.get("/newsroom/").text
    state_own(check, cast.ed, "false")
    assert "Nine stops are not." in ed_page.get("/newsroom/").text


def test_a_desk_that_does_not_review_blind_is_as_before(cast, as_):
    page = review(as_(cast.ed), make_check(cast, State.REVIEW))
    assert ASKED not in page
    assert "Approve verdict “Misleading”" in page


def test_the_budgets_hold(check, cast, ed_page):
    assert queries(lambda: review(ed_page, check)) <= 28
    assert queries(lambda: ed_page.get("/newsroom/")) <= 12
    assert queries(lambda: ed_page.get("/newsroom/checks/")) <= 12
    state_own(check, cast.ed, "false")
    assert queries(lambda: review(ed_page, check)) <= 28


def test_approving_and_publishing_stay_within_twenty_five(check, cast, ed_page):
    state_own(check, cast.ed, "false")
    path, check = f"/newsroom/checks/{check.pk}/do/", move(check, Action.TAKE_REVIEW, cast.ed)
    form = {"version": check.version, "origin": "review", "note": WHY}
    assert queries(lambda: ed_page.post(f"{path}approve/", form)) <= 25
    check.refresh_from_db()
    assert queries(lambda: ed_page.post(f"{path}publish/", form | {"version": check.version})) <= 25


def test_the_admin_turns_it_on_for_a_desk(cast, as_):
    people.set_up_groups()
    desk = cast.transport
    names = ("name", "slug", "sources_required", "approvals_required", "due_hours")
    form = {name: getattr(desk, name) for name in names} | {"blind_review": "on"}
    answer = as_(cast.ada).post(f"/admin/factchecks/desk/{desk.pk}/change/", form)
    assert answer.status_code == 302
    assert Desk.objects.get(pk=desk.pk).blind_review
