"""The names of background jobs and what each is told. The work is in `services/`, the carrier in `tasks.py`."""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """What a job does."""

    CHECK_LINKS = "check_links"
    LOOK_NOW = "look_now"
    READ_COPIES = "read_copies"
    ARCHIVE = "archive"
    READ_ATTACHMENT = "read_attachment"
    PUBLISH_DUE = "publish_due"
    SELF_CHECK = "self_check"
    TELL_HUB = "tell_hub"
    VERIFY_LEDGER = "verify_ledger"


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class JobSpec:
    """How often a kind is tried, and how long one try may hold its lease (seconds)."""

    max_attempts: int
    lease_s: int
    queue: str


SPECS: dict[JobKind, JobSpec] = {
    JobKind.CHECK_LINKS: JobSpec(max_attempts=5, lease_s=240, queue="checks"),
    # Somebody waits for it: a queue of its own, so that it never stands behind a batch.
    JobKind.LOOK_NOW: JobSpec(max_attempts=5, lease_s=120, queue="checks_now"),
    JobKind.READ_COPIES: JobSpec(max_attempts=3, lease_s=600, queue="jobs"),
    JobKind.ARCHIVE: JobSpec(max_attempts=5, lease_s=60, queue="jobs"),
    JobKind.READ_ATTACHMENT: JobSpec(max_attempts=3, lease_s=60, queue="jobs"),
    # Readers wait for it, and a minute late is seen: not behind a batch either.
    JobKind.PUBLISH_DUE: JobSpec(max_attempts=5, lease_s=60, queue="checks_now"),
    JobKind.SELF_CHECK: JobSpec(max_attempts=4, lease_s=60, queue="jobs"),
    # One question a second, politely, for each feed.
    JobKind.TELL_HUB: JobSpec(max_attempts=5, lease_s=120, queue="jobs"),
    # A million events take minutes.
    JobKind.VERIFY_LEDGER: JobSpec(max_attempts=2, lease_s=1800, queue="jobs"),
}

DOORBELL = "factchecks.run_job"
