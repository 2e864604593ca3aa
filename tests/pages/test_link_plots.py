"""The plots of link health: what is counted, where it is drawn, and the same as a table."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.links.survival import Life, Step, share_at, survival
from factchecks.models import HealthDay, HostEvent, Link, linkhealth, linkplots
from factchecks.models.linkplots import Publisher
from factchecks.states import State
from factchecks.views import health_bars, health_plots
from tests.factories import make_check
from tests.pages.broken import break_link, first, wait_for

LINKS = reverse("links")
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 38, tzinfo=UTC)


@pytest.fixture
def published(cast):
    return make_check(cast, State.PUBLISHED)


def counted(day, live=96, watched=100):
    return HealthDay(day=day, watched=watched, live=live, unknown=1, broken=watched - live - 1)


def read(client):
    return LexborHTMLParser(client.get(LINKS).content.decode())


def table(page, title):
    panel = page.css_first(f"section[aria-labelledby={title}]")
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in panel.css("tbody tr")]


def alive(*days):
    return [Life(days=one, ended=False) for one in days]


def dead(*days):
    return [Life(days=one, ended=True) for one in days]


def test_while_nothing_breaks_all_live():
    assert survival(alive(10, 20)) == [Step(days=0, share=1, at_risk=2), Step(days=20, share=1, at_risk=1)]


def test_the_estimate_is_that_of_kaplan_and_meier():
    """Worked by hand: 6, 6, 6 break and one is last seen at 6, of 21; 7 breaks of 17; 10 breaks of 15."""
    lives = dead(6, 6, 6, 7, 10, 13, 16, 22, 23) + alive(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    found = {step.days: round(step.share, 3) for step in survival(lives)}
    assert found == {0: 1, 6: 0.857, 7: 0.807, 10: 0.753, 13: 0.69, 16: 0.627, 22: 0.538, 23: 0.448, 35: 0.448}


def test_a_young_link_says_nothing_of_old_age():
    assert share_at(survival(alive(5) * 99 + dead(50) + alive(60)), 55) == 0.5
    assert share_at(survival(alive(5)), 6) is None


def test_of_no_links_there_is_no_curve():
    assert survival([]) == []
    assert health_plots.ages([[], []]) is None


def test_links_live_from_first_seen_to_broken_since(cast, published):
    broken, well = published.sources.current()
    Link.objects.update(created_at=timezone.now() - timedelta(days=100), checked_at=timezone.now())
    break_link(broken, days=60)
    found = linkplots.lives(linkhealth.cited(cast.ed))
    assert sorted(found.every, key=lambda one: one.days) == dead(40) + alive(100)
    assert found.official == []
    type(well).objects.filter(pk=well.pk).update(kind="official_record")
    assert linkplots.lives(linkhealth.cited(cast.ed)).official == alive(100)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([95.8, 97.9], [98, 97, 96, 95, 94]),
        ([88.8, 100], [100, 95, 90, 85, 80]),
        ([100], [100, 99, 98, 97, 96]),
        ([0, 100], [100, 75, 50, 25, 0]),
        ([0], [4, 3, 2, 1, 0]),
    ],
)
def test_the_axis_is_the_finest_of_round_steps(values, ticks):
    scale = health_plots.per_cent_scale(values)
    assert scale.ticks == ticks
    assert all(0 <= scale.y(one) <= 100 for one in values)


def test_a_day_that_was_not_counted_breaks_the_line():
    rows = [counted(TODAY - timedelta(days=back)) for back in (89, 88, 3, 0)]
    plot = health_plots.live_days(rows, today=TODAY)
    assert plot.line.path.count("M") == 3
    assert plot.line.path.startswith("M0.0 0.0 L4.04 0.0")
    assert plot.labels[0] == TODAY - timedelta(days=89)


def test_nothing_is_drawn_before_the_first_count():
    assert health_plots.live_days([counted(TODAY, live=0, watched=0)], today=TODAY) is None


def test_each_counted_day_is_in_the_table(as_, cast, published):
    today = timezone.now().date()
    for back in (0, 1, 89, 90):
        counted(today - timedelta(days=back), live=97 - back % 7).save()
    rows = table(read(as_(cast.ed)), "p1")
    assert [row[1:] for row in rows] == [["97", "1", "2", "100"], ["96", "1", "3", "100"], ["92", "1", "7", "100"]]


def test_a_whole_host_is_told_once_and_marked(as_, cast, published):
    counted(timezone.now().date()).save()
    HostEvent.objects.create(host=first(published).link.domain, at=timezone.now(), links=14)
    page = read(as_(cast.ed))
    assert "14 links not found within an hour" in page.css_first("ul.told").text()
    assert page.css_first("svg path.p-event")


def test_publishers_with_the_most_broken_links_come_first(as_, cast, published):
    bad, well = published.sources.current()
    Link.objects.filter(pk=well.link_id).update(domain="well.example")
    Link.objects.filter(pk=bad.link_id).update(domain="bad.example")
    break_link(bad)
    assert linkplots.by_publisher(linkhealth.cited(cast.ed)) == [Publisher(domain="bad.example", links=1, broken=1)]
    assert table(read(as_(cast.ed)), "p3") == [["bad.example", "1 of 1", ""]]


@time_machine.travel(NOW, tick=False)
def test_each_hour_has_its_longest_wait(cast, published):
    link = first(published).link
    for late, back in ((60, 0), (2041, 6), (1200, 6), (300, 23), (9999, 24)):
        wait_for(link, late, NOW - timedelta(hours=back))
    plot = health_bars.waits(linkplots.longest_waits(now=NOW), now=NOW)
    assert [one.minutes for one in plot.bars if one.minutes is not None] == [5, 35, 1]
    assert [one.over for one in plot.bars if one.minutes == 35] == [True]
    assert (plot.bars[-1].hour.hour, plot.longest.hour.hour, plot.scale.ticks) == (14, 8, [40, 30, 20, 10, 0])


def test_the_axis_of_waits_grows_and_the_aim_stays_in_sight():
    plot = health_bars.waits({NOW.replace(minute=0): 3 * 3600}, now=NOW)
    assert plot.scale.ticks == [320, 240, 160, 80, 0]
    assert 0 < plot.aim < 100


def test_an_hour_without_a_look_is_said_to_be_one(as_, cast, published):
    wait_for(first(published).link, 90)
    rows = table(read(as_(cast.ed)), "p4")
    assert len(rows) == 24
    assert [row[1] for row in rows] == ["no look"] * 23 + ["2 min"]


def test_every_plot_says_in_words_what_it_shows(as_, cast, published):
    counted(timezone.now().date()).save()
    break_link(first(published))
    plots = read(as_(cast.ed)).css(".plots svg[role=img]")
    assert len(plots) == 3
    assert all(one.attributes["aria-label"] for one in plots)
