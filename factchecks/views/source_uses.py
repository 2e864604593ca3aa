"""Where a page is cited: every check that the person may see, with the words it takes from there."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from factchecks.models import FactCheck, Quotation, Source, User
from factchecks.models.querysets import may_read_confidential
from factchecks.views.chips import quote_chip
from factchecks.views.rows import QuoteRow, SourceRow

MOST = 50


@dataclass(frozen=True, kw_only=True)
class Use:
    """One check's use of the page. `here`: the source whose page is open; `number`: as its readers see it."""

    source: Source
    factcheck: FactCheck
    quotes: list[QuoteRow]
    here: bool = False
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Uses:
    """The use whose page is open first, then the newest. `more`: there are others that are not listed."""

    rows: list[Use]
    more: bool = False

    @property
    def places(self) -> int:
        return sum(len(use.quotes) for use in self.rows)


def uses(factcheck: FactCheck, row: SourceRow, by: User) -> Uses:
    """In two queries, and two more when another check cites the page in confidence."""
    quotations = Quotation.objects.filter(removed_at__isnull=True)
    quotations = quotations.select_related("waived_by", "pinned", "pinned_by")
    wanted, link = Q(pk=row.source.pk), row.source.link_id
    if link is not None:
        wanted |= Q(link=link, factcheck__in=FactCheck.objects.visible_to(by).kept())
    found = Source.objects.filter(wanted, removed_at__isnull=True).select_related("factcheck").order_by("-pk")
    listed = list(found.prefetch_related(Prefetch("quotations", quotations))[: MOST + 2])
    own = [one for one in listed if one.pk == row.source.pk] or [row.source]
    others = _allowed([one for one in listed if one.pk != row.source.pk], by)
    rows = [Use(source=one, factcheck=one.factcheck, quotes=_quotes(one)) for one in others[:MOST]]
    here = Use(source=own[0], factcheck=factcheck, quotes=_quotes(own[0]), here=True, number=row.number)
    return Uses(rows=[here, *rows], more=len(others) > MOST)


def _quotes(source: Source) -> list[QuoteRow]:
    return [QuoteRow(quotation=one, chip=quote_chip(one)) for one in source.quotations.all()]


def _allowed(others: list[Source], by: User) -> list[Source]:
    """Without the confidential ones that are not for this person."""
    secret = {one.factcheck_id for one in others if one.confidential}
    if not secret:
        return others
    checks = FactCheck.objects.visible_to(by).with_facts().filter(pk__in=secret)
    known = {check.pk for check in checks if may_read_confidential(by, check)}
    return [one for one in others if not one.confidential or one.factcheck_id in known]
