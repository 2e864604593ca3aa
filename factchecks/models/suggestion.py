"""Other words that somebody suggests for a passage of the article."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.discussion import EXACT_MAX, Thread


class SuggestionAnswer(models.TextChoices):
    """What became of the suggested words."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class Suggestion(models.Model):
    """Of a thread on words of the article: what should stand there instead. Open while `answer` is empty."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="suggestion")
    words = models.TextField(max_length=EXACT_MAX)
    answer = models.CharField(max_length=10, choices=SuggestionAnswer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(words=""),
                name="suggestion_has_words",
                violation_error_message="Write the words you suggest.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="suggestion_answered_has_time",
            ),
        )

    def __str__(self) -> str:
        return self.words
