"""What an assessor asks of published checks: one row a check, read in one query within what a person may see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from factchecks.facts import approvals_needed
from factchecks.models.check import FactCheck
from factchecks.models.claim import Claim
from factchecks.models.correction import Correction
from factchecks.models.quotation import Quotation
from factchecks.models.reply import ReplyRequest
from factchecks.models.review import Approval, Decision, ReviewRound
from factchecks.models.source import Source
from factchecks.models.user import User
from factchecks.states import TEXT_KINDS

CONTENT = "live_edition__content"


@dataclass(frozen=True, kw_only=True)
class Period:
    """Both days are in it; days are those of the newsroom's time zone."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


@dataclass(frozen=True, kw_only=True)
class Said:
    """A claim as readers see it: who made it as (name, kind), none when nobody is known, and the verdict's word."""

    claimants: tuple[tuple[str, str], ...]
    verdict: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A published check. `approvals` are those with which it first went out; `required` is what its desk asks for.

    `corrections` counts those that readers were told of, retractions left out; `verdict_changed` says whether one of
    them changed a verdict.
    """

    id: int
    slug: str
    headline: str
    claims: tuple[Said, ...]
    topics: tuple[str, ...]
    recorded_at: datetime
    published_at: datetime
    sources: int
    quotations: int
    send_backs: int
    approvals: int
    required: int
    reply: bool
    rationale: str
    corrections: int = 0
    verdict_changed: bool = False
    retracted: bool = False

    @property
    def number(self) -> str:
        """The public number."""
        return FactCheck(pk=self.id).number

    @property
    def days(self) -> float:
        """From recording the claim to publishing."""
        return (self.published_at - self.recorded_at) / timedelta(days=1)


def _count(rows: Any, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted[:1], output_field=IntegerField()), 0)


def _approvals() -> Coalesce:
    given = Approval.objects.filter(
        round__factcheck=OuterRef("pk"), round__decision=Decision.PUBLISHED, taken_back_at__isnull=True
    )
    counted = given.values("round__number").annotate(n=Count("pk")).order_by("round__number").values("n")
    return Coalesce(Subquery(counted[:1], output_field=IntegerField()), 0)


def _counts() -> dict[str, Any]:
    shown = Q(removed_at__isnull=True)
    sources = Source.objects.filter(shown, factcheck=OuterRef("pk"), confidential=False)
    quotations = Quotation.objects.filter(
        shown, source__factcheck=OuterRef("pk"), source__removed_at__isnull=True, source__confidential=False
    )
    back = ReviewRound.objects.filter(
        factcheck=OuterRef("pk"), decision=Decision.SENT_BACK, decided_at__lte=OuterRef("first_published_at")
    )
    claims = Claim.objects.filter(factcheck=OuterRef("pk")).order_by("order", "id")
    told = Correction.objects.told().filter(factcheck=OuterRef("pk"), kind__in=TEXT_KINDS)
    return {
        "n_told": _count(told, "factcheck"),
        "turned": Exists(told.exclude(old_word=F("new_word"))),
        "n_sources": _count(sources, "factcheck"),
        "n_quotations": _count(quotations, "source__factcheck"),
        "n_back": _count(back, "factcheck"),
        "n_approvals": _approvals(),
        "reply": Exists(ReplyRequest.objects.filter(factcheck=OuterRef("pk"))),
        "rationale": Coalesce(Subquery(claims.values("rationale")[:1]), Value(""), output_field=TextField()),
        "title": KeyTextTransform("headline", KeyTextTransform("text", F(CONTENT))),
    }


def _named(text: dict[str, Any], frame: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    first = [(text["claimant"], frame["claimant"])] if text["claimant"] else []
    others = zip((one["name"] for one in text.get("others", ())), frame.get("others", ()), strict=False)
    return tuple((name, (known or {}).get("kind", "person")) for name, known in (*first, *others))


def _checked(row: dict[str, Any]) -> Checked:
    claims = zip(row["texts"] or (), row["frames"] or (), strict=False)
    return Checked(
        id=row["pk"],
        slug=row["slug"],
        headline=row["title"] or "",
        claims=tuple(Said(claimants=_named(text, frame), verdict=text["verdict"]) for text, frame in claims),
        topics=tuple(one["name"] for one in row["named"] or ()),
        recorded_at=row["created_at"],
        published_at=row["first_published_at"],
        sources=row["n_sources"],
        quotations=row["n_quotations"],
        send_backs=row["n_back"],
        approvals=row["n_approvals"],
        required=approvals_needed(
            desk=row["desk__approvals_required"], restricted=row["restricted"], legal=row["legal"]
        ),
        reply=row["reply"],
        rationale=row["rationale"],
        corrections=row["n_told"],
        verdict_changed=row["turned"],
        retracted=row["retracted_at"] is not None,
    )


def published_in(user: User, period: Period) -> list[Checked]:
    """What readers may see of that period and the person may read, oldest first; claims as they are published."""
    parts = {"texts": F(f"{CONTENT}__text__claims"), "frames": F(f"{CONTENT}__frame__claims")}
    parts |= {"named": F(f"{CONTENT}__frame__topics")}
    rows = FactCheck.objects.visible_to(user).public()
    rows = rows.filter(first_published_at__gte=period.start, first_published_at__lt=period.end)
    columns = (
        *("pk", "slug", "created_at", "first_published_at", "retracted_at"),
        *("desk__approvals_required", "restricted", "legal"),
    )
    counts = _counts()
    found = rows.annotate(**counts, **parts).order_by("first_published_at", "id").values(*columns, *counts, *parts)
    return [_checked(row) for row in found]
