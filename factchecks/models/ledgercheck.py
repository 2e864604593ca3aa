"""When the whole ledger was last walked, and what did not fit."""

from django.db import models


class LedgerCheck(models.Model):
    """One walk over all chains and anchors. `faults` are sentences, none when everything fits."""

    at = models.DateTimeField()
    events = models.PositiveIntegerField()
    chains = models.PositiveIntegerField()
    faults: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {'does not verify' if self.faults else 'verifies'}"


def latest() -> LedgerCheck | None:
    """The last walk, if there was one. One query."""
    return LedgerCheck.objects.first()
