"""The ledger: append-only, hash-chained events, one chain a check plus `people` and `site`; and its anchors."""

from django.db import models


class Chain(models.Model):
    """The head of one chain; taken for update while an event is appended, so that no chain forks."""

    name = models.CharField(max_length=40, primary_key=True)
    seq = models.PositiveIntegerField(default=0, db_default=0)
    head = models.CharField(max_length=64)
    anchored = models.PositiveIntegerField(default=0, db_default=0, help_text="seq when it was last anchored")

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class Event(models.Model):
    """One thing that happened. Rows are never changed or removed: triggers in the database refuse it."""

    chain = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.PositiveBigIntegerField(null=True, help_text="Id of the person; empty for the program.")
    role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=40)
    target = models.CharField(max_length=60)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("chain", "-seq")
        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="event_seq_once"),)
        indexes = (models.Index(fields=("-at", "-id"), name="event_recent"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}: {self.verb}"


class Anchor(models.Model):
    """A Merkle root over the heads of all chains at an hour; also written to a file outside the database."""

    at = models.DateTimeField()
    root = models.CharField(max_length=64)
    chains = models.PositiveIntegerField()
    events = models.PositiveIntegerField()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.root[:12]}"
