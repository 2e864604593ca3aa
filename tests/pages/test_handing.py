"""The hand-over page, what is said after it with its Undo, and what the head and the history tell."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Assignment, FactCheck, Priority
from factchecks.states import Action, State
from factchecks.views.due import due_chip, urgency
from tests.factories import make_check, move

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def give(client, check, to, follow=True, **form):
    return client.post(reverse("hand_over", args=[check.pk]), {"to": to.pk} | form, follow=follow)


def workspace(client, check):
    return LexborHTMLParser(client.get(reverse("workspace", args=[check.pk])).text)


def test_the_form_offers_writers_of_the_desk_and_the_usual_time(cast, as_, check):
    page = LexborHTMLParser(as_(cast.rita).get(reverse("hand_over", args=[check.pk])).text)
    names = {one.text() for one in page.css("#id_to option")}
    assert {"Ines"} <= names
    assert not {"Rita", "Otto"} & names
    assert [one.text() for one in page.css("#id_priority option")] == ["Normal", "High", "Urgent"]
    assert page.css_first("#id_due_at").attributes["value"] == check.due_at.strftime("%Y-%m-%dT%H:%M")


def test_what_is_late_is_offered_the_usual_time_of_the_desk(cast, as_, check):
    FactCheck.objects.filter(pk=check.pk).update(due_at=timezone.now() - timedelta(days=9))
    page = LexborHTMLParser(as_(cast.rita).get(reverse("hand_over", args=[check.pk])).text)
    assert page.css_first("#id_due_at").attributes["value"] > timezone.now().strftime("%Y-%m-%dT%H:%M")


def test_it_is_handed_over_with_everything(cast, as_, check):
    words = {"note": "The quarry file is missing.", "due_at": "2031-05-04T17:00", "priority": "4"}
    page = give(as_(cast.rita), check, cast.ines, **words).text
    check.refresh_from_db()
    assert (check.assignee, check.priority) == (cast.ines, Priority.URGENT)
    assert check.due_at == datetime(2031, 5, 4, 17, 0, tzinfo=UTC)
    assert "Handed over to Ines." in page
    assert 'data-undo-for="10"' in page


def test_the_history_says_to_whom_and_with_which_note(cast, as_, check):
    give(as_(cast.rita), check, cast.ines, note="<b>No</b> quarry file.")
    shown = workspace(as_(cast.ed), check).css_first("#history")
    assert "Rita handed it over to Ines" in shown.text()
    assert "<b>No</b> quarry file." in shown.text()


def test_undo_is_a_plain_form(cast, as_, check):
    client = as_(cast.rita)
    give(client, check, cast.ines)
    address = reverse("hand_over_undo", args=[check.pk, Assignment.objects.get().pk])
    page = client.post(address, follow=True)
    assert "Not handed over." in page.text
    check.refresh_from_db()
    assert check.assignee == cast.rita
    assert "can no longer be undone" in client.post(address, follow=True).text


def test_the_hand_over_of_another_check_is_not_undone(cast, as_, check):
    give(as_(cast.rita), check, cast.ines)
    address = reverse("hand_over_undo", args=[make_check(cast).pk, Assignment.objects.get().pk])
    assert as_(cast.rita).post(address).status_code == 404


def test_what_was_typed_stays_when_it_is_refused(cast, as_, check):
    page = give(as_(cast.rita), check, cast.otto, note="Please.")
    assert page.status_code == 422
    assert ">\nPlease.</textarea>" in page.text


def test_a_colleague_of_the_desk_has_neither_button_nor_form(cast, as_, check):
    client = as_(cast.ines)
    assert "Hand over…" not in workspace(client, check).text()
    assert client.get(reverse("hand_over", args=[check.pk])).status_code == 403
    assert "Hand over…" in workspace(as_(cast.ed), check).text()


def test_there_is_no_button_while_editors_decide(cast, as_, check):
    move(check, Action.SUBMIT, cast.rita)
    assert "Hand over…" not in workspace(as_(cast.rita), check).text()


@pytest.mark.parametrize(
    ("minutes", "words", "tone"),
    [
        (300, "Due today 17:00", "warn"),
        (24 * 60, "Due tomorrow 12:00", ""),
        (72 * 60, "Due 7 May 12:00", ""),
        (-0.5, "1 min late", "bad"),
        (-59, "59 min late", "bad"),
        (-150, "2 h late", "bad"),
        (-49 * 60, "2 days late", "bad"),
    ],
)
def test_the_time_is_told_in_words(minutes, words, tone):
    chip = due_chip(NOON + timedelta(minutes=minutes), NOON)
    assert (chip.text, chip.tone) == (words, tone)


def test_the_day_is_the_one_of_the_person():
    with timezone.override("Pacific/Auckland"):
        assert due_chip(NOON + timedelta(hours=1), NOON - timedelta(hours=1)).text == "Due tomorrow 01:00"


@pytest.mark.parametrize(("priority", "words"), [(2, []), (3, ["High priority"]), (4, ["Urgent priority"])])
def test_only_what_is_more_than_normal_is_told(priority, words):
    check = FactCheck(priority=priority, state=State.RESEARCH)
    assert [one.text for one in urgency(check)] == words


def test_a_published_check_is_neither_due_nor_urgent():
    assert urgency(FactCheck(priority=4, due_at=NOON, state=State.PUBLISHED)) == []
