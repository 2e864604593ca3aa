"""Blind review: the verdict that an editor states before seeing the reporter's."""

from django.conf import settings
from django.db import models

from factchecks.models.review import ReviewRound
from factchecks.models.verdict import Verdict


class OwnVerdict(models.Model):
    """One editor's own verdict in one round. Nothing changes it: there is no move that does."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="own_verdicts")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")
    verdict_word = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("round", "editor"), name="own_verdict_once_a_round"),)

    def __str__(self) -> str:
        return f"{self.editor}: {self.verdict_word}"
