"""A real worker and a real Valkey, killed, away and wiped: nothing is lost, nothing is done twice."""

import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from factchecks.demo.pages import demo_origins
from factchecks.demo.web import DemoWeb
from factchecks.jobs import DOORBELL, JobKind, JobState
from factchecks.models import Event, Job, LinkAttempt, Snapshot
from factchecks.services import checking, network, outbox, sources
from factchecks.services import worker as worker_service
from newsroom.children import Child, Watcher
from newsroom.embedded import embedded_valkey, plan_server
from newsroom.env import BASE_DIR
from newsroom.keeper import FIRST_WAIT_SECONDS
from newsroom.plan import WORKER
from tests.chaos.surroundings import surroundings
from tests.factories import PASSWORD, make_check
from tests.run.processes import eventually, is_alive

pytestmark = pytest.mark.race

SLOW = "/slow?seconds=2"
# Seconds: until a lost worker's job is done by another; of the slowest page that the demo cites.
LONGEST = 30
LONGEST_DEMO_PAGE = 4


@pytest.fixture
def web(monkeypatch, caplog):
    """The demo web, open to links of this test; `caplog` knows what was asked for."""
    caplog.set_level(logging.INFO, "factchecks.demo.web")
    with DemoWeb(port=0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        monkeypatch.setenv("LINKS_DEMO_ORIGINS", ",".join(demo_origins(server.port)))
        network.policy.cache_clear()
        yield server
        server.shutdown()
        thread.join()
    network.policy.cache_clear()


@pytest.fixture
def job(real_cast, web):
    """The fetch of the slow page, asked for by adding it as a source."""
    check = make_check(real_cast)
    sources.add_link(check_id=check.pk, url=f"http://council.localhost:{web.port}{SLOW}", by=real_cast.rita)
    return Job.objects.get(kind=JobKind.LOOK_NOW)


@contextmanager
def worker(tmp_path, web, broker, name):
    """A Celery worker process as `make run` starts it; whatever is left of it is ended. Yields its process."""
    env = surroundings(REDIS_URL=broker, LINKS_DEMO_ORIGINS=",".join(demo_origins(web.port)))
    env["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser"
    command = [sys.executable, "-m", "celery", *WORKER.split(), "-n", f"{name}@%h", "--loglevel", "INFO"]
    watcher = Watcher()
    with (tmp_path / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=BASE_DIR, env=env, stdout=log, stderr=log, start_new_session=True)
    watcher.watch([process.pid])
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        watcher.close()


def ring(broker, job):
    """The bell, as the web process rings it."""
    with Celery(broker=broker) as app:
        app.send_task(DOORBELL, args=[job.pk], queue="checks")


def is_asked_for(caplog, path):
    return any(path in message for message in caplog.messages)


def state_of(job):
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def is_done(job):
    return eventually(lambda: state_of(job) == JobState.DONE)


def added():
    return Event.objects.filter(verb="add_source").count()


def test_a_worker_killed_while_the_page_is_served_is_replaced(job, web, tmp_path, caplog):
    events = Event.objects.count()
    with embedded_valkey(tmp_path) as valkey:
        with worker(tmp_path, web, valkey.url, "first") as first:
            ring(valkey.url, job)
            assert eventually(lambda: is_asked_for(caplog, SLOW))
            assert not LinkAttempt.objects.exists()
            os.kill(first.pid, signal.SIGKILL)
            killed_at = timezone.now()
            assert eventually(lambda: not is_alive(first.pid))
        with worker(tmp_path, web, valkey.url, "second"):
            assert is_done(job)
    job.refresh_from_db()
    assert job.attempts == 2
    assert LinkAttempt.objects.get().verdict == "ok"
    assert Snapshot.objects.count() == 1
    assert (added(), Event.objects.count()) == (1, events)
    assert job.finished_at - killed_at < timedelta(seconds=LONGEST)
    assert " [error" not in (tmp_path / "second.log").read_text()


@pytest.fixture
def batch(real_cast, web):
    """A due batch of 53 links: a whole chunk of quick ones, two more, and the slow page."""
    paths = ["/slow?seconds=4", *(f"/nothing/{number}" for number in range(52))]
    with transaction.atomic():
        links = [sources.link_for(url=f"http://council.localhost:{web.port}{path}").pk for path in paths]
        return outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": links})


def test_a_worker_killed_in_the_middle_of_a_batch_leaves_one_attempt_a_link(batch, web, tmp_path):
    with embedded_valkey(tmp_path) as valkey:
        with worker(tmp_path, web, valkey.url, "first") as first:
            ring(valkey.url, batch)
            assert eventually(lambda: LinkAttempt.objects.count() == checking.CHUNK)
            os.kill(first.pid, signal.SIGKILL)
            assert eventually(lambda: not is_alive(first.pid))
        assert state_of(batch) == JobState.RUNNING
        with worker(tmp_path, web, valkey.url, "second"):
            assert is_done(batch)
    assert LinkAttempt.objects.count() == LinkAttempt.objects.values("link").distinct().count() == 53


def test_a_lost_worker_costs_less_than_30_seconds_by_the_settings():
    sweep = settings.CELERY_BEAT_SCHEDULE["sweep"]["schedule"]
    assert worker_service.BEAT_S * 3 < outbox.LEASE_S
    assert outbox.LEASE_S + sweep + FIRST_WAIT_SECONDS + LONGEST_DEMO_PAGE < LONGEST


def test_what_is_asked_for_without_a_broker_is_done_when_it_is_back(job, web, tmp_path, client, settings, real_cast):
    plan = plan_server(tmp_path)
    settings.CACHES = {"default": {"BACKEND": "newsroom.cache.ForgivingRedisCache", "LOCATION": plan.url}}
    with worker(tmp_path, web, plan.url, "patient") as process:
        assert client.get("/accounts/login/").status_code == 200
        client.post("/accounts/login/", {"login": real_cast.rita.email, "password": PASSWORD})
        assert client.get("/newsroom/").status_code == 200
        assert process.poll() is None
        assert state_of(job) == JobState.QUEUED
        valkey = Child(plan.spec)
        try:
            assert is_done(job)
        finally:
            valkey.end_group()
            valkey.output.close()


def test_a_wiped_broker_loses_nothing_and_poison_stays_with_its_error(job, web, tmp_path):
    poison = outbox.enqueue(kind=JobKind.READ_ATTACHMENT, args={"attachment": 0})
    Job.objects.filter(pk=poison.pk).update(attempts=2)
    with embedded_valkey(tmp_path) as valkey:
        ring(valkey.url, job)
        with redis.Redis.from_url(valkey.url) as client:
            client.flushall()
        with worker(tmp_path, web, valkey.url, "only"):
            assert is_done(job)
            assert eventually(lambda: state_of(poison) == JobState.FAILED)
    poison.refresh_from_db()
    assert (poison.attempts, poison.error.partition(":")[0]) == (3, "DoesNotExist")
    assert LinkAttempt.objects.count() == 1
