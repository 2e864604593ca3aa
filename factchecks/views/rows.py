"""The sources of a check as rows of the workspace: numbered as readers see them, with what needs a person."""

from dataclasses import dataclass

from django.db.models import Prefetch

from factchecks.models import FactCheck, Quotation, Source, User
from factchecks.models.factrows import BROKEN
from factchecks.models.quotation import VERIFIED
from factchecks.views.chips import Chip, quote_chip, source_chips


@dataclass(frozen=True, kw_only=True)
class QuoteRow:
    """Exact words with what was found."""

    quotation: Quotation
    chip: Chip

    @property
    def open(self) -> bool:
        """Whether it keeps the check from review."""
        return self.quotation.result not in VERIFIED and self.quotation.waived_by_id is None


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """One source. `number` is None for a confidential one: it is never cited."""

    source: Source
    number: int | None
    chips: list[Chip]
    quotes: list[QuoteRow]
    checking: bool
    first: bool
    last: bool

    @property
    def broken(self) -> bool:
        link = self.source.link
        return bool(link and link.state in BROKEN and not self.source.cite_copy)

    @property
    def unkept(self) -> bool:
        link = self.source.link
        held = self.source.copy_file_id is not None or self.source.no_copy_reason
        return bool(link and link.latest_snapshot_id is None and not held)

    @property
    def unquoted(self) -> bool:
        """Whether a quotation has not been found."""
        return any(quote.open for quote in self.quotes)

    @property
    def needs_you(self) -> bool:
        return self.broken or self.unquoted or (self.unkept and not self.checking)


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All rows in order, and those that were taken off."""

    rows: list[SourceRow]
    removed: list[Source]

    @property
    def marks(self) -> dict[int, list[str]]:
        """Codes of the open items by the key of the first source that has the fault."""
        faults = {"quotes": "unquoted", "copies": "unkept", "links": "broken"}
        found: dict[int, list[str]] = {}
        for code, fault in faults.items():
            row = next((row for row in [*self.needy, *self.orderly] if getattr(row, fault)), None)
            if row:
                found.setdefault(row.source.pk, []).append(code)
        return found

    @property
    def needy(self) -> list[SourceRow]:
        return [row for row in self.rows if row.needs_you]

    @property
    def orderly(self) -> list[SourceRow]:
        return [row for row in self.rows if not row.needs_you]

    @property
    def citable(self) -> list[SourceRow]:
        """Those that may be cited."""
        return [row for row in self.rows if row.number]

    @property
    def numbers(self) -> dict[int, int]:
        """Key of the source by the number that readers see."""
        return {row.number: row.source.pk for row in self.rows if row.number}


def _quotes(source: Source) -> list[QuoteRow]:
    return [QuoteRow(quotation=one, chip=quote_chip(one)) for one in source.quotations.all()]


def read(factcheck: FactCheck, by: User, checking: frozenset[int] = frozenset()) -> Sources:
    """The sources this person may see, in two queries. `checking` holds ids of links with an open job."""
    quotations = Quotation.objects.filter(removed_at__isnull=True).select_related("waived_by")
    found = factcheck.sources.visible_to(by, factcheck).order_by("order", "id")
    found = found.select_related("link__latest_snapshot", "attachment")
    everything = list(found.prefetch_related(Prefetch("quotations", quotations)))
    current = [one for one in everything if one.removed_at is None]
    public = [one.pk for one in current if not one.confidential]
    numbers = {pk: number for number, pk in enumerate(public, start=1)}
    rows = [
        SourceRow(
            source=one,
            number=numbers.get(one.pk),
            chips=source_chips(one, checking=one.link_id in checking),
            quotes=_quotes(one),
            checking=one.link_id in checking,
            first=place == 0,
            last=place == len(current) - 1,
        )
        for place, one in enumerate(current)
    ]
    return Sources(rows=rows, removed=[one for one in everything if one.removed_at])


def public_numbers(factcheck: FactCheck) -> dict[int, int]:
    """Key of each source that may be cited, by its number."""
    public = factcheck.sources.current().filter(confidential=False)
    return dict(enumerate(public.values_list("pk", flat=True), start=1))
