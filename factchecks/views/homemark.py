"""What Home says, as a short mark: two that are equal mean that nothing but the clock has moved."""

import hashlib
from typing import Any

from factchecks.models.homerow import Row
from factchecks.models.waits import Wait

SHORT = 12


def _row(row: Row) -> tuple[object, ...]:
    check = row.check
    told = (row.task, row.urgency, row.when, row.who, row.note, row.beside, row.nudged_at)
    return (check.pk, check.headline, check.due_at, check.reviewer_id, check.approved_digest, *told)


def _wait(wait: Wait) -> tuple[object, ...]:
    return (
        wait.check.pk,
        wait.check.headline,
        wait.since,
        wait.others,
        wait.approvals,
        wait.check.publish_at,
        wait.nudged_at,
    )


def mark_of(work: dict[str, Any], lately: dict[str, int]) -> str:
    """Twelve characters that differ when a row, a number or a name on Home does. `work` as the page gets it."""
    said = (
        [_row(row) for row in work["rows"]],
        [_wait(wait) for wait in work["waits"]],
        [(check.pk, check.broken, check.page_faults) for check in work["watched"]],
        [(check.pk, check.headline) for check in work["published"]],
        [work[name] for name in ("more", "late", "today", "upkeep")],
        work["free"] and work["free"].pk,
        lately,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:SHORT]
