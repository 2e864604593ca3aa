"""A person's own settings."""

import pytest
from django.urls import reverse

from factchecks.forms.profile import time_zones

PROFILE, THEME = reverse("profile"), reverse("profile_theme")


def test_it_saves_name_zone_and_look(as_, rita):
    values = {"name": "Rita Vance", "language": "en-gb", "time_zone": "Europe/Lisbon", "theme": "dark"}
    client = as_(rita)
    page = client.post(PROFILE, values, follow=True).content.decode()
    rita.refresh_from_db()
    assert (rita.name, rita.time_zone, rita.theme) == ("Rita Vance", "Europe/Lisbon", "dark")
    assert 'data-theme="dark"' in page
    assert "Your profile is saved." in page


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("time_zone", "Mars/Base"), ("theme", "pink")])
def test_it_refuses_what_cannot_be(as_, rita, field, value):
    values = {"name": "Rita", "language": "en-gb", "time_zone": "UTC", "theme": "light"}
    page = as_(rita).post(PROFILE, values | {field: value}).content.decode()
    rita.refresh_from_db()
    assert "<title>Error: Profile" in page
    assert (rita.name, rita.time_zone, rita.theme) == ("Rita", "UTC", "system")


def test_it_changes_nothing_but_these_fields(as_, rita):
    values = {"name": "Rita", "language": "en-gb", "time_zone": "UTC", "theme": "light"}
    as_(rita).post(PROFILE, values | {"email": "x@example.org", "is_staff": "on", "is_superuser": "on"})
    rita.refresh_from_db()
    assert (rita.email, rita.is_staff, rita.is_superuser) == ("rita@newsroom.example", False, False)


@pytest.mark.parametrize(("back", "to"), [("/newsroom/help/", "/newsroom/help/"), ("https://evil.example/", PROFILE)])
def test_the_look_can_be_changed_from_any_page_of_ours(as_, rita, back, to):
    answer = as_(rita).post(THEME, {"theme": "light", "next": back})
    rita.refresh_from_db()
    assert (answer.url, rita.theme) == (to, "light")


def test_the_zones_begin_with_utc():
    assert time_zones()[0] == ("UTC", "UTC")
    assert ("Europe/Lisbon", "Europe/Lisbon") in time_zones()
