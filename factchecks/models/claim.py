"""The claim under check, and where it was made: schema.org `Claim`, `appearance`."""

from django.db import models
from django.db.models import F, Q

from factchecks.models.check import FactCheck
from factchecks.models.claimant import Claimant
from factchecks.models.source import Source
from factchecks.models.verdict import Verdict


class Precision(models.TextChoices):
    """How exactly the date of a claim is known."""

    DAY = "day", "The day"
    MONTH = "month", "The month"
    YEAR = "year", "The year"


class Claim(models.Model):
    """What was said, by whom, in which role, and what we say of it. The first claim of a check is its primary one.

    The claimant's name and the verdict's word and definition are copied when chosen: a later edit of the
    claimant or of the scale does not alter an open check.
    """

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="claims")
    order = models.PositiveSmallIntegerField(default=0, db_default=0)
    text = models.TextField(max_length=2000)
    short = models.CharField(max_length=140, blank=True, help_text="Aim for 75 characters.")
    language = models.CharField(max_length=12, default="en")
    claimant = models.ForeignKey(Claimant, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    claimant_name = models.CharField(max_length=160, blank=True)
    claimant_role = models.CharField(max_length=200, blank=True)
    origin_unknown = models.BooleanField(default=False, db_default=False)
    claimed_on = models.DateField(null=True, blank=True)
    claimed_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    place = models.CharField(max_length=200, blank=True)
    context = models.TextField(max_length=1000, blank=True)
    verdict = models.ForeignKey(Verdict, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    verdict_word = models.CharField(max_length=40, blank=True)
    verdict_definition = models.CharField(max_length=300, blank=True)
    explanation = models.TextField(max_length=600, blank=True)
    rationale = models.TextField(
        max_length=600, blank=True, default="", db_default="",
        help_text="Why we chose this claim: who heard it, what harm, who asked. Never shown to readers.",
    )  # fmt: skip

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(origin_unknown=False) | Q(claimant__isnull=True),
                name="claim_unknown_origin_has_no_claimant",
                violation_error_message="Name the claimant or state that the origin is unknown, not both.",
            ),
            models.UniqueConstraint(fields=("factcheck", "order"), name="claim_order_unique"),
        )

    def __str__(self) -> str:
        return self.short or self.text[:75]


class CoClaimant(models.Model):
    """Somebody who made the claim together with its claimant, in the order in which they are named."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="co_claimants")
    claimant = models.ForeignKey(Claimant, on_delete=models.PROTECT, related_name="shared_claims")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(fields=("claim", "order"), name="co_claimant_order_unique"),
            models.UniqueConstraint(fields=("claim", "claimant"), name="co_claimant_once"),
        )

    def __str__(self) -> str:
        return self.name


class Appearance(models.Model):
    """Where a claim was made or repeated; `source` when it is one of the check's own, whose kept copy then shows it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="appearances")
    url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="appearances")
    is_first = models.BooleanField(default=True, db_default=True)
    seen_on = models.DateField(null=True, blank=True)
    timecode = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = (F("seen_on").asc(nulls_last=True), "id")
        constraints = (
            models.UniqueConstraint(fields=("claim",), condition=Q(is_first=True), name="appearance_one_first"),
            models.CheckConstraint(
                condition=~(Q(url="") & Q(title="")),
                name="appearance_says_where",
                violation_error_message="Give an address or say in words where it was.",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.url
