"""Lists the sources of live articles that are broken or have moved, for a person or a spreadsheet."""

import csv
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q, QuerySet

from factchecks.models import Source
from factchecks.models.factrows import BROKEN
from factchecks.models.linkhealth import broken_since
from factchecks.publishing.assessment_csv import safe

MOVED = "moved_permanently"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One source. `state` is `failing`, `dead`, `unreachable` or `moved`; times are ISO 8601 in UTC, or empty."""

    check: str
    headline: str
    source: int
    address: str
    state: str
    since: str
    last_look: str
    kept_copy: str


class Command(BaseCommand):
    """`manage.py link_report [--csv]`: exit code 0, whatever is found. Confidential sources are never in it."""

    help = "Broken, moved and unreachable sources of live articles, one a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--csv", action="store_true", help="comma-separated, with a line of names first")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = [line for source in _sources() if (line := _line(source))]
        if options["csv"]:
            self._table(lines)
            return
        for line in lines:
            self.stdout.write(_sentence(line))

    def _table(self, lines: list[Line]) -> None:
        # The command's own wrapper adds no line end to what ends with one.
        table = csv.writer(self.stdout, lineterminator="\n")
        table.writerow(Line.__dataclass_fields__)
        for line in lines:
            table.writerow([safe(value) for value in asdict(line).values()])


def _sources() -> QuerySet[Source]:
    rows = Source.objects.filter(removed_at__isnull=True, confidential=False)
    live = rows.filter(factcheck__live_edition__isnull=False, factcheck__taken_down_at__isnull=True)
    troubled = live.filter(Q(link__state__in=BROKEN) | Q(link__state="ok", link__verdict=MOVED))
    return troubled.select_related("link", "factcheck__live_edition").order_by("factcheck", "order", "pk")


def _line(source: Source) -> Line | None:
    """None for a source that the edition which readers see does not have."""
    link, check = source.link, source.factcheck
    if link is None or check.live_edition is None:
        return None
    numbers = {one["key"]: one["n"] for one in check.live_edition.content["text"]["sources"]}
    if source.pk not in numbers:
        return None
    since = broken_since(link.state, link.status) if link.state in BROKEN else None
    return Line(
        check=check.number,
        headline=_shown(check.live_edition.content["text"]["headline"]),
        source=numbers[source.pk],
        address=_shown(source.cited_url or link.url),
        state=link.state if link.state in BROKEN else "moved",
        since=since.isoformat(timespec="seconds") if since else "",
        last_look=link.checked_at.isoformat(timespec="seconds") if link.checked_at else "",
        kept_copy="yes" if link.latest_snapshot_id else "no",
    )


def _sentence(line: Line) -> str:
    since = f" since {line.since}" if line.since else ""
    looked = f"last look {line.last_look}" if line.last_look else "not looked at"
    copy = "copy kept" if line.kept_copy == "yes" else "no copy"
    return f"{line.check}  source {line.source}  {line.state}{since}  {looked}  {copy}  {line.address}  {line.headline}"


def _shown(text: str) -> str:
    """Printable, on one line: no control characters reach a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
