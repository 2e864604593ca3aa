"""Preview links: an address by which one named person outside reads a check before it is published."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone

from factchecks.models.check import FactCheck
from factchecks.states import State

# Characters: whom it is for, e.g. "Lawyer at Vale & Co.".
LABEL_MAX = 80


def _stands() -> Q:
    """Neither revoked nor expired; none outlives the publication of what it showed."""
    kept = Q(revoked_at__isnull=True, expires_at__gt=timezone.now(), factcheck__discarded_at__isnull=True)
    changed = "factcheck__last_public_change_at"
    unpublished = Q(**{f"{changed}__isnull": True}) | Q(**{f"{changed}__lt": F("made_at")})
    return kept & unpublished & ~Q(factcheck__state=State.PUBLISHED)


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Preview links."""

    def standing(self) -> Self:
        """Those that open the check now."""
        return self.filter(_stands())

    def with_standing(self) -> Self:
        """Adds `stands`, whether it opens the check now, and who made it."""
        return self.select_related("made_by", "revoked_by").annotate(
            stands=Case(When(_stands(), then=True), default=False)
        )


class PreviewLink(models.Model):
    """One link. `token_hash` is the sha256 (hex) of the token, which is kept nowhere.

    `opened` counts how often its page was opened, `recorded_at` is when the ledger was last told.
    """

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="preview_links")
    label = models.CharField(max_length=LABEL_MAX)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=~Q(label=""), name="previewlink_for_somebody"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="previewlink_expires_later"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="previewlink_revoked_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(opened=0, last_opened_at__isnull=True) | Q(opened__gt=0, last_opened_at__isnull=False),
                name="previewlink_opened_when",
            ),
        )

    def __str__(self) -> str:
        return f"Preview link {self.pk}"

    @property
    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()
