"""A time that somebody types or reads is in their own time zone."""

import pytest

from factchecks.models import FactCheck, User

FORM = {
    "text": "Every stop is step-free.",
    "claimant_name": "Dana Whitcombe",
    "due_at": "2027-01-15T17:00",
    "then": "open",
}


@pytest.mark.parametrize(("zone", "hour"), [("UTC", 17), ("Europe/Helsinki", 15), ("Nowhere/Land", 17)])
def test_a_due_time_is_read_in_the_persons_zone(cast, as_, zone, hour):
    User.objects.filter(pk=cast.rita.pk).update(time_zone=zone)
    as_(cast.rita).post("/newsroom/checks/new/", FORM | {"desk": cast.transport.pk})
    assert FactCheck.objects.get().due_at.hour == hour


def test_it_is_shown_in_the_persons_zone(cast, as_):
    User.objects.filter(pk=cast.rita.pk).update(time_zone="Europe/Helsinki")
    client = as_(cast.rita)
    client.post("/newsroom/checks/new/", FORM | {"desk": cast.transport.pk})
    assert "17:00" in client.get(f"/newsroom/checks/{FactCheck.objects.get().pk}/").text
