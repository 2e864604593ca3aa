"""What to mend first: sources of live articles to which readers are sent in vain, the heaviest first; one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat, Length, Replace
from django.utils import timezone

from factchecks.models.alert import Alert
from factchecks.models.factrows import BROKEN
from factchecks.models.linkhealth import broken_since
from factchecks.models.querysets import SourceQuerySet
from factchecks.models.source import Source

# Rows that are sorted and may be shown at once; a newsroom with more has other troubles.
MOST = 1000
CONTENT = "content"


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A source to which readers are sent in vain. `state` is that of the link, or of the open alert (its words)."""

    source: Source
    state: str
    since: datetime | None
    alert_id: int | None
    articles: int
    cited: int

    @property
    def weight(self) -> float:
        """Published x cited x broken since: articles that cite the link x times in the text x days, each at least 1."""
        days = (timezone.now() - self.since) / timedelta(days=1) if self.since else 0
        return self.articles * max(1, self.cited) * max(1.0, days)


def _times_cited() -> Any:
    """How often the text that readers see cites the source (`body` cites by the key of the source)."""
    text = KeyTextTransform("body", KeyTextTransform("text", "factcheck__live_edition__content"))
    mark: Any = Concat(Value('data-source="'), Cast("pk", CharField()), Value('"'), output_field=CharField())
    return (Length(text) - Length(Replace(text, mark, Value("")))) / Length(mark)


def _articles(rows: SourceQuerySet) -> Subquery:
    """How many of the articles cite the same link."""
    same = rows.filter(link=OuterRef("link")).order_by().values("link")
    return Subquery(same.annotate(n=Count("factcheck", distinct=True)).values("n"))


def fix_first(rows: SourceQuerySet, *, state: str = "") -> list[Broken]:
    """The heaviest first, at most `MOST`. `state`: one of `BROKEN`, or `CONTENT` for pages that say something else."""
    asked = Alert.objects.filter(source=OuterRef("pk"), closed_at__isnull=True).order_by("-opened_at", "-pk")
    found = rows.filter(cite_copy=False).annotate(
        alert_id=Subquery(asked.values("pk")[:1]),
        alert_state=Subquery(asked.values("state")[:1]),
        alert_at=Subquery(asked.values("opened_at")[:1]),
        articles=_articles(rows),
        cited_times=_times_cited(),
    )
    found = found.filter(_wrong(state)).select_related("link", "factcheck").order_by("pk")
    found = found.defer("factcheck__body", "factcheck__standfirst", "factcheck__methodology")
    return sorted((_broken(one) for one in found[:MOST]), key=lambda one: (-one.weight, one.source.pk))


def _wrong(state: str) -> Q:
    content = Q(alert_id__isnull=False) & ~Q(link__state__in=BROKEN)
    if state == CONTENT:
        return content
    return Q(link__state=state) if state in BROKEN else Q(link__state__in=BROKEN) | content


def _broken(source: Any) -> Broken:
    link = source.link
    lost = link.state in BROKEN
    return Broken(
        source=source,
        state=link.state if lost else source.alert_state,
        since=broken_since(link.state, link.status) if lost else source.alert_at,
        alert_id=source.alert_id,
        articles=source.articles or 1,
        cited=source.cited_times or 0,
    )
