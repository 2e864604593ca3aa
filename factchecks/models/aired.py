"""What readers got, for Home: what went out last, and what a person published that needs a look."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery

from factchecks.models.check import FactCheck
from factchecks.models.factrows import BROKEN
from factchecks.models.homerow import READ
from factchecks.models.querysets import SourceQuerySet
from factchecks.models.review import Approval
from factchecks.models.source import Source
from factchecks.models.user import User


def published_lately(user: User, limit: int = 5) -> list[FactCheck]:
    """What readers got last, of the checks that the person may read."""
    return list(FactCheck.objects.public().visible_to(user).select_related("desk")[:limit])


def _broken() -> SourceQuerySet:
    """Sources to which readers are sent in vain. A confidential one is never shown to them."""
    sources: SourceQuerySet = Source.objects.filter(removed_at__isnull=True, confidential=False, cite_copy=False)
    return sources.filter(link__state__in=BROKEN).order_by()


def watched(user: User) -> list[FactCheck]:
    """Published checks that the person wrote, works on or approved, with `broken` links; the newest first.

    At most `READ` rows in one query, which begins with the broken links: they are few where checks are many.
    """
    approved = Approval.objects.filter(round__factcheck=OuterRef("pk"), approver=user, taken_back_at__isnull=True)
    own = Q(author=user) | Q(assignee=user) | Q(Exists(approved))
    live = FactCheck.objects.public().visible_to(user).filter(own, retracted_at__isnull=True)
    counted = _broken().filter(factcheck=OuterRef("pk")).values("factcheck").annotate(n=Count("pk")).values("n")
    found = live.filter(pk__in=_broken().values("factcheck"))
    return list(found.annotate(broken=Subquery(counted, output_field=IntegerField()))[:READ])
