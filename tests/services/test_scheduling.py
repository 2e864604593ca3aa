"""A schedule is kept once, by all the rules of publishing as they are at that moment, or it fails loudly."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from factchecks.errors import Refused
from factchecks.jobs import JobKind, JobState
from factchecks.models import Desk, Edition, Event, FactCheck, Job, Link, health, upkeep
from factchecks.services import booking, desks, ledger, outbox, worker
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import make_check, move, schedule

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def due(cast):
    """Approved by Ed, scheduled by Mo for in an hour."""
    return schedule(make_check(cast, State.REVIEW, approved=True), cast.mo, timezone.now() + HOUR)


def job_of(check):
    return Job.objects.filter(kind=JobKind.PUBLISH_DUE, factcheck=check).latest("pk")


def fire(check, later=SECOND, job=None):
    """Does the job as a worker does, this long after the time that was set. The check as it is then."""
    job = job or job_of(check)
    with time_machine.travel(job.run_at + later, tick=False):
        worker.run(job.pk)
    return FactCheck.objects.get(pk=check.pk)


def verbs(check):
    return list(Event.objects.filter(chain=f"check:{check.pk}").order_by("seq").values_list("verb", flat=True))


def test_it_goes_out_at_its_time_in_the_name_of_the_editor_who_set_it(due, cast):
    check = fire(due)
    assert (check.state, check.publish_at, check.scheduled_by) == ("published", None, None)
    event = Event.objects.get(chain=f"check:{due.pk}", verb="publish")
    assert (event.actor, event.details) == (cast.mo.pk, {"scheduled": True})
    assert FactCheck.objects.public().filter(pk=due.pk).exists()
    assert job_of(due).state == JobState.DONE
    assert list(ledger.faults()) == []


def test_it_does_not_go_out_before(due):
    worker.run(job_of(due).pk)
    due.refresh_from_db()
    assert (due.state, job_of(due).state) == ("review", JobState.QUEUED)


def test_until_its_time_the_job_is_none_that_waits(due):
    Job.objects.exclude(kind=JobKind.PUBLISH_DUE).delete()
    assert (health.look().waiting_jobs, upkeep.upkeep().waiting_jobs) == (0, 0)
    with time_machine.travel(job_of(due).run_at, tick=False):
        assert (health.look().waiting_jobs, upkeep.upkeep().waiting_jobs) == (1, 1)


def test_fired_twice_it_is_published_once(due):
    job = job_of(due)
    fire(due)
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)
    fire(due)
    assert verbs(due).count("publish") == 1
    assert Edition.objects.filter(factcheck=due, reason="published").count() == 1


@pytest.mark.parametrize("later", [timedelta(hours=3), timedelta(hours=23)])
def test_what_was_off_at_the_time_keeps_it_as_soon_as_it_runs_again(due, later):
    Link.objects.update(checked_at=due.publish_at + later)
    assert fire(due, later).state == "published"


def test_after_a_day_a_person_has_to_look(due):
    check = fire(due, timedelta(hours=24, seconds=1))
    assert (check.state, check.publish_at) == ("review", None)
    assert check.schedule_failure == "The time passed while nothing was running."


def test_a_sweep_rings_for_it_when_its_time_has_come(due, settings, monkeypatch):
    rung = []
    monkeypatch.setattr(outbox, "ring", lambda job_id, kind: rung.append(job_id))
    outbox.sweep()
    assert job_of(due).pk not in rung
    with time_machine.travel(due.publish_at + timedelta(seconds=5), tick=False):
        outbox.sweep()
    assert job_of(due).pk in rung


@pytest.mark.parametrize("again", [False, True])
def test_the_job_of_a_time_that_no_longer_holds_does_nothing(due, cast, again):
    old = job_of(due)
    if again:
        schedule(due, cast.ed, timezone.now() + 3 * HOUR)
    else:
        move(due, Action.UNSCHEDULE, cast.ed)
    before = verbs(due)
    check = fire(due, job=old)
    assert check.state == "review"
    assert check.schedule_failed_at is None
    assert verbs(due) == before


def test_set_again_for_the_same_time_there_is_one_job(due, cast):
    at = due.publish_at
    move(due, Action.UNSCHEDULE, cast.ed)
    schedule(due, cast.mo, at)
    assert Job.objects.filter(kind=JobKind.PUBLISH_DUE).count() == 1
    assert fire(due).state == "published"


def test_one_character_changed_behind_the_rules_is_not_published(due, cast):
    FactCheck.objects.filter(pk=due.pk).update(body=due.body.replace("Twelve", "Twelfe"))
    check = fire(due)
    assert (check.state, check.publish_at, check.scheduled_by) == ("review", None, cast.mo)
    assert check.schedule_failure == "The text differs from what was approved. It has to be approved again."
    assert not FactCheck.objects.public().exists()
    event = Event.objects.get(chain=f"check:{due.pk}", verb="schedule_failed")
    assert (event.actor, event.reason) == (None, check.schedule_failure)
    assert event.details["scheduled_by"] == cast.mo.pk
    assert list(ledger.faults()) == []


def lose_right(cast):
    cast.mo.groups.clear()


def end_account(cast):
    cast.mo.is_active = False
    cast.mo.save(update_fields=("is_active",))


def only_write(cast):
    cast.mo.groups.set([desks.group_for(cast.transport, desks.Role.REPORTER)])


@pytest.mark.parametrize("ending", [lose_right, end_account, only_write])
def test_whoever_set_the_time_must_still_be_allowed_to_publish(due, cast, ending):
    ending(cast)
    check = fire(due)
    assert (check.state, check.schedule_failure) == ("review", "Mo set the time and may not publish it any more.")


def raise_approvals(check):
    Desk.objects.update(approvals_required=2)


def break_link(check):
    Link.objects.filter(sources__factcheck=check).update(state="dead")


@pytest.mark.parametrize(
    ("lapse", "sentence"),
    [(raise_approvals, "An editor has to approve it first."), (break_link, "2 cited links are broken.")],
)
def test_what_lapsed_meanwhile_keeps_it_in_review_and_is_said(due, lapse, sentence):
    lapse(due)
    check = fire(due)
    assert (check.state, check.schedule_failure) == ("review", sentence)


def test_scheduled_for_the_end_of_the_embargo_it_goes_out(cast):
    at = timezone.now() + HOUR
    check = make_check(cast, State.REVIEW, approved=True)
    booking.set_embargo(check_id=check.pk, by=cast.rita, until=at)
    with pytest.raises(Refused, match="embargo has not ended"):
        move(check, Action.PUBLISH, cast.ed)
    assert fire(schedule(check, cast.ed, at)).state == "published"


def test_links_that_nobody_looked_at_for_a_day_are_looked_at_first(due, cast):
    Link.objects.update(checked_at=timezone.now() - 30 * HOUR)
    check = fire(due)
    assert (check.state, check.publish_at) == ("review", due.publish_at)
    assert Job.objects.filter(kind=JobKind.LOOK_NOW, factcheck=due, state=JobState.QUEUED).count() >= 2
    Link.objects.update(checked_at=job_of(due).run_at)
    assert fire(due).state == "published"


def test_it_does_not_wait_for_looks_for_ever(due):
    Link.objects.update(checked_at=timezone.now() - 30 * HOUR)
    for _ in range(3):
        assert fire(due).publish_at == due.publish_at
    assert fire(due).schedule_failure == "2 links were not looked at for a day: check them now."


def test_a_change_at_that_moment_is_tried_again_and_not_lost(due, cast, monkeypatch):
    def meanwhile(**given):
        move(FactCheck.objects.get(pk=due.pk), Action.TAKE_REVIEW, cast.ed)
        monkeypatch.undo()
        return transition(**given)

    monkeypatch.setattr("factchecks.services.scheduling.transition", meanwhile)
    assert fire(due).state == "review"
    assert job_of(due).state == JobState.QUEUED
    assert fire(due).state == "published"
