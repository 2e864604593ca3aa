"""Retry-After, as numbers and as dates."""

from datetime import UTC, datetime

import pytest

from factchecks.links.retry import seconds_asked

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 02 Nov 2026 10:02:00 GMT", 120),
        ("Mon, 02 Nov 2026 09:00:00 GMT", 0),
        ("Mon, 02 Nov 2026 10:02:00 -0000", 120),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("99999999999999999999", 999_999_999),
    ],
)
def test_it_reads_seconds_and_dates(header, seconds):
    assert seconds_asked(header, NOW) == seconds
