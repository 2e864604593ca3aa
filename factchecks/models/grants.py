"""Rights as guardian stores them, in direct-foreign-key tables: on desks, and as exceptions on single checks."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


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
