"""The limits and their environment variables."""

import pytest

from factchecks.links.limits import Limits


def test_nothing_set_gives_the_documented_numbers():
    limits = Limits.from_environ({})
    assert (limits.connect, limits.total, limits.patient_total) == (6, 20, 45)
    assert (limits.max_bytes, limits.max_pdf_bytes, limits.max_inflated) == (
        5_000_000,
        25_000_000,
        20_000_000,
    )
    assert (limits.max_hops, limits.max_headers, limits.max_header_bytes, limits.max_wait) == (
        10,
        128,
        16_384,
        20,
    )


def test_each_limit_is_read_under_its_name():
    limits = Limits.from_environ({"LINKS_TOTAL_TIMEOUT": "2.5", "LINKS_MAX_BYTES": "1000", "LINKS_MAX_HOPS": "3"})
    assert (limits.total, limits.max_bytes, limits.max_hops) == (2.5, 1000, 3)


def test_a_total_that_is_set_bounds_every_other_time():
    limits = Limits.from_environ({"LINKS_TOTAL_TIMEOUT": "2"})
    assert (limits.connect, limits.total_for(patient=True), limits.total_for(patient=False)) == (2, 2, 2)


def test_a_person_who_waits_gets_the_longer_time():
    assert Limits().total_for(patient=True) == 45


@pytest.mark.parametrize(
    ("name", "value"),
    [("LINKS_TOTAL_TIMEOUT", "soon"), ("LINKS_TOTAL_TIMEOUT", "0"), ("LINKS_MAX_BYTES", "-1"),
     ("LINKS_MAX_HOPS", "2.5"), ("LINKS_MAX_BYTES", "nan"), ("LINKS_CONTACT", "a\nb")],
)  # fmt: skip
def test_a_limit_that_cannot_be_right_is_named(name, value):
    with pytest.raises(ValueError, match=name):
        Limits.from_environ({name: value})
