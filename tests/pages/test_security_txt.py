"""security.txt as RFC 9116 wants it: whom to tell of a hole, and until when the file holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from factchecks.models import SiteSettings
from factchecks.publishing.securitytxt import address_of, security_txt

PATH = "/.well-known/security.txt"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def fields(text):
    """Name to value; each may stand once."""
    pairs = [line.split(": ", 1) for line in text.splitlines()]
    assert len({name for name, _ in pairs}) == len(pairs)
    return dict(pairs)


def test_it_names_all_that_the_standard_asks_for(db, settings):
    settings.SITE_URL = "https://news.example"
    page = Client().get(PATH)
    assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not page.cookies
    found = fields(page.text)
    assert found.pop("Expires").endswith("T00:00:00Z")
    assert found == {
        "Contact": "mailto:editors@newsroom.example",
        "Policy": "https://news.example/contact/",
        "Preferred-Languages": "en",
        "Canonical": "https://news.example/.well-known/security.txt",
    }


def test_where_it_leads_says_what_to_write(db, settings):
    where = fields(Client().get(PATH).text)["Policy"].removeprefix(settings.SITE_URL)
    page = Client().get(where).text
    assert "security hole" in page
    assert PATH in page


def test_the_contact_is_that_of_the_newsroom_until_another_is_set(db, settings):
    SiteSettings.objects.create(pk=1, contact_email="desk@paper.example")
    assert fields(Client().get(PATH).text)["Contact"] == "mailto:desk@paper.example"
    settings.SECURITY_CONTACT = "https://paper.example/holes"
    assert fields(Client().get(PATH).text)["Contact"] == "https://paper.example/holes"


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2027, 12, 31), date(2028, 2, 29)])
def test_it_always_ends_within_a_year_and_never_soon(day):
    text = security_txt(site_url="https://news.example", contact="a@b.example", today=day)
    ends = datetime.fromisoformat(fields(text)["Expires"])
    for now in (datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour) for hour in (0, 23)):
        assert timedelta(days=362) < ends - now < timedelta(days=365)


def test_it_is_the_same_all_day_and_another_the_day_after(db):
    client = Client()
    with time_machine.travel(NOON, tick=False):
        first = client.get(PATH)
        assert client.get(PATH, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert client.get(PATH, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("contact", ["a@b.example\nContact: https://evil.example", "a@b.example\r\n\r\n", "a b@c"])
def test_no_contact_begins_a_line_of_its_own(contact):
    assert "\n" not in address_of(contact)
    assert "\r" not in address_of(contact)
    assert len(fields(security_txt(site_url="https://x.example", contact=contact, today=NOON.date()))) == 5


def test_warm_it_asks_the_database_nothing(db, django_assert_num_queries):
    cache.clear()
    Client().get(PATH)
    with django_assert_num_queries(0):
        Client().get(PATH)
