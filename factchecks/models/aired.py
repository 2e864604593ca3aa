"""What readers got, for Home: what went out last, and what a person published that needs a look."""

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery

from factchecks.models.check import FactCheck
from factchecks.models.factrows import BROKEN
from factchecks.models.homerow import READ
from factchecks.models.querysets import SourceQuerySet, within
from factchecks.models.review import Approval
from factchecks.models.scopes import scope_of
from factchecks.models.selfcheck import SelfCheck
from factchecks.models.source import Source
from factchecks.models.user import User
from factchecks.roles import Right


def published_lately(user: User, limit: int = 5) -> list[FactCheck]:
    """What readers got last, of the checks that the person may read."""
    return list(FactCheck.objects.public().visible_to(user).select_related("desk")[:limit])


def _broken() -> SourceQuerySet:
    """Sources to which readers are sent in vain. A confidential one is never shown to them."""
    sources: SourceQuerySet = Source.objects.filter(removed_at__isnull=True, confidential=False, cite_copy=False)
    return sources.filter(link__state__in=BROKEN).order_by()


def _wrong() -> "models.QuerySet[SelfCheck]":
    """Looks that found the page of a live edition not to be right."""
    return SelfCheck.objects.filter(ok=False, edition=F("edition__factcheck__live_edition")).order_by()


def watched(user: User) -> list[FactCheck]:
    """Published checks that need a look; the newest first. Those who wrote, work on or approved one are told of its
    `broken` links and of `page_faults` (sentences or None); the other editors of its desk are told of the latter.

    At most `READ` rows in one query, which begins with what is wrong: that is little where checks are many.
    """
    approved = Approval.objects.filter(round__factcheck=OuterRef("pk"), approver=user, taken_back_at__isnull=True)
    own = Q(author=user) | Q(assignee=user) | Q(Exists(approved))
    edited = within(scope_of(user), Right.REVIEW) & Q(live_edition__self_check__ok=False)
    live = FactCheck.objects.public().visible_to(user).filter(own | edited, retracted_at__isnull=True)
    counted = _broken().filter(factcheck=OuterRef("pk")).values("factcheck").annotate(n=Count("pk")).values("n")
    found = live.filter(pk__in=_broken().values("factcheck").union(_wrong().values("edition__factcheck")))
    faults = F("live_edition__self_check__faults")
    return list(found.annotate(broken=Subquery(counted, output_field=IntegerField()), page_faults=faults)[:READ])
