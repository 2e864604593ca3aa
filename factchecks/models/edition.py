"""Editions: the immutable full content of a check at an event."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.check import FactCheck


class EditionReason(models.TextChoices):
    """The event that made an edition."""

    SUBMITTED = "submitted", "Submitted"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    NAMED = "named", "Named"


NAME_MAX = 80


class Edition(models.Model):
    """`content` is the dict of `factchecks.models.content`; `html` is set when it was published, `name` when named."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=EditionReason)
    name = models.CharField(max_length=NAME_MAX, blank=True)
    digest = models.CharField(max_length=64)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    html = models.TextField(blank=True)
    claim_review = models.JSONField(null=True, blank=True)
    event_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("factcheck", "number"), name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(reason=EditionReason.NAMED) ^ Q(name=""),
                name="edition_named_has_name",
                violation_error_message="Give the version a name.",
            ),
        )

    def __str__(self) -> str:
        return f"Edition {self.number} ({self.get_reason_display()})"
