"""The names of background jobs and what each is told. The work is in `services/`, the carrier in `tasks.py`."""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """What a job does."""

    CHECK_LINKS = "check_links"
    READ_ATTACHMENT = "read_attachment"


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
    JobKind.CHECK_LINKS: JobSpec(max_attempts=5, lease_s=120, queue="checks"),
    JobKind.READ_ATTACHMENT: JobSpec(max_attempts=3, lease_s=60, queue="jobs"),
}

DOORBELL = "factchecks.run_job"
