"""What was tried against the program and what got through: one line a case, kept for the report.

ABUSE=long tries everything (`make abuse`); otherwise the same tests run with fewer rounds (`make test`).
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

LONG = os.environ.get("ABUSE") == "long"
# In the usual suite PostgreSQL meets these with all the others (`make test-all`), not with its own rules.
ON_BOTH = [pytest.mark.db_rules] if LONG else []
GROUPS = ("two people", "scope", "ledger", "uploads", "web")


def rounds(short: int, long: int) -> int:
    """How often: `long` under `make abuse`, `short` in the usual suite."""
    return long if LONG else short


@dataclass(frozen=True, kw_only=True)
class Case:
    """One row of the report. `through` counts what must not have happened."""

    group: str
    case: str
    tried: int
    unit: str
    through: int
    database: str = ""


def keep(case: Case) -> None:
    """Appends the case to the file named in ABUSE_RESULTS; without one nobody asked for a report."""
    path = os.environ.get("ABUSE_RESULTS")
    if path:
        with Path(path).open("a") as file:
            file.write(json.dumps(asdict(case)) + "\n")


def tell(*, group: str, case: str, tried: int, unit: str, through: Iterable[object], database: str = "") -> None:
    """Keeps the figures, then fails if anything got through or nothing was tried; the failure names what did."""
    found = list(through)
    assert group in GROUPS
    keep(Case(group=group, case=case, tried=tried, unit=unit, through=len(found), database=database))
    assert tried > 0, f"{case}: nothing was tried."
    assert not found, f"{case}: {len(found)} of {tried} {unit} got through, first {found[:3]}"


def on_both(test: Any) -> Any:
    """A test whose long form runs on PostgreSQL too."""
    for mark in ON_BOTH:
        test = mark(test)
    return test
