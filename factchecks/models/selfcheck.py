"""How the page of a published edition was served when the program last looked at it itself."""

from django.db import models
from django.db.models import Q

from factchecks.models.edition import Edition


class SelfCheck(models.Model):
    """The newest look at the page of an edition. `faults` are sentences, none when it is right."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="self_check")
    at = models.DateTimeField()
    ok = models.BooleanField()
    faults: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("at",), condition=Q(ok=False), name="self_check_wrong"),)

    def __str__(self) -> str:
        return f"{self.edition_id}: {'right' if self.ok else 'wrong'}"
