"""What readers write to us: claims they suggest, mistakes they report, and what the newsroom decided on each."""

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from factchecks.models.check import FactCheck
from factchecks.models.correction import Correction
from factchecks.models.scopes import scope_of

if TYPE_CHECKING:
    from factchecks.models.user import User

# Characters, as `Claim` and `FactCheck` have them: an accepted suggestion fits without being cut.
TEXT_MAX = 2000
WHO_MAX = 160
WHY_MAX = 300
URL_MAX = 2000
REASON_MAX = 500
# No letter or figure that is taken for another when it is read out.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 8


def new_reference() -> str:
    """What a reader can quote, e.g. `7KQ4M2XD`: it tells nobody how many others wrote."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))


class PostState(models.TextChoices):
    """Where a letter stands."""

    OPEN = "open", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    MERGED = "merged", "Merged"
    DECLINED = "declined", "Declined"


class ReaderPostQuerySet(models.QuerySet[Any]):
    """Letters of readers."""

    def waiting(self) -> Self:
        """Those nobody has decided on, the oldest first."""
        return self.filter(state=PostState.OPEN).order_by("id")


class ClaimSuggestionQuerySet(ReaderPostQuerySet):
    """Suggested claims."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """All of them for whoever is on a desk, and for admins, who answer for personal data; nobody else's."""
        return self if scope_of(user).desks or getattr(user, "is_staff", False) else self.none()


class ReaderReportQuerySet(ReaderPostQuerySet):
    """Reported mistakes."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those about checks that the person may read."""
        return self.filter(factcheck__in=FactCheck.objects.visible_to(user).values("pk"))

    def to_answer(self, factcheck: FactCheck) -> Self:
        """Accepted, and no correction answered them: whoever works on the check has them to answer."""
        return self.filter(factcheck=factcheck, state=PostState.ACCEPTED, correction__isnull=True).order_by("id")


class ReaderPost(models.Model):
    """What both kinds share. `email` is personal data: it is shown to editors and admins, and erased after a while."""

    reference = models.CharField(max_length=_LETTERS, unique=True, default=new_reference, editable=False)
    at = models.DateTimeField()
    text = models.TextField(max_length=TEXT_MAX)
    url = models.CharField(max_length=URL_MAX, blank=True)
    email = models.EmailField(blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=8, choices=PostState, default=PostState.OPEN)
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)
        indexes = (
            models.Index(fields=("state", "id"), name="%(class)s_queue"),
            models.Index(fields=("fingerprint",), name="%(class)s_repeat"),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=~Q(state=PostState.DECLINED) | ~Q(reason=""), name="%(class)s_declined_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=PostState.OPEN, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=PostState.OPEN) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="%(class)s_decided_by_whom_and_when",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class ClaimSuggestion(ReaderPost):
    """A claim somebody would like to see checked. `factcheck` is what it became, or the one it is the same as."""

    who = models.CharField(max_length=WHO_MAX, blank=True)
    why = models.CharField(max_length=WHY_MAX, blank=True)
    factcheck = models.ForeignKey(
        FactCheck, null=True, blank=True, on_delete=models.PROTECT, related_name="reader_suggestions"
    )

    objects = ClaimSuggestionQuerySet.as_manager()

    class Meta(ReaderPost.Meta):
        constraints = (
            *ReaderPost.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=("accepted", "merged"), factcheck__isnull=False)
                | Q(state__in=("open", "declined"), factcheck__isnull=True),
                name="claimsuggestion_leads_to_check",
            ),
        )


class ReaderReport(ReaderPost):
    """A mistake somebody found in a published check. `correction`: what answered it, once that was published."""

    factcheck = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="reader_reports")
    correction = models.ForeignKey(
        Correction, null=True, blank=True, on_delete=models.PROTECT, related_name="reports", editable=False
    )

    objects = ReaderReportQuerySet.as_manager()

    class Meta(ReaderPost.Meta):
        constraints = (
            *ReaderPost.Meta.constraints,
            models.CheckConstraint(condition=~Q(state="merged"), name="readerreport_is_not_merged"),
        )
