"""What an open page of a check stands on, in one query, so that a page can ask often whether anything changed."""

import hashlib
from dataclasses import dataclass, fields
from typing import Any, Self

from django.db.models import CharField, Count, Max, OuterRef, QuerySet, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, JSONObject

from factchecks.jobs import JobState
from factchecks.models.check import FactCheck
from factchecks.models.discussion import Comment, Thread
from factchecks.models.job import Job
from factchecks.models.quotation import Quotation
from factchecks.models.source import Source
from factchecks.models.user import User

SHORT = 10
OPEN = (JobState.QUEUED, JobState.RUNNING)
CHECK: tuple[str, ...] = ("version", "state", "assignee_id", "due_at", "priority", "reviewer_id", "discarded_at")
CHECK += ("embargo_until", "restricted", "legal")


def _short(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:SHORT]


def _listed(rows: QuerySet[Any], by: str, *names: str) -> Subquery:
    """These columns of each row, with line breaks between."""
    columns = [part for name in names for part in (Cast(name, CharField()), Value(":"))]
    listed = StringAgg(Concat(*columns), Value("\n"), output_field=TextField())
    found = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Subquery(found.annotate(listed=listed).values("listed"), output_field=TextField())


def _counted(rows: QuerySet[Any], by: str, **what: Any) -> Subquery:
    found = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Subquery(found.annotate(found=Cast(JSONObject(**what), TextField())).values("found"))


def _rows(check_id: int, user: User) -> QuerySet[FactCheck, dict[str, Any]]:
    sources = Source.objects.filter(removed_at__isnull=True)
    quotations = Quotation.objects.filter(removed_at__isnull=True, source__removed_at__isnull=True)
    comments = Comment.objects.filter(sent_at__isnull=False)
    settled = Thread.objects.filter(resolved_at__isnull=False)
    states = ("pk", "link__state", "link__verdict", "link__latest_snapshot_id", "cite_copy", "title")
    rows: QuerySet[FactCheck, dict[str, Any]] = (
        FactCheck.objects.visible_to(user)
        .filter(pk=check_id)
        .annotate(
            listed=_listed(sources, "factcheck", "pk", "order", "confidential"),
            quoted=_listed(quotations, "source__factcheck", "pk", "result", "waived_by_id"),
            marks=_listed(sources, "factcheck", *states),
            looks=_counted(Job.objects.filter(state__in=OPEN), "factcheck", n=Count("pk")),
            said=_counted(comments, "thread__factcheck", n=Count("pk"), last=Max("pk"), edited=Max("edited_at")),
            settled=_counted(settled, "factcheck", n=Count("pk"), at=Max("resolved_at")),
        )
        .values(*CHECK, "listed", "quoted", "marks", "looks", "said", "settled")
    )
    return rows


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """A short mark of each part of the page; two that are equal mean that nothing there changed."""

    check: str
    sources: str
    links: str
    talk: str
    people: str = ""

    @property
    def token(self) -> str:
        """All marks as one word, e.g. for a page to give back."""
        return "-".join(getattr(self, one.name) for one in fields(self))

    def changed(self, token: str) -> frozenset[str]:
        """Names of the parts that differ from those of a token; all of them when it is none of ours."""
        names = [one.name for one in fields(self)]
        marks = token.split("-")
        if len(marks) != len(names):
            return frozenset(names)
        return frozenset(name for name, mark in zip(names, marks, strict=True) if getattr(self, name) != mark)

    @classmethod
    def read(cls, *, check_id: int, user: User, people: object) -> Self | None:
        """None outside the person's scope. `people` is whatever tells who is there."""
        row = _rows(check_id, user).first()
        if row is None:
            return None
        lines = {name: sorted((row[name] or "").split("\n")) for name in ("listed", "quoted", "marks")}
        return cls(
            check=_short(*(row[name] for name in CHECK)),
            sources=_short(lines["listed"], [line.split(":")[0] for line in lines["quoted"]]),
            links=_short(lines["marks"], lines["quoted"], row["looks"]),
            talk=_short(row["said"], row["settled"]),
            people=_short(people),
        )
