"""The embargo on the workspace: set, moved, lifted; refused in words; shown where it holds."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, User
from factchecks.services import booking
from factchecks.states import State
from tests.factories import make_check, schedule
from tests.pages.test_review import act, review

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOON, SIX = NOW.replace(hour=12), NOW.replace(hour=18)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def post(client, check, until):
    return client.post(reverse("embargo", args=[check.pk]), {"until": until}, follow=True)


def test_it_is_set_in_the_persons_zone_and_shown_in_the_head(cast, as_):
    User.objects.filter(pk=cast.rita.pk).update(time_zone="Europe/Berlin")
    check, client = make_check(cast), as_(cast.rita)
    assert "In your time zone, Europe/Berlin." in client.get(reverse("workspace", args=[check.pk])).text
    page = post(client, check, "2026-11-23T19:00").text
    assert "The embargo is set." in page
    assert "Embargo until 23 Nov, 19:00" in page
    assert "Embargo until <time" in page
    check.refresh_from_db()
    assert check.embargo_until == SIX


def test_an_empty_time_lifts_it(cast, as_):
    check = make_check(cast)
    booking.set_embargo(check_id=check.pk, by=cast.rita, until=SIX)
    page = post(as_(cast.rita), check, "").text
    assert "There is no embargo." in page
    assert "Embargo until <time" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-11-23T08:00", "An embargo ends in the future."),
        ("soon", "Give a day and a time"),
        ("2026-11-24T18:00", "It goes out before that time. Unschedule it first."),
    ],
)
def test_a_time_that_cannot_be_is_told_at_the_field_and_kept(cast, as_, typed, sentence):
    check = schedule(make_check(cast, State.REVIEW, approved=True), cast.ed, SIX)
    page = post(as_(cast.rita), check, typed)
    html = LexborHTMLParser(page.text)
    assert page.status_code == 422
    assert sentence in html.css_first("#id_until_error").text()
    assert html.css_first("#id_until").attributes["value"] == typed
    assert FactCheck.objects.get(pk=check.pk).embargo_until is None


@pytest.mark.parametrize(("name", "status"), [("ines", 403), ("otto", 404), ("ada", 404), ("mo", 200)])
def test_a_forged_form_does_no_more(cast, as_, name, status):
    check = make_check(cast)
    assert post(as_(getattr(cast, name)), check, "2026-11-23T18:00").status_code == status
    assert bool(FactCheck.objects.get(pk=check.pk).embargo_until) is (status == 200)


def test_who_may_not_set_it_is_offered_no_form(cast, as_):
    check = make_check(cast)
    assert 'id="embargo"' not in as_(cast.ines).get(reverse("workspace", args=[check.pk])).text
    assert 'id="embargo"' in as_(cast.ed).get(reverse("workspace", args=[check.pk])).text


def test_the_reviewer_sees_it_and_can_schedule_but_not_publish(cast, as_):
    check, client = make_check(cast, State.REVIEW, approved=True), as_(cast.ed)
    booking.set_embargo(check_id=check.pk, by=cast.rita, until=SIX)
    page = review(client, check)
    assert "Its embargo has not ended." in page
    assert "Publish now" not in page
    assert "Not before 23 November 2026, 18:00, when the embargo ends." in page
    assert "The embargo ends later than this." in act(client, check, "schedule", at="2026-11-23T17:59").text
    assert "Scheduled. It goes out" in act(client, check, "schedule", at="2026-11-23T18:00").text


def test_a_forged_publication_before_its_end_is_refused(cast, as_, clock):
    check, client = make_check(cast, State.REVIEW, approved=True), as_(cast.ed)
    booking.set_embargo(check_id=check.pk, by=cast.rita, until=NOON)
    assert "Its embargo has not ended." in act(client, check, "publish").text
    assert not FactCheck.objects.public().exists()
    clock.move_to(NOON)
    act(as_(cast.ed), check, "publish")
    assert FactCheck.objects.public().exists()


def test_once_it_has_ended_the_pages_say_nothing_of_it(cast, as_, clock):
    check = make_check(cast)
    booking.set_embargo(check_id=check.pk, by=cast.rita, until=NOON)
    clock.move_to(NOON)
    page = as_(cast.rita).get(reverse("workspace", args=[check.pk])).text
    assert "Embargo until <time" not in page
    assert "Set an embargo" in page
