"""Invitations: the one way by which a person whom an admin has made gets a password."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Invitation(models.Model):
    """The latest invitation of a person. `token_hash` is the sha256 (hex) of the token, which is kept nowhere."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_later"),
        )

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.expires_at > timezone.now()
