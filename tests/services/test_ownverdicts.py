"""A desk that reviews blind: each editor's own verdict, once a round, before the approval."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, Refused
from factchecks.models import Desk, Event, FactCheck, OwnVerdict, Verdict
from factchecks.services import access, evidence, ownverdicts
from factchecks.states import Action, State
from tests.factories import blind, make_check, move, propose, state_own

WHY = "The nine stops are small ones."
FIRST = "State your own verdict first."
NOT_MINE = "Say why you approve a verdict that is not yours."


@pytest.fixture
def check(cast):
    return blind(make_check(cast, State.REVIEW))


def approve(check, by, note=""):
    return move(check, Action.APPROVE, by, note)


def again(check, cast):
    """Sent back and submitted again."""
    move(check, Action.SEND_BACK, cast.mo, "Say since when.")
    return move(check, Action.SUBMIT, cast.rita)


def test_nobody_approves_before_their_own_verdict(check, cast):
    with pytest.raises(Refused, match=FIRST):
        approve(check, cast.ed, WHY)
    state_own(check, cast.mo, "misleading")
    with pytest.raises(Refused, match=FIRST):
        approve(check, cast.ed, WHY)


def test_who_states_the_same_verdict_approves_without_a_note(check, cast):
    state_own(check, cast.ed, "misleading")
    assert approve(check, cast.ed).approved_digest == check.digest


@pytest.mark.parametrize("note", ["", "  \n "])
def test_who_states_another_verdict_has_to_say_why(check, cast, note):
    state_own(check, cast.ed, "false")
    with pytest.raises(Refused, match=NOT_MINE):
        approve(check, cast.ed, note)
    assert FactCheck.objects.get(pk=check.pk).approved_digest == ""


def test_the_note_stands_in_the_ledger(check, cast):
    state_own(check, cast.ed, "false")
    assert approve(check, cast.ed, WHY).approved_digest
    assert Event.objects.filter(verb="approve", reason=WHY).count() == 1


def test_it_is_written_down_once_with_an_event_of_ids(check, cast):
    state_own(check, cast.ed, "false")
    row = OwnVerdict.objects.get()
    assert (row.round, row.editor, row.verdict_word) == (check.current_round, cast.ed, "False")
    event = Event.objects.get(verb="state_verdict")
    assert (event.actor, event.details, event.reason) == (cast.ed.pk, {"verdict": row.verdict_id}, "")


def test_it_makes_no_open_form_stale(check, cast):
    seen = check.version
    assert state_own(check, cast.ed, "false").version == seen
    assert FactCheck.objects.get(pk=check.pk).version == seen


def test_it_stays_as_it_was_given(check, cast):
    state_own(check, cast.ed, "false")
    with pytest.raises(Refused, match="It stays as you gave it"):
        state_own(check, cast.ed, "misleading")
    assert OwnVerdict.objects.get().verdict.slug == "false"


def test_of_two_at_once_the_second_is_refused(check, cast):
    verdict = Verdict.objects.get(slug="true")
    state_own(check, cast.ed, "false")
    with pytest.raises(Refused, match="It stays as you gave it"), transaction.atomic():
        ownverdicts.state(factcheck=check, verdict=verdict, by=cast.ed)


def test_the_database_keeps_one_a_round_and_editor(check, cast):
    state_own(check, cast.ed, "false")
    row = OwnVerdict.objects.get()
    row.pk, row.at = None, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_without_a_verdict_nothing_is_stated(check, cast):
    with pytest.raises(Refused, match="Choose your verdict"):
        move(check, Action.STATE_VERDICT, cast.ed)
    Verdict.objects.filter(slug="false").update(retired=True)
    with pytest.raises(Refused, match="Choose your verdict"):
        state_own(check, cast.ed, "false")
    assert not OwnVerdict.objects.exists()
    assert not Event.objects.filter(verb="state_verdict").exists()


def test_outside_a_review_nothing_is_stated(cast):
    check = make_check(cast, State.RESEARCH)
    with pytest.raises(Refused, match="not in review"):
        ownverdicts.state(factcheck=check, verdict=Verdict.objects.get(slug="false"), by=cast.ed)


def test_the_author_does_not_state_one(check, cast):
    with pytest.raises(NotAllowed):
        state_own(check, cast.rita, "false")


def test_an_editor_who_wrote_it_does_not_state_one(cast):
    check = blind(make_check(cast, State.REVIEW, by=cast.mo))
    with pytest.raises(NotAllowed, match="a different person"):
        state_own(check, cast.mo, "false")


def test_a_new_round_asks_again(check, cast):
    state_own(check, cast.ed, "misleading")
    check = again(check, cast)
    with pytest.raises(Refused, match=FIRST):
        approve(check, cast.ed)
    state_own(check, cast.ed, "misleading")
    assert approve(check, cast.ed).approved_digest


def test_it_is_sent_back_without_stating_anything(check, cast):
    assert move(check, Action.SEND_BACK, cast.ed, "Say since when.").state == State.RESEARCH


def test_another_verdict_is_proposed_only_after_stating(check, cast):
    with pytest.raises(Refused, match=FIRST):
        propose(check, cast.ed)
    state_own(check, cast.ed, "false")
    assert propose(check, cast.ed).pk == check.pk


def test_once_the_author_accepts_it_is_the_same_verdict(check, cast):
    state_own(check, cast.ed, "false")
    propose(check, cast.ed)
    check = move(check, Action.ACCEPT_VERDICT, cast.rita)
    assert approve(check, cast.ed).approved_digest == check.digest


def test_each_of_two_approvers_states_their_own(check, cast):
    Desk.objects.filter(pk=check.desk_id).update(approvals_required=2)
    state_own(check, cast.ed, "misleading")
    assert approve(check, cast.ed).approved_digest == ""
    with pytest.raises(Refused, match=FIRST):
        approve(check, cast.mo)
    state_own(check, cast.mo, "false")
    with pytest.raises(Refused, match=NOT_MINE):
        approve(check, cast.mo)
    assert approve(check, cast.mo, WHY).approved_digest == check.digest


def test_a_desk_that_stops_reviewing_blind_asks_for_nothing_more(check, cast):
    state_own(check, cast.ed, "false")
    Desk.objects.update(blind_review=False)
    assert approve(check, cast.ed).approved_digest


def test_the_evidence_waits_for_ones_own_verdict(check, cast):
    with pytest.raises(NotAllowed, match="State your own verdict first"):
        evidence.export(check_id=check.pk, by=cast.ed)
    evidence.export(check_id=check.pk, by=cast.rita).file.close()
    state_own(check, cast.ed, "false")
    evidence.export(check_id=check.pk, by=cast.ed).file.close()


def test_what_was_stated_is_read_again(check, cast):
    state_own(check, cast.ed, "false")
    check = access.get_check(check_id=check.pk, by=cast.ed)
    assert ownverdicts.own_of(factcheck=check, by=cast.ed).verdict_word == "False"
    assert ownverdicts.own_of(factcheck=check, by=cast.mo) is None
