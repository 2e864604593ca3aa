"""Rights as guardian stores them, in direct-foreign-key tables: on desks, and as exceptions on single checks."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from factchecks.roles import Right


def in_force() -> Q:
    """Exceptions whose date has not passed."""
    return Q(until__isnull=True) | Q(until__gt=timezone.now())


class DeskUserObjectPermission(UserObjectPermissionBase):
    """A right that one person holds on one desk."""

    content_object = models.ForeignKey("factchecks.Desk", on_delete=models.CASCADE)


class DeskGroupObjectPermission(GroupObjectPermissionBase):
    """A right that a group holds on one desk; membership of the group is the way in."""

    content_object = models.ForeignKey("factchecks.Desk", on_delete=models.CASCADE)


class FactCheckUserObjectPermission(UserObjectPermissionBase):
    """An exception: one person's right on one check, until a date or for good."""

    content_object = models.ForeignKey("factchecks.FactCheck", on_delete=models.CASCADE)
    until = models.DateTimeField(null=True, blank=True)


class FactCheckGroupObjectPermission(GroupObjectPermissionBase):
    """An exception: one group's right on one check, until a date or for good."""

    content_object = models.ForeignKey("factchecks.FactCheck", on_delete=models.CASCADE)
    until = models.DateTimeField(null=True, blank=True)


def named_with(right: Right, **narrow: Any) -> models.QuerySet[FactCheckUserObjectPermission]:
    """Exceptions in force by which people who are not turned off hold the right themselves."""
    held = {"permission__codename": right.on_check, "user__is_active": True}
    return FactCheckUserObjectPermission.objects.filter(in_force(), **held, **narrow)
