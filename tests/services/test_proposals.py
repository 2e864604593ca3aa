"""Another verdict proposed in review: who has to answer, what follows, and what nobody can do meanwhile."""

import pytest

from factchecks import invariants
from factchecks.errors import NotAllowed, Refused, Stale
from factchecks.models import Desk, Event, FactCheck, Verdict, VerdictProposal
from factchecks.models.content import content_of, digest_of
from factchecks.models.querysets import contributor_ids
from factchecks.services import handover
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import move, propose
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

WHY = "Nine stops are not."


@pytest.fixture
def check(cast):
    """Submitted by Rita, not decided."""
    return make_check(cast, State.REVIEW)


def verdict_of(check):
    return FactCheck.objects.get(pk=check.pk).claims.get().verdict_word


def test_it_is_kept_with_its_reason_and_told_in_the_ledger(check, cast):
    propose(check, cast.ed)
    made = VerdictProposal.objects.get()
    assert (made.verdict_word, made.verdict_was, made.reason, made.by) == ("False", "Misleading", WHY, cast.ed)
    event = Event.objects.filter(chain=f"check:{check.pk}").first()
    assert (event.verb, event.actor, event.reason) == ("propose_verdict", cast.ed.pk, WHY)
    assert verdict_of(check) == "Misleading"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_it_needs_a_reason(check, cast, reason):
    with pytest.raises(Refused, match="Say why it should be another verdict."):
        propose(check, cast.ed, reason=reason)


def test_it_needs_a_verdict(check, cast):
    with pytest.raises(Refused, match="Choose the verdict"):
        move(check, Action.PROPOSE_VERDICT, cast.ed, WHY)


def test_the_verdict_that_stands_cannot_be_proposed(check, cast):
    with pytest.raises(Refused, match="is the verdict already"):
        propose(check, cast.ed, "misleading")


def test_a_retired_verdict_cannot_be_proposed(check, cast):
    Verdict.objects.filter(slug="false").update(retired=True)
    with pytest.raises(Refused, match="Choose the verdict"):
        propose(check, cast.ed)


def test_a_refused_proposal_leaves_nothing(check, cast):
    before = Event.objects.count()
    with pytest.raises(Refused):
        propose(check, cast.ed, "misleading")
    assert Event.objects.count() == before
    assert FactCheck.objects.get(pk=check.pk).version == check.version


def test_nobody_approves_while_it_is_open(check, cast):
    propose(check, cast.ed)
    for person in (cast.ed, cast.mo, cast.cleo):
        with pytest.raises(Refused, match="The author has to answer first"):
            move(check, Action.APPROVE, person)


def test_only_one_is_open_at_a_time(check, cast):
    propose(check, cast.ed)
    with pytest.raises(Refused, match="Another verdict is proposed"):
        propose(check, cast.mo, "mostly-false")


def test_whoever_read_the_page_before_it_is_told_so(check, cast):
    seen = check.version
    propose(check, cast.ed)
    with pytest.raises(Stale):
        transition(check_id=check.pk, action=Action.WITHDRAW, by=cast.rita, seen_version=seen)


def test_accepting_changes_the_verdict_in_the_same_round(check, cast):
    before = check.digest
    check = move(propose(check, cast.ed), Action.ACCEPT_VERDICT, cast.rita)
    check = FactCheck.objects.get(pk=check.pk)
    assert verdict_of(check) == "False"
    assert check.claims.get().verdict_definition == Verdict.objects.get(slug="false").definition
    assert (check.current_round.number, check.state, check.approved_digest) == (1, "review", "")
    assert check.digest != before
    assert check.digest == digest_of(content_of(check)) == check.current_round.submitted_edition.digest
    assert check.editions.count() == 2


def test_the_event_of_accepting_names_the_new_text(check, cast):
    move(propose(check, cast.ed), Action.ACCEPT_VERDICT, cast.rita)
    event = Event.objects.filter(chain=f"check:{check.pk}").first()
    assert (event.verb, event.actor) == ("accept_verdict", cast.rita.pk)
    assert event.digest == FactCheck.objects.get(pk=check.pk).digest


def test_after_accepting_it_is_approved_and_published_with_the_new_verdict(check, cast):
    check = move(propose(check, cast.ed), Action.ACCEPT_VERDICT, cast.rita)
    check = move(check, Action.APPROVE, cast.ed)
    assert check.current_round.approvals.get().verdict_word == "False"
    check = move(check, Action.PUBLISH, cast.mo)
    assert check.live_edition.content["text"]["claims"][0]["verdict"] == "False"
    assert list(invariants.faults()) == []


def test_accepting_takes_back_what_one_of_two_has_approved(cast):
    Desk.objects.filter(pk=cast.transport.pk).update(approvals_required=2)
    check = move(make_check(cast, State.REVIEW), Action.APPROVE, cast.ed)
    check = move(propose(check, cast.mo), Action.ACCEPT_VERDICT, cast.rita)
    assert not check.current_round.approvals.filter(taken_back_at__isnull=True).exists()
    check = move(check, Action.APPROVE, cast.ed)
    assert check.approved_digest == ""
    assert move(check, Action.APPROVE, cast.mo).approved_digest == check.digest


def test_declining_needs_a_note_and_changes_nothing_else(check, cast):
    propose(check, cast.ed)
    with pytest.raises(Refused, match="Say why the verdict should stay."):
        move(check, Action.DECLINE_VERDICT, cast.rita, " ")
    check = move(check, Action.DECLINE_VERDICT, cast.rita, "Two lines are step-free.")
    made = VerdictProposal.objects.get()
    assert (made.answer, made.answer_note) == ("declined", "Two lines are step-free.")
    assert verdict_of(check) == "Misleading"
    assert move(check, Action.APPROVE, cast.ed).approved_digest == check.digest


def test_the_reviewer_cannot_answer_their_own_proposal(check, cast):
    propose(check, cast.ed)
    for action in (Action.ACCEPT_VERDICT, Action.DECLINE_VERDICT):
        with pytest.raises(NotAllowed):
            move(check, action, cast.ed, "Yes.")


@pytest.mark.parametrize(("action", "who"), [(Action.SEND_BACK, "ed"), (Action.WITHDRAW, "rita")])
def test_it_is_closed_with_its_round(check, cast, action, who):
    propose(check, cast.ed)
    check = move(check, action, getattr(cast, who), "A note.")
    assert VerdictProposal.objects.get().answer == "closed"
    check = move(check, Action.SUBMIT, cast.rita)
    assert move(check, Action.APPROVE, cast.ed).approved_digest


def test_an_approved_check_has_to_lose_its_approval_first(cast):
    check = make_check(cast, State.REVIEW, approved=True)
    with pytest.raises(Refused, match="approved already"):
        propose(check, cast.mo)


def test_whoever_accepts_it_has_changed_what_readers_will_see(cast):
    check = make_check(cast, State.RESEARCH)
    handover.hand_over(check_id=check.pk, by=cast.rita, to=cast.ines)
    check = propose(move(check, Action.SUBMIT, cast.rita), cast.ed)
    move(check, Action.ACCEPT_VERDICT, cast.ines)
    assert cast.ines.pk in contributor_ids(FactCheck.objects.get(pk=check.pk))
