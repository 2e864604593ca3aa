"""Files of a check: bytes lie in the private store under their sha256; permission is per row, never per blob."""

from django.conf import settings
from django.db import models

from factchecks.models.check import FactCheck


class ScanState(models.TextChoices):
    """Whether a virus scanner has looked."""

    NOT_SCANNED = "not_scanned", "No scanner is set up"
    QUARANTINED = "quarantined", "Waiting for the scanner"
    CLEAN = "clean", "Clean"
    INFECTED = "infected", "Infected"


class Attachment(models.Model):
    """One file. `published_*` name the re-encoded copy of an image, the only form readers ever get."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    family = models.CharField(max_length=20)
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(default=0, db_default=0)
    text_sha256 = models.CharField(max_length=64, blank=True)
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=150, blank=True)
    alternative_text = models.CharField(max_length=400, blank=True)
    rights = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=False, db_default=False)
    is_lead = models.BooleanField(default=False, db_default=False)
    order = models.PositiveSmallIntegerField(default=0, db_default=0)
    published_sha256 = models.CharField(max_length=64, blank=True)
    published_extension = models.CharField(max_length=5, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    width = models.PositiveIntegerField(default=0, db_default=0)
    height = models.PositiveIntegerField(default=0, db_default=0)
    has_location = models.BooleanField(default=False, db_default=False)
    scan_state = models.CharField(max_length=12, choices=ScanState, default=ScanState.NOT_SCANNED)
    version = models.PositiveIntegerField(default=1, db_default=1)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    # What the sender is told once, right after the upload; not kept.
    warnings: tuple[str, ...] = ()

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("factcheck",),
                condition=models.Q(is_lead=True, removed_at__isnull=True),
                name="one_lead_picture",
                violation_error_message="There is a lead picture already.",
            ),
        )

    def __str__(self) -> str:
        return self.name
