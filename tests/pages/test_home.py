"""Home: what is shown to whom, why, in which order, and at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from factchecks.jobs import JobState
from factchecks.models import FactCheck, Job, Verdict, queues, upkeep, waits
from factchecks.models.factrows import BROKEN
from factchecks.models.homerow import Task, Urgency
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import add_page, make_user, move
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

HOME = reverse("home")


def due(check, **delta):
    FactCheck.objects.filter(pk=check.pk).update(due_at=timezone.now() + timedelta(**delta))
    return check


def test_it_shows_a_note_that_sent_a_check_back(as_, cast):
    check = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, note="Who counted the stops?")
    page = as_(cast.rita).get(HOME).content.decode()
    assert "Sent back by Ed" in page
    assert "Who counted the stops?" in page
    assert reverse("workspace", args=[check.pk]) in page
    assert "Answer the note" in page


@time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=False)
def test_sent_back_comes_before_late_before_today_before_the_rest(cast):
    later, late = due(make_check(cast), days=3), due(make_check(cast), hours=-1)
    today = due(make_check(cast), hours=1)
    back = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, note="More.")
    rows = queues.do_now(cast.rita)
    assert [row.check.pk for row in rows] == [back.pk, late.pk, today.pk, later.pk]
    assert [row.task for row in rows] == [Task.ANSWER, *[Task.CONTINUE] * 3]


def test_the_earliest_due_comes_first_among_equals(cast):
    second, first = due(make_check(cast), days=4), due(make_check(cast), days=2)
    assert [row.check.pk for row in queues.do_now(cast.rita)] == [first.pk, second.pk]


@pytest.mark.parametrize(("zone", "urgency"), [("UTC", Urgency.TODAY), ("Pacific/Auckland", Urgency.LATER)])
def test_today_is_the_day_where_the_person_is(cast, zone, urgency):
    cast.rita.time_zone = zone
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=False):
        due(make_check(cast), hours=12)
        (row,) = queues.do_now(cast.rita)
    assert row.urgency is urgency


def test_an_editor_sees_what_waits_for_a_decision(as_, cast):
    check = make_check(cast, State.REVIEW)
    page = as_(cast.ed).get(HOME).content.decode()
    assert "for a decision" in page
    assert reverse("review", args=[check.pk]) in page


def test_an_editor_is_not_asked_to_decide_about_own_work(cast):
    make_check(cast, State.REVIEW, by=cast.ed)
    assert queues.do_now(cast.ed) == []
    assert [row.task for row in queues.do_now(cast.mo)] == [Task.DECIDE]


def test_what_is_approved_waits_to_be_published(as_, cast):
    make_check(cast, State.REVIEW, approved=True)
    (row,) = queues.do_now(cast.ed)
    assert row.task is Task.PUBLISH
    page = as_(cast.ed).get(HOME).content.decode()
    assert "Approved, not published" in page
    assert "Review, approved" in page


def test_nobody_sees_work_of_a_desk_that_is_not_theirs(cast):
    make_check(cast, State.REVIEW)
    assert queues.do_now(cast.noor) == []
    assert queues.do_now(cast.otto) == []
    assert waits.waiting(cast.otto) == []


def test_a_reporter_sees_who_could_decide(as_, cast):
    make_check(cast, State.REVIEW)
    (wait,) = waits.waiting(cast.rita)
    assert wait.others == ("Cleo", "Ed", "Mo")
    assert "Cleo or Ed or Mo can decide" in as_(cast.rita).get(HOME).content.decode()


def test_those_who_worked_on_it_are_not_among_those_who_could_decide(cast):
    make_check(cast, State.REVIEW, by=cast.mo)
    (wait,) = waits.waiting(cast.mo)
    assert wait.others == ("Cleo", "Ed")


def test_an_editor_sees_what_was_sent_back_and_to_whom(cast):
    move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, note="More.")
    (wait,) = waits.waiting(cast.ed)
    assert (wait.sent_back, wait.others) == (True, ("Rita",))


def test_it_shows_what_was_published(as_, cast):
    check = make_check(cast, State.PUBLISHED)
    assert reverse("article", args=[check.slug]) in as_(cast.rita).get(HOME).content.decode()


def test_an_admin_sees_jobs_that_gave_up(as_, cast):
    Job.objects.create(kind="check_links", state=JobState.FAILED, run_at=timezone.now())
    assert "One background job gave up" in as_(cast.ada).get(HOME).content.decode()
    assert "gave up" not in as_(cast.rita).get(HOME).content.decode()


def test_a_person_on_no_desk_is_told_whom_to_ask(as_, cast):
    page = as_(make_user("Nina")).get(HOME).content.decode()
    assert "You are not on a desk yet" in page
    assert "Ask Ada or Sue" in page


def test_a_reporter_with_nothing_to_do_is_offered_a_new_claim(as_, cast):
    page = as_(cast.rita).get(HOME).content.decode()
    assert "Nothing needs you" in page
    assert "Record a claim" in page


@override_settings(DEMO=True)
@pytest.mark.parametrize(
    ("name", "words"), [("rita", "You are a reporter"), ("ed", "You are an editor"), ("ada", "You are an admin")]
)
def test_the_first_run_note_tells_each_role_what_to_try(as_, cast, name, words):
    assert words in as_(getattr(cast, name)).get(HOME).content.decode()


@override_settings(DEMO=True)
def test_the_first_run_note_can_be_put_away(as_, cast):
    client = as_(cast.rita)
    assert client.post(reverse("home_hide_note")).url == HOME
    assert "You are a reporter" not in client.get(HOME).content.decode()


@override_settings(DEMO=False)
def test_there_is_no_first_run_note_outside_the_demo(as_, cast):
    assert "You are a reporter" not in as_(cast.rita).get(HOME).content.decode()


def copies(check, number):
    """Rows like this one, in bulk: only their number matters."""
    claim = check.claims.get()
    made = FactCheck.objects.bulk_create(
        FactCheck(
            desk=check.desk,
            author=check.author,
            assignee=check.assignee,
            headline=f"Copy {n}",
            state=check.state,
            current_round=check.current_round,
            due_at=check.due_at,
        )
        for n in range(number)
    )
    fields = {"text": claim.text, "claimant": claim.claimant, "verdict": claim.verdict}
    type(claim).objects.bulk_create(type(claim)(factcheck=row, **fields) for row in made)


@pytest.mark.parametrize("many", [10, 1000])
@pytest.mark.parametrize("name", ["rita", "ed", "ada", "cleo"])
def test_home_takes_at_most_twelve_queries(as_, cast, django_assert_max_num_queries, name, many):
    for state in (State.DRAFT, State.REVIEW):
        copies(make_check(cast, state), many)
    client = as_(getattr(cast, name))
    with django_assert_max_num_queries(12):
        assert client.get(HOME).status_code == 200


def proposed(cast):
    check = make_check(cast, State.REVIEW)
    row = {"check_id": check.pk, "by": cast.ed, "seen_version": check.version, "note": "Nine of 54."}
    return transition(action=Action.PROPOSE_VERDICT, verdict=Verdict.objects.get(slug="false"), **row)


def test_a_proposed_verdict_waits_for_the_author(as_, cast):
    check = proposed(cast)
    (row,) = queues.do_now(cast.rita)
    assert (row.check.pk, row.task, row.who, row.place) == (check.pk, Task.PROPOSAL, "Ed", "review")
    assert "Ed proposes another verdict" in as_(cast.rita).get(HOME).content.decode()


def test_an_answered_proposal_waits_for_nobody(cast):
    move(proposed(cast), Action.ACCEPT_VERDICT, cast.rita)
    assert queues.do_now(cast.rita) == []


def test_a_draft_with_a_broken_link_says_so_and_comes_before_other_drafts(as_, cast):
    make_check(cast)
    broken = make_check(cast)
    link = add_page(broken, "https://gone.example.org/a", "Some words.", cast.rita).link
    type(link).objects.filter(pk=link.pk).update(state=next(iter(BROKEN)))
    first = queues.do_now(cast.rita)[0]
    assert (first.check.pk, first.task) == (broken.pk, Task.BROKEN)
    assert "One cited link does not answer" in as_(cast.rita).get(HOME).content.decode()


def test_a_review_nobody_has_taken_can_be_taken_from_home(as_, cast):
    check, client = make_check(cast, State.REVIEW), as_(cast.ed)
    assert "Nobody has taken it" in client.get(HOME).content.decode()
    taken = client.post(reverse("check_do", args=[check.pk, "take_review"]), {"version": check.version})
    assert taken.status_code == 302
    assert "You have it" in client.get(HOME).content.decode()
    assert "Take and review" not in as_(cast.mo).get(HOME).content.decode()


def test_with_nothing_to_do_the_oldest_claim_without_a_person_is_offered(as_, cast):
    for _ in range(2):
        FactCheck.objects.filter(pk=make_check(cast).pk).update(assignee=None)
    oldest, client = FactCheck.objects.earliest("created_at"), as_(cast.ines)
    assert f"Take the oldest claim that nobody works on? {oldest.number}" in client.get(HOME).content.decode()
    client.post(reverse("take", args=[oldest.pk]))
    assert [row.check.pk for row in queues.do_now(cast.ines)] == [oldest.pk]


def test_a_claim_of_another_desk_is_not_offered(cast):
    FactCheck.objects.filter(pk=make_check(cast).pk).update(assignee=None)
    assert queues.oldest_untaken(cast.otto) is None


def test_an_admin_sees_who_has_no_second_factor_and_how_long_the_queue_is(as_, cast):
    Job.objects.create(kind="check_links", state=JobState.QUEUED, run_at=timezone.now())
    page = as_(cast.ada).get(HOME).content.decode()
    assert "people have no second factor" in page or "person has no second factor" in page
    assert "1 background job in the queue" in page
    assert "?second_factor=missing" in page
    assert "Nothing needs you" not in page
    assert "second factor" not in as_(cast.rita).get(HOME).content.decode().split("<main")[1]


def test_own_counters_count_the_last_seven_days_and_nobody_else(cast):
    make_check(cast, State.REVIEW)
    verbs = {"create": "recorded", "submit": "submitted"}
    assert upkeep.did_lately(cast.rita, verbs) == {"recorded": 1, "submitted": 1}
    assert upkeep.did_lately(cast.ines, verbs) == {"recorded": 0, "submitted": 0}
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert upkeep.did_lately(cast.rita, verbs) == {"recorded": 0, "submitted": 0}
