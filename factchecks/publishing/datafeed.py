"""All ClaimReviews as a schema.org DataFeed and as JSON Lines, written row by row so that no archive fills memory."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from factchecks.models import FactCheck

Json = dict[str, Any]
CHUNK = 200
_COLUMNS = ("slug", "first_published_at", "last_public_change_at", "retracted_at", "taken_down_at")


def _time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(checks: QuerySet[FactCheck]) -> Iterable[Json]:
    """Every check that was ever published, newest first, a chunk at a time."""
    shown = checks.filter(live_edition__isnull=False).order_by("-first_published_at", "-id")
    found: Iterable[Json] = shown.values(*_COLUMNS, "live_edition__claim_review").iterator(chunk_size=CHUNK)
    return found


def ends(checks: QuerySet[FactCheck]) -> Json:
    """What changes whenever the feed does: counts, and the last time of each kind. One query."""
    shown = checks.filter(live_edition__isnull=False)
    counts = {f"count_{name}": Count(name) for name in ("id", "retracted_at", "taken_down_at")}
    last = {f"last_{name}": Max(name) for name in ("live_edition", *_COLUMNS[1:])}
    return shown.aggregate(**counts, **last)


def _reviews(row: Json) -> list[Json]:
    return [one for one in row["live_edition__claim_review"] or [] if one["@type"] == "ClaimReview"]


def _gone(row: Json) -> datetime | None:
    found: datetime | None = row["taken_down_at"] or row["retracted_at"]
    return found


def _item(row: Json, root: str) -> Json:
    gone = _gone(row)
    item = {
        "@type": "DataFeedItem",
        "dateCreated": _time(row["first_published_at"]),
        "dateModified": _time(gone or row["last_public_change_at"] or row["first_published_at"]),
        "url": f"{root}/checks/{row['slug']}/",
    }
    return item | ({"dateDeleted": _time(gone)} if gone else {"item": _reviews(row)})


def feed(found: Iterable[Json], ended: Json, root: str) -> Iterator[str]:
    """The DataFeed in pieces. What was retracted or taken down keeps its item, without a body."""
    head: Json = {"@context": "https://schema.org", "@type": "DataFeed"}
    times = [value for value in ended.values() if isinstance(value, datetime)]
    if times:
        head["dateModified"] = _time(max(times))
    yield json.dumps(head)[:-1] + ', "dataFeedElement": ['
    for number, row in enumerate(found):
        yield (",\n" if number else "\n") + json.dumps(_item(row, root))
    yield "\n]}\n"


def dump(found: Iterable[Json]) -> Iterator[str]:
    """A line for each ClaimReview that stands."""
    for row in found:
        for review in [] if _gone(row) else _reviews(row):
            yield json.dumps(review) + "\n"
