"""Desks: who works where, and what a check of the desk needs before it goes out."""

from typing import ClassVar

from django.db import models

from factchecks.roles import RIGHT_NAMES, Right


class Desk(models.Model):
    """A part of the newsroom with its own people and its own rules of readiness."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    sources_required = models.PositiveSmallIntegerField(
        default=2, db_default=2, help_text="Independent sources that a check needs before review."
    )
    approvals_required = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="Editors who must approve before publishing."
    )
    reply_required = models.BooleanField(
        default=True, db_default=True, help_text="Whether the right of reply must be recorded before review."
    )
    blind_review = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether editors state a verdict of their own before they see the reporter's.",
    )
    due_hours = models.PositiveSmallIntegerField(
        default=48, db_default=48, help_text="When a new check is due, in hours from its creation."
    )

    class Meta:
        ordering = ("name",)
        default_permissions: ClassVar[tuple[str, ...]] = ("add", "change", "view")
        permissions = tuple((right.on_desk, f"Can {RIGHT_NAMES[right]} of the desk") for right in Right)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(approvals_required__gte=1, approvals_required__lte=3),
                name="desk_approvals_1_to_3",
                violation_error_message="Between one and three editors approve.",
            ),
        )

    def __str__(self) -> str:
        return self.name
