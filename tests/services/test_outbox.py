"""The outbox: jobs are rows of the same transaction, held under a lease, done once, never lost."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from factchecks.errors import Refused
from factchecks.jobs import JobKind, JobState
from factchecks.models import Job
from factchecks.services import outbox, worker


@pytest.fixture
def job(db):
    return outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})


@pytest.fixture
def rung(monkeypatch):
    """The numbers of jobs for which the bell rang."""
    numbers = []
    monkeypatch.setattr(outbox, "ring", lambda job_id, kind: numbers.append(job_id))
    return numbers


def test_a_job_asked_for_in_a_change_that_failed_does_not_exist(transactional_db, rung):
    with transaction.atomic():
        outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert rung == []


def test_the_bell_rings_after_the_commit(transactional_db, rung):
    with transaction.atomic():
        job = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
        assert rung == []
    assert rung == [job.pk]


def test_without_a_broker_the_job_waits(transactional_db, settings):
    settings.BROKER_URL = "redis://127.0.0.1:1/0"
    settings.CELERY_BROKER_URL = settings.BROKER_URL
    job = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_two_workers_cannot_hold_it_at_once(job):
    assert outbox.claim(job.pk) is not None
    assert outbox.claim(job.pk) is None


def test_fifty_messages_do_it_once(job, monkeypatch):
    done = []
    monkeypatch.setitem(worker.WORK, JobKind.CHECK_LINKS, lambda held: done.append(outbox.finish(held)))
    assert [worker.run(job.pk) for _ in range(50)].count(True) == 1
    assert done == [True]


def test_a_lost_lease_is_taken_over_and_the_loser_cannot_finish(job):
    slow = outbox.claim(job.pk)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    quick = outbox.claim(job.pk)
    assert (outbox.finish(quick), outbox.finish(slow)) == (True, False)


def test_a_job_that_keeps_failing_stays_visible_with_its_error(job, monkeypatch):
    def break_down(held):
        raise RuntimeError("the page is poison")

    monkeypatch.setitem(worker.WORK, JobKind.CHECK_LINKS, break_down)
    for _ in range(5):
        Job.objects.filter(pk=job.pk).update(run_at=timezone.now())
        worker.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 5)
    assert "the page is poison" in job.error


def test_only_what_failed_is_run_again(job, cast):
    with pytest.raises(Refused):
        outbox.run_again(job_id=job.pk, by=cast.ada)
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempts=5)
    assert outbox.run_again(job_id=job.pk, by=cast.ada).state == JobState.QUEUED


def test_the_sweeper_rings_for_what_was_not_heard(job, rung):
    assert outbox.sweep() == 0
    Job.objects.filter(pk=job.pk).update(run_at=timezone.now() - timedelta(seconds=5))
    assert outbox.sweep() == 1
    assert rung == [job.pk]


def test_the_sweeper_gives_up_on_a_job_that_kills_its_workers(job):
    past = timezone.now() - timedelta(seconds=5)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, lease_until=past, attempts=5)
    outbox.sweep()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
