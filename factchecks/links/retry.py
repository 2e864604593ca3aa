"""Reads Retry-After headers."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SHORTEST = 60
LONGEST = 7 * 24 * 3600


def seconds_asked(header: str, now: datetime) -> int | None:
    """Seconds from `now`, from a number or an HTTP date (RFC 9110, 10.2.3).

    None when absent or unreadable.
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return int(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0, round((when - now).total_seconds()))


def clamp(seconds: int | None) -> int | None:
    """Between one minute and seven days; None stays None."""
    return None if seconds is None else min(max(seconds, SHORTEST), LONGEST)
