"""The fact-check, root of everything: schema.org `ClaimReview` and `Article`."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from factchecks.facts import approvals_needed
from factchecks.models.desk import Desk
from factchecks.models.querysets import FactCheckQuerySet
from factchecks.models.topic import Topic
from factchecks.roles import RIGHT_NAMES, Right
from factchecks.states import LEGAL_LABELS, STATE_LABELS, Legal, State

if TYPE_CHECKING:
    from factchecks.models.correction import Correction
    from factchecks.models.review import ReviewRound

# How long after its time a scheduled check is out at the latest, unless something is wrong.
OVERDUE = timedelta(minutes=5)
LEGAL = [(flag.value, LEGAL_LABELS[flag]) for flag in Legal]
STATES = [(state.value, STATE_LABELS[state]) for state in State]


class Priority(models.IntegerChoices):
    """How urgent a check is."""

    NORMAL = 2, "Normal"
    HIGH = 3, "High"
    URGENT = 4, "Urgent"


class FactCheck(models.Model):
    """The working copy and the facts beside its state. Only `services/transitions.py` writes `state`."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="checks")
    slug = models.SlugField(max_length=120, blank=True, help_text="Address for readers; fixed when published.")
    language = models.CharField(max_length=12, default="en")
    headline = models.CharField(max_length=200, blank=True)
    standfirst = models.TextField(max_length=600, blank=True)
    body = models.TextField(blank=True)
    methodology = models.TextField(max_length=2000, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="checks")

    state = models.CharField(max_length=10, choices=STATES, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    unknown_citations = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    headings_misplaced = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    links_vague = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    vague_name = models.CharField(max_length=60, blank=True, default="", db_default="", editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    current_round: "models.ForeignKey[ReviewRound | None]" = models.ForeignKey(
        "ReviewRound", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reviewer_since = models.DateTimeField(null=True, blank=True, editable=False)
    review_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # When it goes out by itself, and who answers for that; a schedule that failed says when, and why line by line.
    publish_at = models.DateTimeField(null=True, blank=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    schedule_failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    schedule_failure = models.TextField(blank=True, default="", db_default="", editable=False)
    embargo_until = models.DateTimeField(null=True, blank=True, editable=False)
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="assigned"
    )
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    due_at = models.DateTimeField(null=True, blank=True)
    # Only those who are named on it see it (`services/restricting.py`), and the legal group.
    restricted = models.BooleanField(default=False, db_default=False, editable=False)
    legal = models.CharField(
        max_length=10, choices=LEGAL, default=Legal.NOT_NEEDED, db_default=Legal.NOT_NEEDED.value, editable=False
    )
    reviewer_note = models.CharField(max_length=300, blank=True, help_text="Why it matters, for the editor.")

    live_edition = models.ForeignKey(
        "Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # The correction whose words stand in the working copy: the open one, else the one that went out last.
    correction: "models.ForeignKey[Correction | None]" = models.ForeignKey(
        "Correction", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # Why the page does not stand, and what a chief editor asks a second editor to confirm.
    standing: "models.ForeignKey[Correction | None]" = models.ForeignKey(
        "Correction", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    standing_asked: "models.ForeignKey[Correction | None]" = models.ForeignKey(
        "Correction", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_public_change_at = models.DateTimeField(null=True, blank=True, editable=False)
    # "Still true?": when somebody looks again, and when it was last found to hold.
    review_by = models.DateField(null=True, blank=True, editable=False)
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_down_at = models.DateTimeField(null=True, blank=True, editable=False)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FactCheckQuerySet.as_manager()

    # Set by `models/veil.py` on a copy that was loaded for somebody who may not see the verdict yet.
    veiled = False

    class Meta:
        ordering = ("-updated_at", "-id")
        default_permissions = ("view",)
        permissions = tuple((right.on_check, f"Can {RIGHT_NAMES[right]}, this one") for right in Right)
        indexes = (
            models.Index(fields=("-updated_at", "-id"), name="check_recent"),
            models.Index(fields=("desk", "-updated_at", "-id"), name="check_desk_recent"),
            models.Index(fields=("-first_published_at", "-id"), name="check_public_recent"),
            models.Index(fields=("review_by",), condition=Q(review_by__isnull=False), name="check_looked_at_again"),
        )
        constraints = (
            models.UniqueConstraint(fields=("slug",), condition=~Q(slug=""), name="check_slug_unique"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(live_edition__isnull=False),
                name="check_published_has_edition",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(state=State.DRAFT, live_edition__isnull=True),
                name="check_only_drafts_discarded",
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(state=State.REVIEW, scheduled_by__isnull=False),
                name="check_scheduled_in_review",
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True)
                | Q(embargo_until__isnull=True)
                | Q(publish_at__gte=F("embargo_until")),
                name="check_scheduled_after_embargo",
            ),
            models.CheckConstraint(condition=Q(legal__in=list(Legal)), name="check_legal_known"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.headline}"

    @property
    def number(self) -> str:
        """The public number, e.g. `FC-0412`."""
        return f"FC-{self.pk or 0:04d}"

    @property
    def approvals_required(self) -> int:
        """How many editors have to approve it."""
        return approvals_needed(desk=self.desk.approvals_required, restricted=self.restricted, legal=self.legal)

    @property
    def embargoed(self) -> bool:
        """Whether its embargo has not ended."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def held(self) -> bool:
        """Whether it was found to hold after the last change that readers saw."""
        changed = self.last_public_change_at
        return self.reviewed_at is not None and changed is not None and self.reviewed_at > changed

    @property
    def overdue(self) -> bool:
        """Whether it should have gone out by itself a while ago: what does that is not running, or fails."""
        return self.publish_at is not None and self.publish_at < timezone.now() - OVERDUE


class Contribution(models.Model):
    """Somebody whose accepted save changed what readers will see. Added by the save itself, never removed."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="contributions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("factcheck", "user"), name="contribution_once"),)

    def __str__(self) -> str:
        return f"{self.user} on {self.factcheck_id}"


class SlugHistory(models.Model):
    """An address that once led to a check and still does."""

    slug = models.SlugField(max_length=120, unique=True)
    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
