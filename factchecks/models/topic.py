"""Topics: what a check is about."""

from django.db import models


class Topic(models.Model):
    """A subject that readers can follow."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
