"""Questions in the newsroom's words. `visible_to` is the one definition of who sees which check."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
)

from factchecks.models.factrows import ENDS, FACTS, PARTS, PEOPLE
from factchecks.models.scopes import Scope, scope_of
from factchecks.roles import Right
from factchecks.states import State

if TYPE_CHECKING:
    from factchecks.models.check import FactCheck
    from factchecks.models.user import User

# Above this many exceptions the ids go into a subquery instead of a list (SQLite's variable limit).
MANY_EXCEPTIONS = 2000


def within(scope: Scope, right: Right = Right.READ) -> Q:
    """Checks on which the right is held: two constant lists, so the cost is level for every reader."""
    desks = Q(desk_id__in=scope.desk_ids(right))
    if not scope.opens_restricted(right):
        desks &= Q(restricted=False)
    exceptions = scope.check_ids(right)
    return desks | Q(pk__in=exceptions) if exceptions else desks


def _claims() -> "Prefetch[Any]":
    claims = apps.get_model("factchecks", "Claim")._default_manager.select_related("verdict__scale", "claimant")
    # A count makes the query group, and a grouped one forgets the order of the model.
    others = apps.get_model("factchecks", "CoClaimant")._default_manager.filter(claim=OuterRef("pk"))
    counted = claims.annotate(n_appearances=Count("appearances"), has_others=Exists(others))
    return Prefetch("claims", counted.order_by("order", "id"))


UNKEPT = Q(link__latest_snapshot__isnull=True, copy_file__isnull=True)


class FactCheckQuerySet(models.QuerySet["FactCheck"]):
    """Fact-checks."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What the person may read on the staff side; nobody else learns that the rest exists."""
        return self.filter(within(scope_of(user)))

    def in_progress(self) -> Self:
        """Not published, not discarded."""
        return self.filter(discarded_at__isnull=True).exclude(state=State.PUBLISHED)

    def kept(self) -> Self:
        """Not discarded."""
        return self.filter(discarded_at__isnull=True)

    def public(self) -> Self:
        """What readers may see, newest first. Never asks `state`: the working copy is another matter."""
        shown = self.filter(live_edition__isnull=False, taken_down_at__isnull=True)
        return shown.order_by("-first_published_at", "-id")

    def with_ends(self) -> Self:
        """Adds where the check's chain of events and its editions end, for what will be written next."""
        return self.annotate(**ENDS, **PARTS)

    def with_people(self) -> Self:
        """Adds who wrote and who submitted it, who stated a verdict of their own, and its desk."""
        rows = self.select_related("desk", "current_round")
        return rows.annotate(**PEOPLE)

    def with_facts(self) -> Self:
        """Adds every count that the guards read, and the rows they need, in a constant number of queries."""
        return (
            self.with_people()
            .select_related("author", "assignee", "current_round__submitted_edition")
            .select_related("reviewer", "review_asked_by", "correction", "standing", "standing_asked__opened_by")
            .select_related("scheduled_by")
            .prefetch_related(_claims())
            .annotate(**FACTS)
        )


class SourceQuerySet(models.QuerySet[Any]):
    """Sources of checks."""

    def current(self) -> Self:
        """Not removed, in the order in which they are numbered."""
        return self.filter(removed_at__isnull=True).order_by("order", "id")

    def visible_to(self, user: "User | AnonymousUser", factcheck: "FactCheck") -> Self:
        """Sources of one check that its reader may see: confidential ones only for those working on it."""
        if may_read_confidential(user, factcheck):
            return self
        return self.filter(confidential=False)


def contributor_ids(factcheck: "FactCheck") -> frozenset[int]:
    """Who contributed to the check; no query when it was loaded `with_facts()`."""
    if hasattr(factcheck, "contributors"):
        return frozenset(int(one) for one in (factcheck.contributors or "").split(",") if one)
    return frozenset(factcheck.contributions.values_list("user_id", flat=True))


def may_read_confidential(user: "User | AnonymousUser", factcheck: "FactCheck") -> bool:
    """Whether the person works on the check (author, assignee, contributor, its reviewer) or holds the right."""
    scope = scope_of(user)
    if scope.user_id is None:
        return False
    rights = scope.rights(check_id=factcheck.pk, desk_id=factcheck.desk_id, restricted=factcheck.restricted)
    if Right.READ not in rights:
        return False
    working = {factcheck.author_id, factcheck.assignee_id}
    working |= contributor_ids(factcheck)
    reviewing = factcheck.state == State.REVIEW and Right.REVIEW in rights
    return Right.CONFIDENTIAL in rights or scope.user_id in working or reviewing
