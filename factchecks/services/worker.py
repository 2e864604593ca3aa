"""Does a job: claims it, works without a transaction, and lets the work finish it under its token."""

import logging
from collections.abc import Callable

from factchecks.jobs import JobKind
from factchecks.models import Job
from factchecks.services import attachments, links, outbox

log = logging.getLogger(__name__)

WORK: dict[JobKind, Callable[[Job], None]] = {
    JobKind.CHECK_LINKS: links.work,
    JobKind.READ_ATTACHMENT: attachments.work,
}


def run(job_id: int) -> bool:
    """Whether this call did the job. Any error is kept with the job, which is tried again later."""
    job = outbox.claim(job_id)
    if job is None:
        return False
    try:
        WORK[JobKind(job.kind)](job)
    except Exception as error:  # noqa: BLE001  (the job's boundary: whatever it was is kept with the job and shown)
        log.exception("job %s (%s) failed", job.pk, job.kind)
        outbox.fail(job, f"{type(error).__name__}: {error}")
        return False
    return True
