"""Reads Retry-After headers."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SHORTEST = 60
LONGEST = 7 * 24 * 3600
NUMBER = re.compile(r"([0-9]+)(?:\.0*|(\.[0-9]+))?\Z")


def seconds_asked(header: str, now: datetime) -> int | None:
    """Seconds from `now`, from a number or an HTTP date (RFC 9110, 10.2.3, in its three forms).

    Some servers send a fraction: rounded up. None when absent or unreadable.
    """
    text = header.strip()
    if number := NUMBER.match(text):
        return int(number[1][:9]) + bool(number[2])
    try:
        when = parsedate_to_datetime(text)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0, round((when - now).total_seconds()))
    except (ValueError, OverflowError):
        return None


def clamp(seconds: int | None) -> int | None:
    """Between one minute and seven days; None stays None."""
    return None if seconds is None else min(max(seconds, SHORTEST), LONGEST)
