"""Published checks as CSV for spreadsheets: one row a check, no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterator, Sequence

from factchecks.models.assessment import Checked

# The mark by which spreadsheets know UTF-8.
BOM = "\ufeff"
# trust.md: a cell that begins so is a formula to a spreadsheet.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# Spreadsheets look past these for the beginning of a formula.
BLANK = " \u00a0\ufeff\u200b\x00"
HEAD = (
    "number",
    "headline",
    "url",
    "claimants",
    "verdicts",
    "topics",
    "recorded",
    "published",
    "days",
    "sources",
    "quotations",
    "send_backs",
    "approvals",
    "reply",
    "rationale",
    "corrections",
    "verdict_changed",
    "retracted",
)


def safe(cell: object) -> str:
    """The text of a cell, with ' in front of what would be a formula."""
    text = str(cell)
    return f"'{text}" if text.lstrip(BLANK).startswith(FORMULA) else text


def _cells(row: Checked, site_url: str) -> tuple[object, ...]:
    named = dict.fromkeys(name for claim in row.claims for name, _ in claim.claimants)
    return (
        row.number,
        row.headline,
        f"{site_url}/checks/{row.slug}/",
        "; ".join(named),
        "; ".join(claim.verdict for claim in row.claims),
        "; ".join(row.topics),
        row.recorded_at.isoformat(timespec="seconds"),
        row.published_at.isoformat(timespec="seconds"),
        f"{row.days:.1f}",
        row.sources,
        row.quotations,
        row.send_backs,
        row.approvals,
        "yes" if row.reply else "no",
        row.rationale,
        row.corrections,
        "yes" if row.verdict_changed else "no",
        "yes" if row.retracted else "no",
    )


def lines(rows: Sequence[Checked], *, site_url: str) -> Iterator[str]:
    """The file line by line, beginning with the names of the columns."""
    yield BOM + _line(HEAD)
    for row in rows:
        yield _line(_cells(row, site_url))


def _line(cells: Sequence[object]) -> str:
    file = io.StringIO()
    csv.writer(file).writerow([safe(one) for one in cells])
    return file.getvalue()
