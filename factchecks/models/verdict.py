"""The verdict scale: words with definitions and marks, edited by admins, never deleted once used."""

from django.db import models
from django.db.models import F, Q

from factchecks.verdicts import Fill, Silhouette, Tone

SILHOUETTES = [(one.value, one.value.capitalize()) for one in Silhouette]
FILLS = [(one.value, one.value.capitalize()) for one in Fill]
TONES = [(one.value, one.value.replace("-", " ").capitalize()) for one in Tone]


class VerdictScale(models.Model):
    """One scale with its two ends, e.g. 1 (false) to 5 (true)."""

    name = models.CharField(max_length=60, unique=True)
    worst = models.PositiveSmallIntegerField(default=1, db_default=1)
    best = models.PositiveSmallIntegerField(default=5, db_default=5)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(worst__gte=1) & Q(worst__lt=F("best")),
                name="scale_worst_below_best",
                violation_error_message="The worst number is at least 1 and below the best.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Verdict(models.Model):
    """A rating: schema.org `Rating`. Without a number it is off the scale and carries only its word."""

    scale = models.ForeignKey(VerdictScale, on_delete=models.PROTECT, related_name="verdicts")
    word = models.CharField(max_length=40)
    slug = models.SlugField(max_length=40, unique=True)
    definition = models.CharField(max_length=300)
    silhouette = models.CharField(max_length=10, choices=SILHOUETTES)
    fill = models.CharField(max_length=10, choices=FILLS)
    tone = models.CharField(max_length=16, choices=TONES)
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Place on the scale; empty for a verdict off the scale."
    )
    order = models.PositiveSmallIntegerField(default=0, db_default=0)
    retired = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("scale", "silhouette", "fill"),
                condition=Q(retired=False),
                name="verdict_marks_differ",
                violation_error_message="Another verdict in use has this silhouette and fill: they would look alike.",
            ),
            models.UniqueConstraint(
                fields=("scale", "word"),
                name="verdict_words_differ",
                violation_error_message="Another verdict of this scale has this word.",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=1),
                name="verdict_number_positive",
                violation_error_message="A number on the scale is 1 or more.",
            ),
        )

    def __str__(self) -> str:
        return self.word
