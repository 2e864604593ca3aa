"""What the rules and the next change need to know of a check, each as one expression on its row."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    StringAgg,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.utils import timezone

from factchecks.models.prepared import LATER, Prepared

# How old the last look at a link may be when its article goes out (design: evidence, "Schedule").
FRESH = timedelta(hours=24)
# Link states under which a cited address does not lead readers to the page any more.
BROKEN = ("dead", "failing", "unreachable")
VERIFIED = ("exact", "typographic", "elided", "no_text")


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


def _own_verdicts() -> Subquery:
    """What editors stated themselves in the current round, as `editor:verdict` with commas between."""
    rows = apps.get_model("factchecks", "OwnVerdict")._default_manager.filter(round=OuterRef("current_round"))
    one = Concat(Cast("editor_id", CharField()), Value(":"), Cast("verdict_id", CharField()))
    listed = StringAgg(one, Value(","), output_field=TextField())
    return Subquery(rows.order_by().values("round").annotate(listed=listed).values("listed"))


def _proposal_open() -> Exists:
    """Whether another verdict waits for an answer in the current round."""
    proposals = apps.get_model("factchecks", "VerdictProposal")._default_manager
    return Exists(proposals.filter(round=OuterRef("current_round"), answer=""))


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


def _n_sources() -> Coalesce:
    return _count(_rows("Source"))


def _stale() -> Coalesce:
    """What goes out was looked at within the day; an address that is refused is never looked at."""
    fresh = Q(link__checked_at__gte=LATER) | Q(link__state="refused")
    return _count(_rows("Source").filter(link__isnull=False).exclude(fresh))


def _independent() -> Coalesce:
    return _count(_rows("Source").filter(confidential=False), "independence", distinct=True)


def _unkept() -> Coalesce:
    without = {"link__isnull": False, "link__latest_snapshot__isnull": True, "copy_file__isnull": True}
    return _count(_rows("Source").filter(**without, no_copy_reason=""))


def _broken() -> Coalesce:
    return _count(_rows("Source").filter(link__state__in=BROKEN, cite_copy=False))


def _wordless_pictures() -> Coalesce:
    wordless = Q(caption="") | Q(credit="") | Q(alternative_text="")
    return _count(_rows("Attachment").filter(family="image", is_public=True).filter(wordless))


def _day_ago() -> datetime:
    return timezone.now() - FRESH


def _listed(rows: Any, group: str, **names: str) -> Subquery:
    """Rows as JSON objects with commas between, in no order."""
    one = Cast(JSONObject(**names), TextField())
    listed = rows.order_by().values(group).annotate(listed=StringAgg(one, Value(",")))
    return Subquery(listed.values("listed"), output_field=TextField())


def _topics() -> Subquery:
    chosen: Any = apps.get_model("factchecks", "FactCheck")._meta.get_field("topics").remote_field
    rows = chosen.through._default_manager.filter(factcheck=OuterRef("pk"))
    return _listed(rows, "factcheck", name="topic__name", slug="topic__slug")


def _files() -> Subquery:
    return _listed(_rows("Attachment").filter(is_public=True), "factcheck", **{name: name for name in FILE_COLUMNS})


# What the content has of a file (`models/content.py`).
FILE_COLUMNS: tuple[str, ...] = (
    *("id", "published_sha256", "published_extension", "width", "height"),
    *("caption", "credit", "alternative_text", "is_lead", "order"),
)
QUOTATION_COLUMNS = ("id", "source_id", "text", "translation", "language", "locator")
NUMBER, TEXT, YES = IntegerField(), TextField(), BooleanField()

# Who has a part in the check, by the names under which `models/facts.py` reads them.
PEOPLE = {"contributors": Prepared(_contributors, TEXT), "own_verdicts": Prepared(_own_verdicts, TEXT)}
# Everything else that the guards read.
FACTS = {
    "approvals_given": Prepared(_approvals, TEXT),
    "proposal_open": Prepared(_proposal_open, YES),
    "n_sources": Prepared(_n_sources, NUMBER),
    "n_independent": Prepared(_independent, NUMBER),
    "n_unkept": Prepared(_unkept, NUMBER),
    "n_broken": Prepared(_broken, NUMBER),
    "n_stale": Prepared(_stale, NUMBER, since=_day_ago),
    "n_unverified_quotes": Prepared(_unverified_quotes, NUMBER),
    "n_wordless_pictures": Prepared(_wordless_pictures, NUMBER),
    "n_replies": Prepared(_count_replies, NUMBER),
    "n_open_blocking": Prepared(_count_open_blocking, NUMBER),
    "has_unsent": Prepared(_has_unsent, YES),
}
# Where the chain of events and the editions of a check end.
ENDS = {
    "chain_seq": Prepared(partial(_chain, "seq"), NUMBER),
    "chain_head": Prepared(partial(_chain, "head"), TEXT),
    "last_edition": Prepared(_last_edition, NUMBER),
}


def _quotations() -> Subquery:
    rows = apps.get_model("factchecks", "Quotation")._default_manager
    current = rows.filter(source__factcheck=OuterRef("pk"), source__confidential=False, removed_at__isnull=True)
    return _listed(current, "source__factcheck", **{name: name for name in QUOTATION_COLUMNS})


# What the content needs besides: three questions less for a move that reads it in the moment it was loaded.
PARTS = {
    "topics_given": Prepared(_topics, TEXT),
    "files_given": Prepared(_files, TEXT),
    "quotations_given": Prepared(_quotations, TEXT),
}
