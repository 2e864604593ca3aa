"""A host that moves its pages is told once, and each day is counted once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from factchecks.links.status import LinkStatus
from factchecks.models import FactCheck, HealthDay, HostEvent, Link, Source
from factchecks.services import hosts
from factchecks.states import State
from tests.factories import make_check
from tests.pages.broken import break_link, first

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def turned(number, *, minutes=0, domain="moved.example"):
    """A link of a host that was not found for the first time so many minutes ago."""
    at = NOW - timedelta(minutes=minutes)
    status = LinkStatus(not_found_since=at).to_dict()
    name = f"{domain}/{number}"
    return Link.objects.create(url=f"https://{name}", key=name, domain=domain, status=status, checked_at=at)


def test_the_fifth_link_of_a_host_within_an_hour_is_an_event(db):
    for number in range(5):
        link = turned(number, minutes=10 * number)
        hosts.turned_away(link=link, at=NOW)
        assert HostEvent.objects.count() == (1 if number == 4 else 0)
    event = HostEvent.objects.get()
    assert (event.host, event.links, event.at) == ("moved.example", 5, NOW)


def test_it_is_told_once(db):
    for number in range(9):
        hosts.turned_away(link=turned(number), at=NOW)
    assert HostEvent.objects.count() == 1


def test_links_of_other_hosts_and_of_earlier_hours_do_not_count(db):
    for number in range(4):
        turned(number)
    turned(4, minutes=90)
    turned(5, domain="other.example")
    hosts.turned_away(link=Link.objects.first(), at=NOW)
    assert not HostEvent.objects.exists()


def test_a_link_that_was_found_does_not_count(db):
    for number in range(5):
        turned(number)
    Link.objects.filter(key="moved.example/4").update(status=LinkStatus().to_dict())
    hosts.turned_away(link=Link.objects.first(), at=NOW)
    assert not HostEvent.objects.exists()


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def counts(day):
    return (day.watched, day.live, day.unknown, day.broken)


def test_a_day_counts_the_links_of_live_articles(published):
    assert counts(hosts.count_today()) == (2, 2, 0, 0)
    broken, unknown = published.sources.current()
    break_link(broken)
    Link.objects.filter(pk=unknown.link_id).update(state="unknown")
    assert counts(hosts.count_today()) == (2, 0, 1, 1)


def test_a_day_has_one_row_and_the_last_count_stays(published):
    with time_machine.travel(NOW, tick=False):
        hosts.count_today()
        break_link(first(published))
        hosts.count_today()
    day = HealthDay.objects.get()
    assert (day.day, counts(day)) == (NOW.date(), (2, 1, 0, 1))


def test_the_next_day_has_its_own_row(published):
    for day in (0, 1):
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            hosts.count_today()
    assert [one.day.day for one in HealthDay.objects.all()] == [22, 23]


def test_a_link_that_two_articles_cite_counts_once(cast, published):
    make_check(cast, State.PUBLISHED)
    assert hosts.count_today().watched == 2


@pytest.mark.parametrize("hide", ["removed", "taken_down", "unpublished"])
def test_what_no_live_article_cites_is_not_counted(published, hide):
    if hide == "removed":
        Source.objects.update(removed_at=timezone.now())
    if hide == "taken_down":
        FactCheck.objects.update(taken_down_at=timezone.now())
    if hide == "unpublished":
        FactCheck.objects.update(state=State.DRAFT, live_edition=None)
    assert counts(hosts.count_today()) == (0, 0, 0, 0)
