"""The outbox: enqueues jobs with the change that asks for them, rings the bell, claims, finishes, sweeps."""

import logging
import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from factchecks.errors import Refused
from factchecks.jobs import DOORBELL, SPECS, JobKind, JobState
from factchecks.models import FactCheck, Job, User

log = logging.getLogger(__name__)
# A job that nobody took within this time is rung for again.
UNHEARD_S = 2
# Arguments of jobs by their kind.
type Asked = dict[JobKind, dict[str, Any]]
RETRY_S = (5, 30, 120, 600)
# A worker that has said nothing for this long is lost. It speaks several times as often (`worker.BEAT_S`).
LEASE_S = 12


def enqueue(
    *,
    kind: JobKind,
    args: dict[str, Any],
    by: User | None = None,
    factcheck: FactCheck | None = None,
    batch: uuid.UUID | None = None,
    dedupe_key: str = "",
    after: timedelta = timedelta(0),
) -> Job:
    """Adds a job in the running transaction; the bell rings after it commits. A job with the same key is kept.

    `after`: how long from now the job rests; the sweeper rings for it then.
    """
    values = {
        "kind": kind,
        "args": args,
        "asked_by": by,
        "factcheck": factcheck,
        "batch": batch,
        "run_at": timezone.now() + after,
    }
    if dedupe_key:
        job, _ = Job.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)
    else:
        job = Job.objects.create(**values)
    if not after:
        transaction.on_commit(partial(ring, job.pk, kind))
    return job


def enqueue_later(*, jobs: Asked, by: User, factcheck: FactCheck, after: timedelta) -> None:
    """Adds a job of each kind with its arguments, to rest for `after`, in the running transaction: one statement."""
    at = timezone.now() + after
    rows = [Job(kind=kind, args=args, asked_by=by, factcheck=factcheck, run_at=at) for kind, args in jobs.items()]
    Job.objects.bulk_create(rows)


def ring(job_id: int, kind: str) -> None:
    """Tells a worker. A broker that is away costs nothing: the sweeper rings again."""
    if not settings.BROKER_URL:
        return
    try:
        current_app.send_task(DOORBELL, args=[job_id], queue=SPECS[JobKind(kind)].queue, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("job %s waits: the broker cannot be reached (%s)", job_id, type(error).__name__)


def claim(job_id: int) -> Job | None:
    """Takes the job if it is free or its holder's lease is over; None when somebody else has it or it is done."""
    now = timezone.now()
    free = Q(state=JobState.QUEUED, run_at__lte=now) | Q(state=JobState.RUNNING, lease_until__lt=now)
    job = Job.objects.filter(free, pk=job_id).first()
    if job is None:
        return None
    token = uuid.uuid4()
    taken = Job.objects.filter(free, pk=job_id, attempts=job.attempts).update(
        state=JobState.RUNNING,
        token=token,
        attempts=F("attempts") + 1,
        lease_until=now + timedelta(seconds=LEASE_S),
    )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def extend(job: Job) -> bool:
    """Makes the lease last from now, as long as the token holds; False when it does not."""
    held = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING)
    return bool(held.update(lease_until=timezone.now() + timedelta(seconds=LEASE_S)))


def finish(job: Job) -> bool:
    """Marks the job done if its token still holds; call it in the transaction that writes the results."""
    held = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING)
    return bool(held.update(state=JobState.DONE, finished_at=timezone.now(), lease_until=None, error=""))


def fail(job: Job, error: str) -> None:
    """Puts the job back for a later try, or marks it failed after the last one."""
    last = job.attempts >= SPECS[JobKind(job.kind)].max_attempts
    wait = RETRY_S[min(job.attempts, len(RETRY_S)) - 1]
    Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING).update(
        state=JobState.FAILED if last else JobState.QUEUED,
        run_at=timezone.now() + timedelta(seconds=wait),
        lease_until=None,
        error=error[:2000],
        finished_at=timezone.now() if last else None,
    )


def run_again(*, job_id: int, by: User) -> Job:
    """Queues a failed job anew. Raises Refused when it has not failed."""
    fresh = Job.objects.filter(pk=job_id, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, run_at=timezone.now(), finished_at=None, asked_by=by
    )
    if not fresh:
        raise Refused("Only a job that has failed can be run again.")
    job = Job.objects.get(pk=job_id)
    transaction.on_commit(partial(ring, job.pk, job.kind))
    return job


def sweep() -> int:
    """Rings for jobs that wait unheard or whose lease is over; a job that used up its tries has failed."""
    now = timezone.now()
    for job in Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now):
        if job.attempts >= SPECS[JobKind(job.kind)].max_attempts:
            fail(job, job.error or "The worker was lost each time this was tried.")
    unheard = Q(state=JobState.QUEUED, run_at__lt=now - timedelta(seconds=UNHEARD_S))
    lost = Q(state=JobState.RUNNING, lease_until__lt=now)
    waiting = list(Job.objects.filter(unheard | lost).order_by("run_at").values_list("pk", "kind")[:500])
    for job_id, kind in waiting:
        ring(job_id, kind)
    return len(waiting)
