"""The review page when several look at it: another verdict proposed, who has taken it, what moved meanwhile."""

import pytest

from factchecks.models import FactCheck, VerdictProposal
from factchecks.services import sources
from factchecks.states import Action, State
from tests.factories import make_check, move, propose
from tests.pages.test_review import act, review

HTMX = {"HX-Request": "true"}
WHY = "Nine stops are not."


@pytest.fixture
def check(cast):
    return make_check(cast, State.REVIEW)


def workspace(client, check):
    return client.get(f"/newsroom/checks/{check.pk}/").text


def moved(client, check, seen):
    return client.get(f"/newsroom/checks/{check.pk}/live/?page=review&seen={seen}", headers=HTMX)


def test_the_reviewer_proposes_and_the_author_accepts_on_the_same_page(check, cast, as_):
    page = act(as_(cast.ed), check, "propose_verdict", verdict="false", note=WHY).text
    assert "You propose “False”" in page
    assert "/do/approve/" not in page
    assert "Another verdict is proposed. The author has to answer first." in page
    page = act(as_(cast.rita), check, "accept_verdict")
    assert page.redirect_chain[-1][0].endswith("/review/")
    assert "The verdict is “False” now" in page.text
    assert "Approve verdict “False”" in review(as_(cast.ed), check)


def test_the_author_finds_it_in_the_workspace_and_stays_there(check, cast, as_):
    propose(check, cast.ed)
    client = as_(cast.rita)
    page = workspace(client, check)
    assert "Ed proposes “False”" in page
    assert WHY in page
    page = act(client, check, "decline_verdict", origin="workspace", note="Two lines are.")
    assert page.redirect_chain[-1][0] == f"/newsroom/checks/{check.pk}/"
    assert "The verdict stays “Misleading”" in page.text
    assert "Ed proposes" not in page.text


def test_a_colleague_reads_the_proposal_without_its_buttons(check, cast, as_):
    propose(check, cast.ed)
    page = workspace(as_(cast.ines), check)
    assert "Ed proposes “False”" in page
    assert "/do/accept_verdict/" not in page
    assert "/do/accept_verdict/" not in review(as_(cast.ines), check)


@pytest.mark.parametrize(
    ("typed", "at", "sentence"),
    [
        ({"verdict": "false", "note": " "}, "why", "Say why it should be another verdict."),
        ({"verdict": "", "note": WHY}, "verdict", "Choose the verdict you propose."),
        ({"verdict": "no-such", "note": WHY}, "verdict", "Choose the verdict you propose."),
        ({"verdict": "misleading", "note": WHY}, "verdict", "“Misleading” is the verdict already."),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(check, cast, as_, typed, at, sentence):
    page = act(as_(cast.ed), check, "propose_verdict", **typed).text
    assert "<title>Error: Review" in page
    assert f'href="#{at}" data-sentence>{sentence}' in page
    assert page.count('aria-invalid="true"') == 1
    assert f"{typed['note']}</textarea>" in page or at == "why"
    assert not VerdictProposal.objects.exists()


@pytest.mark.parametrize("origin", ["review", "workspace"])
def test_keeping_the_verdict_without_a_note_is_said_at_its_field(check, cast, as_, origin):
    propose(check, cast.ed)
    page = act(as_(cast.rita), check, "decline_verdict", origin=origin, note="").text
    assert 'id="answer-e"' in page
    assert "Say why the verdict should stay." in page


def test_a_reason_with_markup_is_inert(check, cast, as_):
    propose(check, cast.ed, reason="<b onclick=x>No</b>")
    for page in (review(as_(cast.rita), check), workspace(as_(cast.rita), check)):
        assert "<b onclick" not in page
        assert "&lt;b onclick=x&gt;No" in page


def test_it_is_taken_asked_for_and_given_back(check, cast, as_):
    ed, mo = as_(cast.ed), as_(cast.mo)
    assert "Nobody has taken this review." in review(ed, check)
    assert "You have it since" in act(ed, check, "take_review").text
    page = review(mo, check)
    assert "<b>Ed has it</b> since" in page
    assert "Take it over" in page
    assert "You asked for it." in act(mo, check, "ask_review").text
    assert "Mo asks for it." in review(ed, check)
    assert "Nobody has taken this review." in act(ed, check, "release_review").text


def test_the_author_sees_who_has_it_and_cannot_take_it(check, cast, as_):
    move(check, Action.TAKE_REVIEW, cast.ed)
    page = review(as_(cast.rita), check)
    assert "<b>Ed has it</b> since" in page
    assert "/do/take_review/" not in page


def test_the_undo_is_a_plain_form_with_the_version_after_the_approval(check, cast, as_):
    page = act(as_(cast.ed), check, "approve").text
    check.refresh_from_db()
    said = page[page.index('id="messages"') : page.index("checkhead")]
    assert "Approved with the verdict “Misleading”, not published yet." in said
    assert 'data-undo-for="10"' in said
    assert f'name="version" value="{check.version}"' in said
    act(as_(cast.ed), check, "take_back_approval")
    assert FactCheck.objects.get(pk=check.pk).approved_digest == ""


def test_approving_says_before_what_it_does(check, cast, as_):
    page = review(as_(cast.ed), check)
    assert 'aria-describedby="approve-h"' in page
    assert "Readers see nothing yet: an editor publishes it after that." in page


def test_nothing_is_told_while_nothing_moved(check, cast, as_):
    answer = moved(as_(cast.ed), check, check.version)
    assert "since you opened this page" not in answer.text
    assert f'data-seen="{check.version}"' in review(as_(cast.ed), check)


def test_what_others_did_is_told_with_who_and_what(check, cast, as_):
    seen = check.version
    move(propose(check, cast.ed), Action.ACCEPT_VERDICT, cast.rita)
    answer = moved(as_(cast.mo), check, seen)
    assert "<b>Rita accepted the proposed verdict</b>, 2 changes since you opened this page." in answer.text
    assert "<b>You accepted" in moved(as_(cast.rita), check, seen).text


def test_being_asked_for_it_is_not_a_change_of_the_check(check, cast, as_):
    check = move(check, Action.TAKE_REVIEW, cast.ed)
    move(check, Action.ASK_REVIEW, cast.mo)
    assert "since you opened" not in moved(as_(cast.ed), check, check.version).text


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "99999"])
def test_a_version_that_nobody_saw_is_no_news(check, cast, as_, seen):
    assert "since you opened" not in moved(as_(cast.ed), check, seen).text


def test_without_htmx_the_fragment_is_the_page(check, cast, as_):
    answer = as_(cast.ed).get(f"/newsroom/checks/{check.pk}/live/?page=review")
    assert answer.url == f"/newsroom/checks/{check.pk}/review/"


def test_outsiders_are_not_told_that_it_moved(check, cast, as_):
    assert moved(as_(cast.otto), check, 1).status_code == 404


@pytest.mark.parametrize("more", [0, 6])
def test_the_page_with_a_proposal_takes_the_same_queries(cast, as_, more, django_assert_max_num_queries):
    check = make_check(cast, State.RESEARCH)
    for n in range(more):
        sources.add_described(check_id=check.pk, title=f"Call {n}", description="By phone.", by=cast.rita)
    check = propose(move(check, Action.SUBMIT, cast.rita), cast.ed)
    client = as_(cast.rita)
    with django_assert_max_num_queries(28):
        review(client, check)
