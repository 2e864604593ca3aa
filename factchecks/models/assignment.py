"""Hand-overs: who gave a check to whom, with what note, and what stood before, so that it can be undone."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from factchecks.models.check import FactCheck, Priority
from factchecks.models.user import User

# Characters: a note is a line or two for one colleague, not a second discussion.
NOTE_MAX = 500


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Hand-overs."""

    def standing(self) -> Self:
        """Those that were not undone, the newest first."""
        return self.filter(undone_at__isnull=True).select_related("by").order_by("-id")


class Assignment(models.Model):
    """One hand-over. `was`, `due_was` and `priority_was` are what an undo puts back."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="assignments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=NOTE_MAX, blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    was = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_was = models.DateTimeField(null=True)
    priority_was = models.PositiveSmallIntegerField(choices=Priority)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(was__isnull=True) | ~Q(was=F("to")),
                name="assignment_to_another",
                violation_error_message="A check is handed over to another person.",
            ),
        )

    def __str__(self) -> str:
        return f"Hand-over {self.pk}"


def handed_to(user: User) -> dict[str, Any]:
    """Annotations of a check: by whom, when and with what note the person got it; NULL where nobody handed it over."""
    given = Assignment.objects.filter(factcheck=OuterRef("pk"), to=user, undone_at__isnull=True).exclude(by=user)
    names = {"handed_by": "by__name", "handed_at": "at", "handed_note": "note"}
    return {name: Subquery(given.order_by("-id").values(path)[:1]) for name, path in names.items()}
