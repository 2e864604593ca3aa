"""Links, the attempts to fetch them, and the kept copies. One row a normalised address, shared by all checks."""

from django.conf import settings
from django.db import models


class Link(models.Model):
    """An address and what is known of it. `status` is the folded state as `factchecks.links.state` writes it."""

    url = models.URLField(max_length=4000)
    key = models.CharField(max_length=64, unique=True, help_text="sha256 of the normalised address.")
    domain = models.CharField(max_length=255, help_text="Registrable domain, or host.")
    state = models.CharField(max_length=20, default="unchecked", db_default="unchecked")
    status = models.JSONField(default=dict)
    verdict = models.CharField(max_length=30, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    final_url = models.TextField(blank=True)
    rule = models.CharField(max_length=40, blank=True, default="", db_default="", help_text="Decided the last look.")
    note = models.CharField(max_length=300, blank=True, default="", db_default="")
    etag = models.CharField(max_length=300, blank=True, default="", db_default="")
    last_modified = models.CharField(max_length=100, blank=True, default="", db_default="")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="“I opened it, it works.”")
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    latest_snapshot = models.ForeignKey("Snapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.url


class Snapshot(models.Model):
    """An immutable kept copy: raw bytes, text, WARC and reading view lie in the private store under their sha256."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="snapshots")
    sha256 = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64)
    warc_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    reading_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    archived_url = models.TextField(blank=True, default="", db_default="", help_text="Of an outside archive's copy.")
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300, blank=True)
    final_url = models.TextField()
    fetched_at = models.DateTimeField()

    class Meta:
        ordering = ("-fetched_at", "-id")
        constraints = (models.UniqueConstraint(fields=("link", "sha256", "text_sha256"), name="snapshot_once"),)

    def __str__(self) -> str:
        return f"{self.final_url} at {self.fetched_at:%Y-%m-%d %H:%M}"


class LinkAttempt(models.Model):
    """Immutable evidence of one fetch. The id is made of link and job, so a second delivery changes nothing."""

    id = models.UUIDField(primary_key=True, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    elapsed_ms = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(default=0)
    final_url = models.TextField(blank=True)
    hops = models.JSONField(default=list)
    headers = models.JSONField(default=dict)
    peer = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=40, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=30)
    rule = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True, default="", db_default="")
    late_s = models.PositiveIntegerField(default=0, db_default=0, help_text="How long after its time it was looked at.")
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "id")
        indexes = (models.Index(fields=("link", "-at"), name="attempt_by_link"),)

    def __str__(self) -> str:
        return f"{self.verdict} ({self.rule}) at {self.at:%Y-%m-%d %H:%M}"
