"""Numbered sources of a check: schema.org `citation`."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factchecks.models.attachment import Attachment
from factchecks.models.check import FactCheck
from factchecks.models.link import Link
from factchecks.models.querysets import SourceQuerySet


class SourceKind(models.TextChoices):
    """What a source is."""

    OFFICIAL = "official_record", "Official record"
    DATA = "data", "Data"
    STUDY = "study", "Study"
    NEWS = "news", "News"
    SOCIAL = "social_post", "Social post"
    INTERVIEW = "interview", "Interview"
    EXPERT = "expert", "Expert"
    DOCUMENT = "document", "Document"
    MEDIA = "image_video", "Image or video"
    ARCHIVE = "archive", "Archive"


class Stance(models.TextChoices):
    """What a source does for the claim."""

    SUPPORTS = "supports", "Supports the claim"
    UNDERMINES = "undermines", "Undermines the claim"
    CONTEXT = "context", "Gives context"


class Source(models.Model):
    """A link, a file, or something described in words (a phone call). Exactly one of the three."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="sources")
    order = models.PositiveSmallIntegerField(default=0, db_default=0)
    link = models.ForeignKey(Link, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    attachment = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    description = models.TextField(max_length=1000, blank=True)
    cited_url = models.TextField(max_length=4000, blank=True, help_text="The address as it was typed.")
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=SourceKind, default=SourceKind.DOCUMENT)
    primary = models.BooleanField(default=False, db_default=False)
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.CONTEXT)
    interests = models.CharField(max_length=300, blank=True)
    confidential = models.BooleanField(default=False, db_default=False)
    independence = models.CharField(max_length=300, help_text="Equal for sources that are not independent.")
    copy_file = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="copy_of",
        help_text="A PDF or picture of a page that we cannot read, kept in the place of a copy.",
    )  # fmt: skip
    no_copy_reason = models.CharField(max_length=200, blank=True)
    cite_copy = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1, db_default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(link__isnull=False, attachment__isnull=True)
                    | Q(link__isnull=True, attachment__isnull=False)
                    | (Q(link__isnull=True, attachment__isnull=True) & ~Q(description=""))
                ),
                name="source_is_one_thing",
                violation_error_message="A source is a link, a file, or something described.",
            ),
            models.UniqueConstraint(
                fields=("factcheck", "link"),
                condition=Q(removed_at__isnull=True),
                name="source_link_once",
                violation_error_message="This address is a source of the check already.",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.cited_url or self.description[:60]

    @property
    def form(self) -> str:
        """`link`, `file` or `described`."""
        if self.link_id:
            return "link"
        return "file" if self.attachment_id else "described"
