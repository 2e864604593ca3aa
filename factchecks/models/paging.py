"""Pages of a list of checks by key, not by number: the newest change first, level in cost however long the list."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from factchecks.models.check import FactCheck
from factchecks.models.querysets import FactCheckQuerySet

SIZE = 30
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Page:
    """Rows in the order (-updated_at, -id), and the cursors of the neighbouring pages, empty at the ends."""

    rows: list[FactCheck]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, kw_only=True)
class _Cursor:
    back: bool
    at: datetime
    pk: int


def _cursor(check: FactCheck, *, back: bool) -> str:
    micros = (check.updated_at - _EPOCH) // timedelta(microseconds=1)
    return f"{'n' if back else 'o'}{micros}-{check.pk}"


def _read(text: str) -> _Cursor | None:
    way, (micros, _, pk) = text[:1], text[1:].partition("-")
    if way not in ("n", "o") or not (micros.isdigit() and pk.isdigit()) or len(text) > 40:
        return None
    at = _EPOCH + timedelta(microseconds=min(int(micros), 10**16))
    return _Cursor(back=way == "n", at=at, pk=min(int(pk), 2**62))


def page_of(rows: FactCheckQuerySet, cursor: str = "", size: int = SIZE) -> Page:
    """The page after (or before) the cursor. A cursor that is not one of ours gives the first page."""
    at = _read(cursor)
    if at is None:
        found = list(rows.order_by("-updated_at", "-id")[: size + 1])
        return _page(found[:size], newer=False, older=len(found) > size)
    if at.back:
        after = rows.filter(Q(updated_at__gt=at.at) | Q(updated_at=at.at, pk__gt=at.pk))
        found = list(after.order_by("updated_at", "id")[: size + 1])
        return _page(found[:size][::-1], newer=len(found) > size, older=True)
    before = rows.filter(Q(updated_at__lt=at.at) | Q(updated_at=at.at, pk__lt=at.pk))
    found = list(before.order_by("-updated_at", "-id")[: size + 1])
    return _page(found[:size], newer=True, older=len(found) > size)


def _page(rows: list[FactCheck], *, newer: bool, older: bool) -> Page:
    if not rows:
        return Page(rows=[])
    return Page(
        rows=rows,
        newer=_cursor(rows[0], back=True) if newer else "",
        older=_cursor(rows[-1], back=False) if older else "",
    )
