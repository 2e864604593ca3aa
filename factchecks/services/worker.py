"""Does a job: claims it, works without a transaction, and lets the work finish it under its token."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

from factchecks.jobs import SPECS, JobKind
from factchecks.models import Job
from factchecks.services import (
    archiving,
    attachments,
    checking,
    ledgercheck,
    outbox,
    readings,
    scheduling,
    selfcheck,
    websub,
)

log = logging.getLogger(__name__)
# How often a working worker extends its lease (`outbox.LEASE_S`).
BEAT_S = 3.0

WORK: dict[JobKind, Callable[[Job], None]] = {
    JobKind.CHECK_LINKS: checking.work,
    JobKind.LOOK_NOW: checking.work,
    JobKind.READ_COPIES: readings.work,
    JobKind.ARCHIVE: archiving.work,
    JobKind.READ_ATTACHMENT: attachments.work,
    JobKind.PUBLISH_DUE: scheduling.work,
    JobKind.SELF_CHECK: selfcheck.work,
    JobKind.TELL_HUB: websub.work,
    JobKind.VERIFY_LEDGER: ledgercheck.work,
}


def _beat(job: Job, ended: Event) -> None:
    """Extends the lease until the work has ended, the job belongs to another, or one try has lasted too long."""
    latest = time.monotonic() + SPECS[JobKind(job.kind)].lease_s
    try:
        while not ended.wait(BEAT_S) and time.monotonic() < latest:
            try:
                if not outbox.extend(job):
                    return
            except DatabaseError as error:
                log.warning("job %s: its lease was not extended (%s)", job.pk, type(error).__name__)
    finally:
        connection.close()


@contextmanager
def _held(job: Job) -> Iterator[None]:
    """Keeps the lease while the block works, so that a short lease tells a lost worker from a slow page."""
    ended = Event()
    thread = Thread(target=_beat, args=(job, ended), name=f"lease-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def run(job_id: int) -> bool:
    """Whether this call did the job. Any error is kept with the job, which is tried again later."""
    job = outbox.claim(job_id)
    if job is None:
        return False
    try:
        with _held(job):
            WORK[JobKind(job.kind)](job)
    except Exception as error:  # noqa: BLE001  (the job's boundary: whatever it was is kept with the job and shown)
        log.exception("job %s (%s) failed", job.pk, job.kind)
        outbox.fail(job, f"{type(error).__name__}: {error}")
        return False
    return True
