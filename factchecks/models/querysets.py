"""Questions in the newsroom's words. `visible_to` is the one definition of who sees which check."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    StringAgg,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.utils import timezone

from factchecks.models.scopes import Scope, scope_of
from factchecks.roles import Right
from factchecks.states import State

if TYPE_CHECKING:
    from factchecks.models.check import FactCheck
    from factchecks.models.user import User

# Above this many exceptions the ids go into a subquery instead of a list (SQLite's variable limit).
MANY_EXCEPTIONS = 2000
# How old the last look at a link may be when its article goes out (design: evidence, "Schedule").
FRESH = timedelta(hours=24)
# Link states under which a cited address does not lead readers to the page any more.
BROKEN = ("dead", "failing", "unreachable")
VERIFIED = ("exact", "typographic", "elided", "no_text")


def within(scope: Scope, right: Right = Right.READ) -> Q:
    """Checks on which the right is held: two constant lists, so the cost is level for every reader."""
    desks = Q(desk_id__in=scope.desk_ids(right), restricted=False)
    exceptions = scope.check_ids(right)
    return desks | Q(pk__in=exceptions) if exceptions else desks


def _rows(model: str) -> Any:
    return apps.get_model("factchecks", model)._default_manager.filter(
        factcheck=OuterRef("pk"), removed_at__isnull=True
    )


def _count(rows: Any, field: str = "pk", *, distinct: bool = False) -> Coalesce:
    counted = rows.order_by().values("factcheck").annotate(n=Count(field, distinct=distinct)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _unverified_quotes() -> Coalesce:
    quotations = apps.get_model("factchecks", "Quotation")._default_manager
    rows = quotations.filter(
        source__factcheck=OuterRef("pk"), removed_at__isnull=True, source__removed_at__isnull=True
    ).exclude(result__in=VERIFIED)
    unwaived = rows.filter(waived_by__isnull=True).order_by().values("source__factcheck")
    return Coalesce(Subquery(unwaived.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _contributors() -> Subquery:
    """Ids of the contributors with commas between."""
    rows = apps.get_model("factchecks", "Contribution")._default_manager.filter(factcheck=OuterRef("pk"))
    listed = StringAgg(Cast("user_id", CharField()), Value(","))
    return Subquery(rows.order_by().values("factcheck").annotate(ids=listed).values("ids"), output_field=TextField())


def _approvals() -> Subquery:
    """The approvals that stand, as JSON objects with commas between."""
    rows = apps.get_model("factchecks", "Approval")._default_manager.filter(taken_back_at__isnull=True)
    one = Cast(JSONObject(id="pk", approver_id="approver_id", name="approver__name"), TextField())
    standing = rows.filter(round=OuterRef("current_round")).order_by().values("round")
    listed = standing.annotate(listed=StringAgg(one, Value(","))).values("listed")
    return Subquery(listed, output_field=TextField())


def _proposal_open() -> Exists:
    """Whether another verdict waits for an answer in the current round."""
    proposals = apps.get_model("factchecks", "VerdictProposal")._default_manager
    return Exists(proposals.filter(round=OuterRef("current_round"), answer=""))


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
        return self.annotate(chain_seq=_chain("seq"), chain_head=_chain("head"), last_edition=_last_edition())

    def with_facts(self) -> Self:
        """Adds every count that the guards read, and the rows they need, in a constant number of queries."""
        sources = _rows("Source")
        pictures = _rows("Attachment").filter(family="image", is_public=True)
        # What goes out was looked at within the day; an address that is refused is never looked at.
        fresh = Q(link__checked_at__gte=timezone.now() - FRESH) | Q(link__state="refused")
        wordless = Q(caption="") | Q(credit="") | Q(alternative_text="")
        return (
            self.select_related("desk", "author", "assignee", "current_round__submitted_edition")
            .select_related("reviewer", "review_asked_by")
            .prefetch_related(_claims())
            .annotate(
                contributors=_contributors(),
                approvals_given=_approvals(),
                proposal_open=_proposal_open(),
                n_sources=_count(sources),
                n_independent=_count(sources.filter(confidential=False), "independence", distinct=True),
                n_unkept=_count(
                    sources.filter(
                        link__isnull=False,
                        link__latest_snapshot__isnull=True,
                        copy_file__isnull=True,
                        no_copy_reason="",
                    )
                ),
                n_broken=_count(sources.filter(link__state__in=BROKEN, cite_copy=False)),
                n_stale=_count(sources.filter(link__isnull=False).exclude(fresh)),
                n_unverified_quotes=_unverified_quotes(),
                n_wordless_pictures=_count(pictures.filter(wordless)),
                n_replies=_count_replies(),
                n_open_blocking=_count_open_blocking(),
                has_unsent=_has_unsent(),
            )
        )


def _chain(field: str) -> Subquery:
    name = Concat(Value("check:"), Cast(OuterRef("pk"), CharField()))
    return Subquery(apps.get_model("factchecks", "Chain")._default_manager.filter(name=name).values(field))


def _last_edition() -> Subquery:
    editions = apps.get_model("factchecks", "Edition")._default_manager.filter(factcheck=OuterRef("pk"))
    return Subquery(editions.order_by("-number").values("number")[:1])


def _count_replies() -> Coalesce:
    replies = apps.get_model("factchecks", "ReplyRequest")._default_manager.filter(factcheck=OuterRef("pk"))
    return _count(replies)


def _has_unsent() -> Exists:
    comments = apps.get_model("factchecks", "Comment")._default_manager
    return Exists(comments.filter(thread__factcheck=OuterRef("pk"), sent_at__isnull=True))


def _count_open_blocking() -> Coalesce:
    """Threads that must be settled, are not, and in which something was sent."""
    sent = Q(thread__blocking=True, thread__resolved_at__isnull=True, sent_at__isnull=False)
    comments = apps.get_model("factchecks", "Comment")._default_manager.filter(sent, thread__factcheck=OuterRef("pk"))
    counted = comments.order_by().values("thread__factcheck").annotate(n=Count("thread", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


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
