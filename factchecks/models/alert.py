"""What the watch over links tells people: a task for each check that cites what changed, and the days as they were."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.check import FactCheck
from factchecks.models.source import Source


class Outcome(models.TextChoices):
    """How the question "does the verdict still hold?" was answered."""

    HOLDS = "holds", "The verdict holds"
    COPY = "copy", "The kept copy is cited"
    CORRECTED = "corrected", "The check was changed"
    RECOVERED = "recovered", "The page is back"


class Alert(models.Model):
    """A task: a source that readers are sent to is not what it was. Opened once for a change of state and a source.

    `state` is the state of the link or of a quotation that opened it; `change` tells one change from the next.
    """

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="alerts")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="alerts")
    state = models.CharField(max_length=30)
    change = models.CharField(max_length=64)
    detail = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-opened_at", "-id")
        indexes = (models.Index(fields=("closed_at", "-opened_at"), name="alert_open"),)
        constraints = (
            models.UniqueConstraint(fields=("source", "change"), name="alert_once_a_change"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="alert_closed_has_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state}: {self.source_id}"


class HostEvent(models.Model):
    """Many links of one host broke within an hour: told once, as one thing."""

    host = models.CharField(max_length=255)
    at = models.DateTimeField()
    links = models.PositiveIntegerField()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("host", "-at"), name="host_event_recent"),)

    def __str__(self) -> str:
        return f"{self.host}: {self.links} links at {self.at:%Y-%m-%d %H:%M}"


class HealthDay(models.Model):
    """How the watched links stood at the last count of a day."""

    day = models.DateField(unique=True)
    watched = models.PositiveIntegerField()
    live = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    broken = models.PositiveIntegerField()

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day}: {self.live} of {self.watched} live"
