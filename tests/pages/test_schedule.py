"""Setting a time on the page: in the person's own time zone, told back in it, and kept when it is refused."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import FactCheck, Job, User, queues, waits
from factchecks.models.homerow import Task
from factchecks.services import booking, desks, worker
from factchecks.states import State
from tests.factories import make_check, make_user, schedule
from tests.pages.test_home import HOME
from tests.pages.test_review import act, review
from tests.pages.typed import queries

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SIX = datetime(2026, 11, 23, 18, tzinfo=UTC)
GOES_OUT = "Goes out <time"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def approved(cast):
    return make_check(cast, State.REVIEW, approved=True)


def live_in(zone, *people):
    User.objects.filter(pk__in=[one.pk for one in people]).update(time_zone=zone)


def workspace(client, check):
    return client.get(f"/newsroom/checks/{check.pk}/").text


def fail(check, clock):
    """It should have gone out and the text had changed behind the rules."""
    FactCheck.objects.filter(pk=check.pk).update(standfirst="Nine of 55 are not.")
    job = Job.objects.get(kind="publish_due")
    clock.move_to(job.run_at)
    worker.run(job.pk)
    return FactCheck.objects.get(pk=check.pk)


def test_the_time_is_read_and_told_in_the_persons_own_zone(approved, cast, as_):
    live_in("Europe/Berlin", cast.ed)
    live_in("America/New_York", cast.rita)
    page = act(as_(cast.ed), approved, "schedule", at="2026-11-23T18:00").text
    assert "Scheduled. It goes out 23 November 2026, 18:00 (Europe/Berlin)." in page
    approved.refresh_from_db()
    assert approved.publish_at == datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert "23 November 2026, 12:00</time> (America/New_York)" in review(as_(cast.rita), approved)


@pytest.mark.parametrize("origin", ["review", "workspace"])
def test_it_is_set_and_taken_away_on_both_pages(approved, cast, as_, origin):
    client = as_(cast.ed)
    show = review if origin == "review" else workspace
    assert "Schedule for …" in show(client, approved)
    page = act(client, approved, "schedule", at="2026-11-23 18:00", origin=origin)
    assert page.redirect_chain[-1][0].endswith("/review/" if origin == "review" else f"/{approved.pk}/")
    assert GOES_OUT in page.text
    assert "Unschedule" in page.text
    assert "Review, approved, goes out 18:00" in page.text
    page = act(client, approved, "unschedule", origin=origin).text
    assert "Not scheduled. It stays approved" in page
    assert GOES_OUT not in page


WRONG = {
    "": "Give the day and the time at which it goes out.",
    "2026-11-23T08:59": "This time has passed. Choose a later one.",
    "tomorrow": "Give a day and a time, for example 2026-11-23 18:00.",
    "2026-11-24": "Give a day and a time",
    "2026-02-30T10:00": "Give a day and a time",
    "2026-11-23T18:00+05:00": "Give a day and a time",
    "9999-12-31T23:59": "Give a day and a time",
}


@pytest.mark.parametrize("typed", WRONG)
def test_a_time_that_is_none_is_told_at_the_field_and_kept(approved, cast, as_, typed):
    live_in("America/Los_Angeles" if typed.startswith("9999") else "UTC", cast.ed)
    page = act(as_(cast.ed), approved, "schedule", at=typed)
    html = LexborHTMLParser(page.text)
    assert WRONG[typed] in html.css_first("#publish-at-e").text()
    assert html.css_first("#publish-at").attributes["value"] == typed
    assert html.css_first("title").text().startswith("Error: ")
    assert html.css_first("#schedule").attributes.keys() >= {"open"}
    assert not Job.objects.filter(kind="publish_due").exists()


@pytest.mark.parametrize(
    ("zone", "typed", "sentence"),
    [
        ("Europe/Berlin", "2027-03-28T02:30", "There is no 02:30 on 28 March 2027 in Europe/Berlin"),
        ("Europe/Berlin", "2027-10-31T02:30", "02:30 comes twice on 31 October 2027 in Europe/Berlin"),
        ("America/New_York", "2027-03-14T02:00", "There is no 02:00 on 14 March 2027 in America/New_York"),
        ("America/New_York", "2027-11-07T01:59", "01:59 comes twice on 7 November 2027 in America/New_York"),
    ],
)
def test_an_hour_that_the_clocks_leave_out_or_show_twice_is_refused(approved, cast, as_, zone, typed, sentence):
    live_in(zone, cast.ed)
    assert sentence in act(as_(cast.ed), approved, "schedule", at=typed, origin="workspace").text
    approved.refresh_from_db()
    assert approved.publish_at is None


@pytest.mark.parametrize(("typed", "hour"), [("2027-03-28T01:59", 0), ("2027-03-28T03:00", 1), ("2027-10-31T03:00", 2)])
def test_the_minutes_beside_such_an_hour_are_taken(approved, cast, as_, typed, hour):
    live_in("Europe/Berlin", cast.ed)
    act(as_(cast.ed), approved, "schedule", at=typed)
    approved.refresh_from_db()
    assert approved.publish_at.hour == hour


def test_a_stale_form_is_a_conflict_and_the_time_is_kept(approved, cast, as_):
    client, seen = as_(cast.ed), approved.version
    schedule(approved, cast.mo, SIX)
    page = act(client, approved, "schedule", version=seen, at="2026-11-23T20:00")
    assert page.status_code == 409
    assert "Mo scheduled it" in page.text
    assert 'value="2026-11-23T20:00"' in review(client, approved)


def test_a_time_given_with_another_move_means_nothing(approved, cast, as_):
    act(as_(cast.ed), approved, "publish", at="2026-11-23T18:00")
    approved.refresh_from_db()
    assert (approved.state, approved.publish_at) == ("published", None)


@pytest.mark.parametrize("name", ["rita", "ines"])
def test_who_may_not_publish_sees_the_time_and_no_button(approved, cast, as_, name):
    schedule(approved, cast.ed, SIX)
    client = as_(getattr(cast, name))
    for page in (review(client, approved), workspace(client, approved)):
        assert GOES_OUT in page
        assert "/do/schedule/" not in page
        assert "/do/unschedule/" not in page
    assert act(client, approved, "unschedule").status_code == 403


def test_lists_and_home_say_when_it_goes_out(approved, cast, as_):
    schedule(approved, cast.ed, SIX + timedelta(days=1))
    assert "Review, approved, goes out 24 November, 18:00" in as_(cast.ed).get("/newsroom/checks/").text
    assert "Approved, goes out 24 November, 18:00" in as_(cast.rita).get(HOME).text
    assert queues.do_now(cast.ed) == []


def test_a_schedule_that_failed_stands_first_on_home_for_all_whom_it_concerns(approved, cast, as_, clock):
    schedule(approved, cast.cleo, SIX)
    make_check(cast, State.REVIEW)
    fail(approved, clock)
    for person in (cast.rita, cast.ed, cast.mo, cast.cleo):
        rows = queues.do_now(User.objects.get(pk=person.pk))
        assert [row.task for row in rows].count(Task.MISSED) == 1
        assert rows[0].task is Task.MISSED
    assert "did not go out as scheduled" in as_(cast.rita).get(HOME).text
    assert Task.MISSED not in [row.task for row in queues.do_now(cast.ines)]
    assert queues.do_now(cast.noor) == []
    assert [wait.check.pk for wait in waits.waiting(cast.rita)] != [approved.pk]


def test_whoever_set_the_time_is_told_even_without_the_right_to_review(approved, cast, clock):
    schedule(approved, cast.mo, SIX)
    cast.mo.groups.set([desks.group_for(cast.transport, desks.Role.REPORTER)])
    fail(approved, clock)
    assert [row.task for row in queues.do_now(User.objects.get(pk=cast.mo.pk))] == [Task.MISSED]


@pytest.mark.parametrize("name", ["rita", "ed"])
def test_both_pages_say_why_it_did_not_go_out_and_what_to_do(approved, cast, as_, name, clock):
    schedule(approved, cast.ed, SIX)
    fail(approved, clock)
    client = as_(getattr(cast, name))
    for page in (review(client, approved), workspace(client, approved)):
        told = LexborHTMLParser(page).css_first("#did-not-go-out").text()
        assert "The text differs from what was approved." in told
        assert "It stays in review: put this right" in told
        assert "Review, approved, did not go out" in page


def test_the_notice_goes_when_an_editor_leaves_it_unscheduled(approved, cast, as_, clock):
    schedule(approved, cast.ed, SIX)
    fail(approved, clock)
    client = as_(cast.ed)
    assert "Leave it unscheduled" in review(client, approved)
    assert "did-not-go-out" not in act(client, approved, "unschedule").text


def test_while_nothing_runs_the_pages_and_home_say_that_it_is_overdue(approved, cast, as_, clock):
    schedule(approved, cast.ed, SIX)
    clock.move_to(SIX + timedelta(minutes=6))
    client = as_(cast.ed)
    assert "It was to go out 23 November 2026, 18:00 (UTC) and has not." in review(client, approved)
    assert "and has not" in client.get(HOME).text
    assert "was to go out 18:00" in client.get("/newsroom/checks/").text


def test_home_costs_no_query_more(approved, cast, as_, clock):
    client = as_(cast.ed)
    before = queries(lambda: client.get(HOME))
    schedule(approved, cast.ed, SIX)
    fail(approved, clock)
    assert queries(lambda: client.get(HOME)) <= min(before, 12)


def test_the_history_tells_the_times_in_the_readers_own_zone(approved, cast, as_, clock):
    live_in("Europe/Berlin", cast.rita)
    booking.set_embargo(check_id=approved.pk, by=cast.rita, until=NOW + timedelta(hours=2))
    booking.set_embargo(check_id=approved.pk, by=cast.rita, until=None)
    schedule(approved, cast.ed, SIX)
    page = workspace(as_(cast.rita), approved)
    assert "set an embargo until 23 November 2026, 12:00" in page
    assert "lifted the embargo" in page
    assert "scheduled it for 23 November 2026, 19:00" in page
    clock.move_to(SIX + timedelta(seconds=1))
    worker.run(Job.objects.get(kind="publish_due").pk)
    assert "published it, as scheduled" in workspace(as_(cast.rita), approved)


def test_an_open_page_is_told_that_it_did_not_go_out(approved, cast, as_, clock):
    seen = schedule(approved, cast.ed, SIX).version
    fail(approved, clock)
    address = f"/newsroom/checks/{approved.pk}/live/?page=review&token=old&seen={seen}"
    page = as_(cast.ed).get(address, headers={"HX-Request": "true"}).text
    assert "The newsroom did not publish it as scheduled" in page
    assert "Review, approved, did not go out" in page


def test_an_outsider_learns_nothing_of_it(approved, cast, as_):
    schedule(approved, cast.ed, SIX)
    client = as_(make_user("Nina"))
    assert client.get(reverse("review", args=[approved.pk])).status_code == 404
    assert act(client, approved, "schedule", at="2026-11-23T18:00").status_code == 404
