"""Right of reply: whether the people the check is about were heard."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.check import FactCheck


class ReplyOutcome(models.TextChoices):
    """What became of the right of reply."""

    ASKED = "asked", "Asked, waiting for an answer"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "Did not want to answer"
    NOT_NEEDED = "not_needed", "Not needed"


class ReplyRequest(models.Model):
    """Right of reply: who was asked, how, when, by when, and what came of it."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="replies")
    outcome = models.CharField(max_length=10, choices=ReplyOutcome)
    whom = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=100, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome=ReplyOutcome.NOT_NEEDED) | ~Q(text=""),
                name="reply_not_needed_has_reason",
                violation_error_message="Say why no reply is needed.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=ReplyOutcome.NOT_NEEDED) | ~Q(whom=""),
                name="reply_names_who",
                violation_error_message="Say who was asked.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.whom}"
