"""The outbox: a job is a row written with the change that asks for it; Celery only rings the bell."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from factchecks.jobs import JobKind, JobState
from factchecks.models.check import FactCheck

KINDS = [(kind.value, kind.value.replace("_", " ").capitalize()) for kind in JobKind]
STATES = [(state.value, state.value.capitalize()) for state in JobState]


def waits_now() -> models.Q:
    """Jobs that could run at this moment; one that was booked for later does not wait."""
    return models.Q(state=JobState.QUEUED, run_at__lte=timezone.now())


class Job(models.Model):
    """Work to be done once. A worker holds it by `token` until `lease_until`, and finishes it only with that token."""

    kind = models.CharField(max_length=20, choices=KINDS)
    args = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=100, blank=True, default="")
    factcheck = models.ForeignKey(FactCheck, null=True, blank=True, on_delete=models.CASCADE, related_name="jobs")
    batch = models.UUIDField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=STATES, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("dedupe_key",), condition=~models.Q(dedupe_key=""), name="job_dedupe_key_unique"
            ),
        )
        indexes = (
            models.Index(fields=("state", "run_at"), name="job_waiting"),
            models.Index(fields=("factcheck", "state"), name="job_of_check"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"
