"""Exact words taken from a source, and what came of looking for them in its kept copy."""

from django.conf import settings
from django.db import models

from factchecks.models.link import Snapshot
from factchecks.models.source import Source


class QuoteResult(models.TextChoices):
    """What the machine found when it looked for the words."""

    UNCHECKED = "unchecked", "Not looked for yet"
    EXACT = "exact", "Quote found"
    TYPOGRAPHIC = "typographic", "Quote found, typography differs"
    ELIDED = "elided", "Quote found, with gaps"
    SEGMENTS_APART = "segments_apart", "Parts found, not together"
    NEAR = "near", "Quote differs"
    DIFFERS_IN_MEANING = "differs_in_meaning", "Quote differs in meaning"
    MISSING = "missing", "Quote not found"
    TOO_SHORT = "too_short", "Too short to look for"
    UNVERIFIABLE = "unverifiable", "Cannot be looked for"
    NO_TEXT = "no_text", "From a conversation"


VERIFIED = (QuoteResult.EXACT, QuoteResult.TYPOGRAPHIC, QuoteResult.ELIDED, QuoteResult.NO_TEXT)


class Quotation(models.Model):
    """Exact words taken from a source, and the result of looking for them in its kept copy."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="quotations")
    text = models.TextField(max_length=4000)
    translation = models.TextField(max_length=4000, blank=True)
    language = models.CharField(max_length=12, default="en")
    locator = models.CharField(max_length=100, blank=True)
    result = models.CharField(max_length=20, choices=QuoteResult, default=QuoteResult.UNCHECKED)
    score = models.FloatField(default=0, db_default=0)
    passage = models.TextField(blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    pinned = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="The older copy that counts for these words, though the page has changed since.",
    )  # fmt: skip
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiver_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def verified(self) -> bool:
        """Whether the words were found, or a person with the right to has waived it."""
        return self.result in VERIFIED or self.waived_by_id is not None
