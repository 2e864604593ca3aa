"""Retry-After, as numbers and as dates."""

from datetime import UTC, datetime

import pytest

from factchecks.links.retry import clamp, seconds_asked

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
        ("1.5", 2),
        ("3.000", 3),
        ("1.", 1),
        (".5", None),
        ("120 seconds", None),
        ("120, 60", None),
        ("١٢٠", None),
        ("Monday, 02-Nov-26 10:02:00 GMT", 120),
        ("Mon Nov  2 10:02:00 2026", 120),
        ("Mon, 02 Nov 2026 11:02:00 +0100", 120),
        ("Mon, 99 Foo 99999 99:99:99 GMT", None),
        ("Mon, 02 Nov 2026 10:02:00 +9999", None),
        ("NaN", None),
        ("\x00", None),
    ],
)
def test_it_reads_seconds_and_dates(header, seconds):
    assert seconds_asked(header, NOW) == seconds


@pytest.mark.parametrize(("asked", "kept"), [(0, 60), (60, 60), (61, 61), (10**9, 604_800), (None, None)])
def test_a_wait_is_kept_between_a_minute_and_a_week(asked, kept):
    assert clamp(asked) == kept
