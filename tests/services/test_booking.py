"""Who sets a time and an embargo, which times are refused, and what takes a schedule away again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.models import Event, FactCheck, Job
from factchecks.services import booking, ledger
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import move, schedule
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

HOUR = timedelta(hours=1)


@pytest.fixture
def approved(cast):
    return make_check(cast, State.REVIEW, approved=True)


def now():
    return timezone.now()


def embargo(check, by, until):
    return booking.set_embargo(check_id=check.pk, by=by, until=until)


def test_a_schedule_is_noted_with_its_job_and_its_event(approved, cast):
    at = now() + HOUR
    check = schedule(approved, cast.mo, at)
    assert (check.state, check.publish_at, check.scheduled_by) == ("review", at, cast.mo)
    job = Job.objects.get(kind="publish_due")
    assert (job.args["check"], job.args["at"], job.asked_by) == (check.pk, at.isoformat(), cast.mo)
    assert abs(job.run_at - at) < timedelta(seconds=2)
    event = Event.objects.get(chain=f"check:{check.pk}", verb="schedule")
    assert event.details == {"at": ledger.stamp(at)}


@pytest.mark.parametrize("delta", [timedelta(0), -HOUR])
def test_a_time_that_has_passed_is_refused(approved, cast, delta):
    with pytest.raises(Refused, match="has passed"):
        schedule(approved, cast.ed, now() + delta)
    assert not Job.objects.filter(kind="publish_due").exists()


def test_without_a_time_it_is_not_scheduled(approved, cast):
    with pytest.raises(Refused, match="Give the day and the time"):
        move(approved, Action.SCHEDULE, cast.ed)


def test_only_what_is_approved_can_be_scheduled(cast):
    with pytest.raises(Refused, match="approve it first"):
        schedule(make_check(cast, State.REVIEW), cast.ed)


def test_a_text_changed_behind_the_rules_is_not_scheduled(approved, cast):
    FactCheck.objects.filter(pk=approved.pk).update(standfirst="Nine of 55 are not.")
    with pytest.raises(Refused, match="differs from what was approved"):
        schedule(approved, cast.ed)


def test_of_two_who_set_a_time_the_second_is_told(approved, cast):
    seen = approved.version
    schedule(approved, cast.ed)
    with pytest.raises(Stale):
        transition(check_id=approved.pk, action=Action.SCHEDULE, by=cast.mo, seen_version=seen, at=now() + HOUR)


def test_a_time_before_the_end_of_the_embargo_is_refused(approved, cast):
    embargo(approved, cast.rita, now() + 2 * HOUR)
    with pytest.raises(Refused, match="The embargo ends later"):
        schedule(approved, cast.ed, now() + HOUR)


def test_an_embargo_set_while_the_time_is_chosen_is_seen(approved, cast):
    until = now() + 2 * HOUR
    FactCheck.objects.filter(pk=approved.pk).update(embargo_until=until)
    with pytest.raises(Refused, match="The embargo ends later"):
        booking.free_time(factcheck=approved, at=now() + HOUR)
    assert booking.free_time(factcheck=approved, at=until) == until


def test_an_embargo_past_the_scheduled_time_is_refused(approved, cast):
    schedule(approved, cast.ed, now() + HOUR)
    with pytest.raises(Refused, match="Unschedule it first"):
        embargo(approved, cast.ed, now() + 2 * HOUR)
    assert embargo(approved, cast.ed, now() + timedelta(minutes=30)).embargoed


@pytest.mark.db_rules
def test_the_database_keeps_both_in_order_too(approved, cast):
    check = schedule(approved, cast.ed, now() + HOUR)
    rows = FactCheck.objects.filter(pk=check.pk)
    for wrong in ({"embargo_until": now() + 2 * HOUR}, {"state": "research"}, {"scheduled_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_an_embargo_is_set_moved_and_lifted_with_an_event_each(cast):
    check = make_check(cast)
    version = check.version
    assert embargo(check, cast.rita, now() + HOUR).embargoed
    assert embargo(check, cast.ed, now() + 2 * HOUR).embargoed
    assert not embargo(check, cast.rita, None).embargoed
    told = Event.objects.filter(chain=f"check:{check.pk}", verb="set_embargo").order_by("seq")
    assert [bool(event.details) for event in told] == [True, True, False]
    check.refresh_from_db()
    assert (check.embargo_until, check.version) == (None, version)


@pytest.mark.parametrize(("name", "error"), [("ines", NotAllowed), ("otto", NotFound), ("ada", NotFound)])
def test_others_set_no_embargo(cast, name, error):
    with pytest.raises(error):
        embargo(make_check(cast), getattr(cast, name), now() + HOUR)


def test_an_embargo_in_the_past_or_on_what_is_published_is_refused(cast):
    with pytest.raises(Refused, match="in the future"):
        embargo(make_check(cast), cast.rita, now() - HOUR)
    with pytest.raises(Refused):
        embargo(make_check(cast, State.PUBLISHED), cast.ed, now() + HOUR)


def test_nothing_is_published_before_the_embargo_ends(approved, cast):
    embargo(approved, cast.rita, now() + HOUR)
    with pytest.raises(Refused, match="embargo has not ended"):
        move(approved, Action.PUBLISH, cast.ed)
    embargo(approved, cast.rita, None)
    assert move(approved, Action.PUBLISH, cast.ed).state == "published"


CLEARING = (Action.UNSCHEDULE, Action.TAKE_BACK_APPROVAL, Action.SEND_BACK, Action.PUBLISH)


@pytest.mark.parametrize("action", CLEARING)
@pytest.mark.parametrize("failed", [False, True])
def test_what_ends_the_approval_or_the_review_ends_the_schedule(approved, cast, action, failed):
    check = schedule(approved, cast.ed)
    if failed:
        told = {"schedule_failed_at": now(), "schedule_failure": "A link is broken."}
        FactCheck.objects.filter(pk=check.pk).update(publish_at=None, **told)
    move(check, action, cast.ed, "Say since when.")
    check = FactCheck.objects.get(pk=check.pk)
    assert (check.publish_at, check.scheduled_by) == (None, None)
    assert (check.schedule_failed_at, check.schedule_failure) == (None, "")


def test_taking_the_review_leaves_the_schedule(approved, cast):
    at = schedule(approved, cast.ed).publish_at
    assert move(approved, Action.TAKE_REVIEW, cast.mo).publish_at == at
