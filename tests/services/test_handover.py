"""Handing a check over: to whom, by whom, with which note and time, and taking it back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Assignment, Event, FactCheck, Priority
from factchecks.models.assignment import handed_to
from factchecks.services import handover
from factchecks.services.handover import Terms
from factchecks.states import Action, State
from tests.factories import make_check, move

NOTE = "The quarry file is missing."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def give(check, by, to, **terms):
    return handover.hand_over(check_id=check.pk, by=by, to=to, terms=Terms(**terms))


def state_of(check):
    check.refresh_from_db()
    return check.assignee, check.due_at, check.priority


def test_person_time_and_priority_change_together(check, cast):
    due = timezone.now() + timedelta(hours=3)
    give(check, cast.rita, cast.ines, note=NOTE, due_at=due, priority=Priority.URGENT)
    assert state_of(check) == (cast.ines, due, Priority.URGENT)


def test_what_is_not_said_stays(check, cast):
    _, due, priority = state_of(check)
    give(check, cast.rita, cast.ines)
    assert state_of(check) == (cast.ines, due, priority)


def test_the_ledger_names_it_without_its_words(check, cast):
    made = give(check, cast.rita, cast.ines, note=NOTE)
    event = Event.objects.filter(chain=f"check:{check.pk}").first()
    assert (event.verb, event.actor) == ("hand_over", cast.rita.pk)
    assert event.details == {"to": cast.ines.pk, "assignment": made.pk}
    assert NOTE not in event.reason


def test_an_editor_may_and_so_may_the_person_it_was_given_to(check, cast):
    give(check, cast.ed, cast.ines)
    give(check, cast.ines, cast.rita)
    assert state_of(check)[0] == cast.rita


def test_a_colleague_who_only_writes_on_the_desk_may_not(check, cast):
    with pytest.raises(NotAllowed):
        give(check, cast.ines, cast.ines)


def test_another_desk_does_not_learn_that_it_exists(check, cast):
    with pytest.raises(NotFound):
        give(check, cast.otto, cast.ines)


@pytest.mark.parametrize(
    ("to", "note", "sentence"),
    [
        ("otto", "", "does not write for the desk"),
        ("rita", "", "works on it already"),
        ("ines", "x" * 501, "Shorten the note to 500 characters; it has 501."),
    ],
)
def test_it_is_refused_with_a_sentence(check, cast, to, note, sentence):
    with pytest.raises(Refused, match=sentence):
        give(check, cast.rita, getattr(cast, to), note=note)
    assert not Assignment.objects.exists()


def test_it_is_not_handed_over_while_editors_decide(check, cast):
    move(check, Action.SUBMIT, cast.rita)
    with pytest.raises(Refused, match="possible in Draft or Research only"):
        give(check, cast.rita, cast.ines)


def test_undo_puts_everything_back_and_is_told(check, cast):
    before = state_of(check)
    made = give(check, cast.rita, cast.ines, due_at=timezone.now(), priority=Priority.HIGH)
    handover.undo(assignment_id=made.pk, by=cast.rita)
    assert state_of(check) == before
    verbs = Event.objects.filter(chain=f"check:{check.pk}").order_by("-seq").values_list("verb", flat=True)
    assert list(verbs[:2]) == ["undo_hand_over", "hand_over"]


def test_undo_is_for_who_did_it(check, cast):
    made = give(check, cast.rita, cast.ines)
    with pytest.raises(Refused, match="no longer be undone"):
        handover.undo(assignment_id=made.pk, by=cast.ed)


def test_undo_is_for_the_last_one_and_once(check, cast):
    first = give(check, cast.rita, cast.ines)
    second = give(check, cast.rita, cast.ed)
    with pytest.raises(Refused):
        handover.undo(assignment_id=first.pk, by=cast.rita)
    handover.undo(assignment_id=second.pk, by=cast.rita)
    with pytest.raises(Refused):
        handover.undo(assignment_id=second.pk, by=cast.rita)


def test_undo_is_for_the_moment_after(check, cast):
    made = give(check, cast.rita, cast.ines)
    Assignment.objects.filter(pk=made.pk).update(at=timezone.now() - handover.UNDO_TAKEN - timedelta(seconds=1))
    with pytest.raises(Refused):
        handover.undo(assignment_id=made.pk, by=cast.rita)


def test_nobody_undoes_what_does_not_exist(cast):
    with pytest.raises(NotFound):
        handover.undo(assignment_id=99, by=cast.rita)


def test_home_tells_of_the_last_one_to_the_person(check, cast):
    give(check, cast.rita, cast.ines, note="First.")
    give(check, cast.rita, cast.ed)
    give(check, cast.rita, cast.ines, note=NOTE)
    rows = FactCheck.objects.filter(pk=check.pk)
    told = rows.annotate(**handed_to(cast.ines)).get()
    assert (told.handed_by, told.handed_note) == ("Rita", NOTE)
    assert rows.annotate(**handed_to(cast.otto)).get().handed_at is None


def test_the_database_keeps_it_a_change_of_person(check, cast):
    values = {"by": cast.rita, "to": cast.rita, "was": cast.rita, "at": timezone.now(), "priority_was": 2}
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(factcheck=check, **values)


def nobodys(check):
    check.assignee = None
    check.save(update_fields=["assignee"])
    return check


def test_a_check_that_nobody_works_on_is_taken_by_whoever_may_write_it(check, cast):
    made = handover.take(check_id=nobodys(check).pk, by=cast.ines)
    assert state_of(check)[0] == cast.ines
    assert (made.by, made.to, made.was) == (cast.ines, cast.ines, None)
    assert Event.objects.filter(chain=f"check:{check.pk}").first().verb == "take"


def test_of_two_who_take_it_the_second_is_told(check, cast):
    handover.take(check_id=nobodys(check).pk, by=cast.ines)
    with pytest.raises(Refused, match="Somebody works on it already."):
        handover.take(check_id=check.pk, by=cast.rita)
    assert state_of(check)[0] == cast.ines


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_who_does_not_write_there_takes_nothing(check, cast, name):
    with pytest.raises(NotFound):
        handover.take(check_id=nobodys(check).pk, by=getattr(cast, name))
    assert state_of(check)[0] is None
