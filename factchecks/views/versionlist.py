"""The versions of a check in words: each edition by the event that made it."""

from dataclasses import dataclass
from datetime import datetime

from factchecks.models import Edition, FactCheck
from factchecks.services import versions


@dataclass(frozen=True, kw_only=True)
class Version:
    """An edition by the event that made it. `before`: the number of the one before, 0 for the first."""

    number: int
    title: str
    by: str
    at: datetime
    before: int


def _title(edition: Edition) -> str:
    if edition.name:
        return f"“{edition.name}”"
    round_ = getattr(edition, "round", None)
    return f"{edition.get_reason_display()}{f', round {round_}' if round_ else ''}"


def versions_of(factcheck: FactCheck) -> list[tuple[Edition, Version]]:
    """Editions, newest first, and each in words; one query, without their contents."""
    rows = list(versions.listed(factcheck))
    before = [*(row.number for row in rows[1:]), 0]
    return [
        (row, Version(number=row.number, title=_title(row), by=row.made_by.name, at=row.made_at, before=last))
        for row, last in zip(rows, before, strict=False)
    ]
