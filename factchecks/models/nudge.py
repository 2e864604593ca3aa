"""Nudges: who waits for a check and said so. One stands for the wait in which it was given, and no longer."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from factchecks.models.check import FactCheck
from factchecks.models.review import ReviewRound
from factchecks.models.user import User


class NudgeQuerySet(models.QuerySet["Nudge"]):
    """Nudges."""

    def standing(self) -> Self:
        """Of the wait that a check (of an outer question) is in now, the newest first."""
        wait = {name: OuterRef(name if name != "round" else "current_round") for name in WAIT}
        return self.filter(factcheck=OuterRef("pk"), **wait).order_by("-id")


class Nudge(models.Model):
    """One nudge. Round, state and approved text are the check's at that moment: with another of them it is spent."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="nudges")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20)
    approved_digest = models.CharField(max_length=64, blank=True)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(F("factcheck"), F("id").desc(), name="nudge_newest"),)

    def __str__(self) -> str:
        return f"Nudge {self.pk}"


WAIT = ("round", "state", "approved_digest")


def nudged(user: User) -> dict[str, Any]:
    """Annotations of a check: who else nudged last in its present wait, and when; both NULL for nobody."""
    others = Nudge.objects.standing().filter(~Q(by=user))
    return {"nudged_by": Subquery(others.values("by__name")[:1]), "nudged_at": Subquery(others.values("at")[:1])}


def own_nudge(user: User) -> Subquery:
    """When the person nudged last in the present wait of a check; NULL for never."""
    return Subquery(Nudge.objects.standing().filter(by=user).values("at")[:1])
