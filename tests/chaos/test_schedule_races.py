"""The time comes in two processes at once, or while an editor presses the button: it is published once."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from factchecks.jobs import JobKind, JobState
from factchecks.models import Edition, Event, FactCheck, Job
from factchecks.services import ledger, worker
from factchecks.states import State
from tests.chaos.test_races import LATER, SOON, Decider
from tests.factories import make_check, schedule

pytestmark = [pytest.mark.race, pytest.mark.db_rules]

ROUNDS = 200 if os.environ.get("CHAOS") == "long" else 9
HOUR = timedelta(hours=1)


@pytest.fixture
def pair(real_cast):
    both = (Decider(), Decider())
    yield both
    for one in both:
        one.end()


def due_now(cast):
    """An approved check whose time has come, and two jobs that say so."""
    check = schedule(make_check(cast, State.REVIEW, approved=True), cast.mo, timezone.now() + HOUR)
    now = timezone.now()
    FactCheck.objects.filter(pk=check.pk).update(publish_at=now)
    first = Job.objects.get(kind=JobKind.PUBLISH_DUE, factcheck=check)
    args = first.args | {"at": now.isoformat()}
    Job.objects.filter(pk=first.pk).update(run_at=now, args=args)
    second = Job.objects.create(kind=JobKind.PUBLISH_DUE, factcheck=check, args=args, run_at=now)
    return check, (first, second)


def try_again(check):
    """A job that met a change of the same moment is queued again: it is done as its time comes."""
    for job in Job.objects.filter(factcheck=check, kind=JobKind.PUBLISH_DUE, state=JobState.QUEUED):
        Job.objects.filter(pk=job.pk).update(run_at=timezone.now())
        worker.run(job.pk)


def assert_published_once(check):
    assert Event.objects.filter(chain=f"check:{check.pk}", verb="publish").count() == 1
    assert Edition.objects.filter(factcheck=check, reason="published").count() == 1
    check.refresh_from_db()
    assert (check.state, check.publish_at, check.schedule_failed_at) == ("published", None, None)
    states = Job.objects.filter(factcheck=check, kind=JobKind.PUBLISH_DUE).values_list("state", flat=True)
    assert set(states) == {JobState.DONE}


@pytest.mark.parametrize("jobs", ["one", "two"])
def test_fired_by_two_processes_at_once_it_is_published_once(real_cast, pair, jobs):
    for number in range(ROUNDS):
        check, both = due_now(real_cast)
        at = time.monotonic() + SOON
        given = both if jobs == "two" else (both[0], both[0])
        for one, job, later in zip(pair, given, LATER[number % len(LATER)], strict=True):
            one.order(fire=job.pk, at=at + later)
        done = [one.answer()["done"] for one in pair]
        assert any(done)
        try_again(check)
        assert_published_once(check)
    assert list(ledger.faults()) == []


def test_an_editor_who_presses_publish_at_that_moment_publishes_it_once(real_cast, pair):
    for number in range(ROUNDS):
        check, (job, _) = due_now(real_cast)
        at = time.monotonic() + SOON
        first, second = LATER[number % len(LATER)]
        pair[0].order(
            check=check.pk, version=check.version, action="publish", by=real_cast.ed.pk, note="", at=at + first
        )
        pair[1].order(fire=job.pk, at=at + second)
        assert pair[0].answer()["status"] in (302, 409)
        pair[1].answer()
        try_again(check)
        assert_published_once(check)
    assert list(ledger.faults()) == []
