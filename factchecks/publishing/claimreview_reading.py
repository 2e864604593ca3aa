"""What the rules of the lint ask of a ClaimReview, whoever wrote it: true when the data is right."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
SHORT, LONG = 75, 400
NUMBERS = ("worstRating", "ratingValue", "bestRating")
ADDRESSES = frozenset(
    ("@id", "url", "logo", "image", "sameAs", "archivedAt", "publishingPrinciples", "correctionsPolicy", "sdLicense")
)
# RFC 5646: a language, then subtags of letters and digits.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def at(data: Any, *path: str) -> Any:
    """What lies there; None where there is nothing."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def text(data: Any, *path: str) -> str:
    """The words there, without space around them; empty where there are none."""
    found = at(data, *path)
    return found.strip() if isinstance(found, str) else ""


def several(data: Any, *path: str) -> list[Any]:
    """What lies there as a list, whether it is one, one thing, or nothing."""
    found = at(data, *path)
    return found if isinstance(found, list) else [] if found is None else [found]


def scale(review: Json) -> tuple[float, float, float] | None:
    """Worst, given and best, when all three are numbers."""
    found = [at(review, "reviewRating", name) for name in NUMBERS]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in found):
        return None
    worst, value, best = found
    return worst, value, best


def all_numbers_or_none(review: Json) -> bool:
    given = [name for name in NUMBERS if at(review, "reviewRating", name) is not None]
    return not given or scale(review) is not None


def scale_starts_at_one(review: Json) -> bool:
    found = scale(review)
    return found is None or found[0] >= 1


def scale_rises(review: Json) -> bool:
    found = scale(review)
    return found is None or found[0] < found[2]


def lies_on_its_scale(review: Json) -> bool:
    found = scale(review)
    return found is None or not found[0] < found[2] or found[0] <= found[1] <= found[2]


def does_not_spoil(review: Json) -> bool:
    """What was said is quoted as it was said, whatever words it has; only our own short form can spoil."""
    word, short = text(review, "reviewRating", "alternateName"), text(review, "claimReviewed")
    ours = short != text(review, "itemReviewed", "text")
    return not (ours and word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", short, re.IGNORECASE))


def moment(value: Any) -> datetime | None:
    """An ISO 8601 time with its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


def changed_after_it_appeared(review: Json) -> bool:
    first, last = moment(at(review, "datePublished")), moment(at(review, "dateModified"))
    return first is None or last is None or first <= last


def said_when(review: Json) -> bool:
    found = at(review, "itemReviewed", "datePublished")
    return found is None or bool(isinstance(found, str) and DATE.fullmatch(found))


def appearances(review: Json) -> list[Any]:
    said = at(review, "itemReviewed")
    return several(said, "firstAppearance") + several(said, "appearance")


def addresses(data: Any) -> Iterator[Any]:
    """Everything that stands where an address is meant, however deep."""
    for name, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if name in ADDRESSES and not isinstance(value, dict | list):
            yield value
        yield from addresses(value)


def leads_to_the_web(value: Any) -> bool:
    """Whether it is an absolute http or https address."""
    try:
        found = urlsplit(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname)


def can_be_written(review: Json) -> bool:
    """Whether it survives being written as JSON in UTF-8 and read again."""
    try:
        return bool(json.loads(json.dumps(review, ensure_ascii=False, allow_nan=False).encode()) == review)
    except (TypeError, ValueError, RecursionError):
        return False
