"""A claim repeated after its check was published: where, by whom it was noted, and who confirmed it for readers."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factchecks.models.check import FactCheck

TITLE_MAX = 300


class RepeatQuerySet(models.QuerySet[Any]):
    """Repeats of claims."""

    def standing(self) -> Self:
        """Those that were not taken off, in the order in which the claim was repeated."""
        return self.filter(removed_at__isnull=True).order_by(F("seen_on").asc(nulls_last=True), "id")

    def waiting(self) -> Self:
        """Those that a second person has not confirmed yet."""
        return self.filter(removed_at__isnull=True, confirmed_at__isnull=True)

    def public(self) -> Self:
        """Those that readers see: a second person has confirmed them."""
        return self.standing().filter(confirmed_at__isnull=False)


class Repeat(models.Model):
    """One place. Readers see it from `confirmed_at` on, outside the edition: the approved text stays as it is."""

    # Of the check, not of a row of its claims: those are deleted and made again while a correction is open.
    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="repeats")
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=TITLE_MAX)
    seen_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = RepeatQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("factcheck", "url"), condition=Q(removed_at__isnull=True), name="repeat_address_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("added_by"))),
                name="repeat_confirmed_by_a_second_person",
            ),
        )

    def __str__(self) -> str:
        return self.title
