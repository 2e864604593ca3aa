"""Nudges: who may, how often, who is told, and for how long."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from factchecks.errors import NotFound, Refused
from factchecks.models import Desk, Event, FactCheck, Nudge, queues, waits
from factchecks.services import nudges
from factchecks.states import Action, State
from tests.factories import blind, make_check, move, propose


@pytest.fixture
def check(cast):
    return make_check(cast, State.REVIEW)


def told(user):
    (row,) = queues.do_now(user)
    return row.nudged_by


def test_the_author_of_a_check_in_review_nudges_every_editor_who_may_decide(check, cast):
    nudges.nudge(check_id=check.pk, by=cast.rita)
    assert told(cast.ed) == told(cast.mo) == "Rita"
    (wait,) = waits.waiting(cast.rita)
    assert wait.nudged_at is not None


def test_it_is_in_the_ledger_with_ids_only(check, cast):
    made = nudges.nudge(check_id=check.pk, by=cast.rita)
    event = Event.objects.filter(verb="nudge").get()
    assert (event.actor, event.details) == (cast.rita.pk, {"nudge": made.pk})


def test_an_editor_nudges_whoever_has_to_answer_the_note(check, cast):
    move(check, Action.SEND_BACK, cast.ed, note="Who counted?")
    assert told(cast.rita) == ""
    nudges.nudge(check_id=check.pk, by=cast.ed)
    assert told(cast.rita) == "Ed"


def test_of_two_approvers_the_first_waits_for_the_second(check, cast):
    Desk.objects.filter(pk=check.desk_id).update(approvals_required=2)
    move(check, Action.APPROVE, cast.ed)
    (wait,) = waits.waiting(cast.ed)
    assert (wait.halfway, wait.approvals, wait.required, wait.others) == (True, 1, 2, ("Cleo", "Mo"))
    nudges.nudge(check_id=check.pk, by=cast.ed)
    assert told(cast.mo) == "Ed"
    assert queues.do_now(cast.ed) == []


@pytest.mark.parametrize("name", ["ed", "mo", "ines", "cleo"])
def test_who_does_not_wait_does_not_nudge(check, cast, name):
    with pytest.raises(Refused, match="Nothing of this check lies with somebody else"):
        nudges.nudge(check_id=check.pk, by=getattr(cast, name))
    assert not Nudge.objects.exists()


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_outsiders_learn_nothing(check, cast, name):
    with pytest.raises(NotFound):
        nudges.nudge(check_id=check.pk, by=getattr(cast, name))


@pytest.mark.parametrize("state", [State.DRAFT, State.RESEARCH, State.PUBLISHED])
def test_there_is_nothing_to_nudge_about_elsewhere(cast, state):
    with pytest.raises(Refused):
        nudges.nudge(check_id=make_check(cast, state).pk, by=cast.rita)


def test_a_second_one_has_to_wait_four_hours_and_is_told_until_when(check, cast):
    cast.rita.time_zone = "UTC"
    start = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0)
    with time_machine.travel(start, tick=False):
        nudges.nudge(check_id=check.pk, by=cast.rita)
    almost = time_machine.travel(start + timedelta(hours=3, minutes=59), tick=False)
    with almost, pytest.raises(Refused, match="You can again at 12:00"):
        nudges.nudge(check_id=check.pk, by=cast.rita)
    with time_machine.travel(start + timedelta(hours=4), tick=False):
        nudges.nudge(check_id=check.pk, by=cast.rita)
    assert Nudge.objects.count() == 2


def test_it_is_spent_when_the_check_moves(check, cast):
    nudges.nudge(check_id=check.pk, by=cast.rita)
    move(check, Action.APPROVE, cast.ed)
    assert told(cast.mo) == ""


def test_it_does_not_come_back_with_the_next_round(check, cast):
    nudges.nudge(check_id=check.pk, by=cast.rita)
    move(check, Action.SEND_BACK, cast.ed, note="More.")
    move(check, Action.SUBMIT, cast.rita, note="Done.")
    assert told(cast.mo) == ""


def test_nobody_is_told_of_the_own_nudge(check, cast):
    nudges.nudge(check_id=check.pk, by=cast.rita)
    propose(check, cast.ed)
    (row,) = queues.do_now(cast.rita)
    assert row.nudged_by == ""


def test_who_has_to_answer_a_proposal_waits_for_nobody(check, cast):
    propose(check, cast.ed)
    with pytest.raises(Refused, match="Nothing of this check lies with somebody else"):
        nudges.nudge(check_id=check.pk, by=cast.rita)


def sent_back(check, cast):
    return move(check, Action.SEND_BACK, cast.ed, note="Who counted?")


def half_approved(check, cast):
    Desk.objects.filter(pk=check.desk_id).update(approvals_required=2)
    return move(check, Action.APPROVE, cast.ed)


def assigned(check, cast):
    return FactCheck.objects.filter(pk=check.pk).update(assignee=cast.ines)


STEPS = {
    "in review": lambda check, cast: check,
    "assigned": assigned,
    "approved": lambda check, cast: move(check, Action.APPROVE, cast.ed),
    "half approved": half_approved,
    "sent back": sent_back,
    "a verdict proposed": lambda check, cast: propose(check, cast.ed),
    "blind": lambda check, cast: blind(check),
}


def agreed(cast, check):
    """Home lists as waiting just those whom the button lets nudge."""
    for person in (cast.rita, cast.ines, cast.ed, cast.mo, cast.cleo):
        listed = check.pk in [wait.check.pk for wait in waits.waiting(person)]
        loaded = FactCheck.objects.with_facts().get(pk=check.pk)
        assert nudges.waits(factcheck=loaded, by=person) is listed, person


@pytest.mark.parametrize("step", STEPS)
def test_home_and_the_button_agree_on_who_waits_in_a_review(check, cast, step):
    STEPS[step](check, cast)
    agreed(cast, check)


@pytest.mark.parametrize("state", State)
def test_home_and_the_button_agree_on_who_waits_in_every_state(cast, state):
    agreed(cast, make_check(cast, state))
