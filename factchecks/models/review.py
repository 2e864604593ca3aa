"""Review rounds: what was submitted, who decided, how and why; each approval given and each verdict proposed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.check import FactCheck
from factchecks.models.edition import Edition
from factchecks.models.verdict import Verdict


class Decision(models.TextChoices):
    """How a round ended."""

    SENT_BACK = "sent_back", "Sent back"
    WITHDRAWN = "withdrawn", "Taken back"
    PUBLISHED = "published", "Published"


class ReviewRound(models.Model):
    """One pass through review. Undecided while `decision` is empty."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(max_length=1000, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("factcheck", "number"), name="round_number_once"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.SENT_BACK) | ~Q(decision_note=""),
                name="round_sent_back_has_note",
                violation_error_message="Say what must change.",
            ),
        )

    def __str__(self) -> str:
        return f"Round {self.number}"


class Approval(models.Model):
    """One editor's approval of one text. Taken back, it stays as a row."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="approvals")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    verdict_word = models.CharField(max_length=40)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "approver"),
                condition=Q(taken_back_at__isnull=True),
                name="approval_once_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.approver}: {self.verdict_word}"


class Answer(models.TextChoices):
    """What became of a proposed verdict. `CLOSED`: the round ended before an answer."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Not accepted"
    CLOSED = "closed", "Not answered"


class VerdictProposal(models.Model):
    """Another verdict that a reviewer proposes. Open while `answer` is empty; of a round one at a time."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="proposals")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")
    verdict_word = models.CharField(max_length=40)
    verdict_was = models.CharField(max_length=40, blank=True)
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_note = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("round",), condition=Q(answer=""), name="proposal_one_open_a_round"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="proposal_has_reason",
                violation_error_message="Say why it should be another verdict.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="proposal_answered_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.by}: {self.verdict_word}"
