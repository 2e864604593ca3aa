"""A worker that works keeps its job; one that is gone, or takes too long, loses it soon."""

from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.utils import timezone

from factchecks.jobs import SPECS, JobKind, JobState
from factchecks.models import Job
from factchecks.services import outbox, worker
from tests.run.processes import eventually


@pytest.fixture
def job(transactional_db, monkeypatch):
    monkeypatch.setattr(worker, "BEAT_S", 0.02)
    return outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})


def lease(job):
    return Job.objects.values_list("lease_until", flat=True).get(pk=job.pk)


def works(monkeypatch, work):
    monkeypatch.setitem(worker.WORK, JobKind.CHECK_LINKS, work)


def test_the_lease_grows_while_the_work_goes_on(job, monkeypatch):
    seen = []

    def slow(held):
        first = lease(held)
        seen.append(eventually(lambda: lease(held) > first))
        outbox.finish(held)

    works(monkeypatch, slow)
    assert worker.run(job.pk)
    assert seen == [True]
    job.refresh_from_db()
    assert (job.state, job.lease_until) == (JobState.DONE, None)


def test_a_silent_worker_is_lost_long_before_its_try_would_be_over():
    assert worker.BEAT_S * 3 < outbox.LEASE_S
    assert all(spec.lease_s > outbox.LEASE_S for spec in SPECS.values())


def test_a_job_that_another_took_over_is_not_extended(job):
    slow = outbox.claim(job.pk)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    quick = outbox.claim(job.pk)
    until = lease(job)
    assert not outbox.extend(slow)
    assert lease(job) == until
    assert outbox.extend(quick)


def test_a_try_that_takes_too_long_is_let_go(job, monkeypatch):
    spec = SPECS[JobKind.CHECK_LINKS]
    monkeypatch.setitem(SPECS, JobKind.CHECK_LINKS, replace(spec, lease_s=0))
    held = outbox.claim(job.pk)
    first = lease(job)
    ended = Event()
    beat = Thread(target=worker._beat, args=(held, ended))
    beat.start()
    let_go = eventually(lambda: not beat.is_alive())
    ended.set()
    beat.join()
    assert let_go
    assert lease(job) == first


def test_an_error_ends_the_beat_and_is_kept(job, monkeypatch):
    def break_down(held):
        raise RuntimeError("the page is poison")

    works(monkeypatch, break_down)
    assert not worker.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.lease_until, job.error) == (JobState.QUEUED, None, "RuntimeError: the page is poison")


def test_whoever_lost_the_job_can_neither_finish_nor_fail_it(job):
    slow = outbox.claim(job.pk)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    quick = outbox.claim(job.pk)
    assert not outbox.finish(slow)
    outbox.fail(slow, "too late")
    job.refresh_from_db()
    assert (job.state, job.error, job.token) == (JobState.RUNNING, "", quick.token)
    assert outbox.finish(quick)
