"""What is changed about something published, and why: schema.org `CorrectionComment`. Shown to readers for good."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.check import FactCheck
from factchecks.models.edition import Edition
from factchecks.models.verdict import Verdict
from factchecks.states import STANDING_KINDS, TEXT_KINDS, CorrectionKind

LABELS = {
    CorrectionKind.CORRECTION: "Correction",
    CorrectionKind.CLARIFICATION: "Clarification",
    CorrectionKind.UPDATE: "Update",
    CorrectionKind.MINOR: "Minor edit",
    CorrectionKind.RETRACTION: "Retraction",
    CorrectionKind.TAKEDOWN: "Taken down",
    CorrectionKind.REINSTATEMENT: "Reinstatement",
}
KINDS = [(kind.value, LABELS[kind]) for kind in CorrectionKind]
WORDS_MAX = 1000
TEXTUAL, STANDING = [kind.value for kind in TEXT_KINDS], [kind.value for kind in STANDING_KINDS]


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections of checks."""

    def told(self) -> Self:
        """Those that readers are told of, the newest first: in force, of a check that is not taken down.

        A minor edit is told to nobody; that a page was taken down, and why, is said at its address only.
        """
        shown = self.filter(published_at__isnull=False, factcheck__taken_down_at__isnull=True)
        return shown.exclude(kind__in=(CorrectionKind.MINOR, CorrectionKind.TAKEDOWN)).order_by("-published_at", "-id")


class Correction(models.Model):
    """One change of what readers see. `wrong` is the reason where the text is not changed; `now` is empty then.

    `before`: the words of the verdicts by claim (`{"12": "True"}`) when it was opened. It is open until it is
    published or dropped; `decided_by` confirmed it where it does not go through a review.
    """

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=14, choices=KINDS)
    wrong = models.TextField(max_length=WORDS_MAX, blank=True)
    now = models.TextField(max_length=WORDS_MAX, blank=True)
    before: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    old_word = models.CharField(max_length=40, blank=True)
    new_word = models.CharField(max_length=40, blank=True)
    old_verdict = models.ForeignKey(Verdict, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    new_verdict = models.ForeignKey(Verdict, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    to_edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("-published_at", "-id"), name="correction_told"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(dropped_at__isnull=True), name="correction_ends_once"
            ),
            models.UniqueConstraint(
                fields=("factcheck",),
                condition=Q(kind__in=TEXTUAL, published_at__isnull=True, dropped_at__isnull=True),
                name="correction_one_open",
                violation_error_message="A correction is open already.",
            ),
            models.UniqueConstraint(
                fields=("factcheck",),
                condition=Q(kind__in=STANDING, published_at__isnull=True, dropped_at__isnull=True),
                name="correction_one_asked",
                violation_error_message="A request waits for a second editor already.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(kind=CorrectionKind.MINOR.value)
                | (~Q(wrong="") & (~Q(now="") | Q(kind__in=STANDING))),
                name="correction_says_what",
                violation_error_message="Say what was wrong, and what it says now.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(kind__in=TEXTUAL, to_edition__isnull=False)
                | Q(kind__in=STANDING, decided_by__isnull=False),
                name="correction_was_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("opened_by")),
                name="correction_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def verdict_changed(self) -> bool:
        """Whether the first claim's verdict became another one."""
        return self.old_word != self.new_word

    @property
    def on_top(self) -> bool:
        """Whether readers are told above the article: a new verdict, or something that happened since."""
        return self.verdict_changed or self.kind == CorrectionKind.UPDATE
