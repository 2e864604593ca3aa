"""The sitemap: what stands and what leads to it, with its last change, in as many files as the protocol asks for."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import etree

from factchecks.models import FactCheck, Topic
from factchecks.publishing import sitemap
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again
from tests.pages.lists import make_checks
from tests.publishing.test_demo_out import SCHEMAS, valid

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
TIME = "%Y-%m-%dT%H:%M:%SZ"
SITE_PAGES = ("/who-pays/", "/accessibility/", "/contact/")
PAGES = ("/", "/topics/", "/claimants/", "/corrections/", "/how-we-work/", *SITE_PAGES, "/suggest-a-claim/")


def listed(path="/sitemap.xml"):
    """{path: last change}, in the order of the file, which is held against the protocol."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert valid(etree.XMLSchema(etree.parse(SCHEMAS / "siteindex.xsd")), answer.content) == []
    rows = [(one.findtext("s:loc", None, NAMES), one.findtext("s:lastmod", None, NAMES)) for one in root(answer)]
    assert all(loc.startswith(settings.SITE_URL) for loc, _ in rows)
    return {loc.removeprefix(settings.SITE_URL): changed for loc, changed in rows}


def root(answer):
    return etree.fromstring(answer.content)


def stamp(at):
    return at.strftime(TIME)


@pytest.fixture
def check(cast):
    """Published a day ago on a topic."""
    check = make_check(cast, State.RESEARCH)
    check.topics.add(Topic.objects.create(name="Transport", slug="transport"))
    for action, by in ((Action.SUBMIT, cast.rita), (Action.APPROVE, cast.ed), (Action.PUBLISH, cast.ed)):
        move(check, action, by)
    past = timezone.now() - timedelta(days=1)
    FactCheck.objects.update(first_published_at=past, last_public_change_at=past)
    return FactCheck.objects.get(pk=check.pk)


@pytest.fixture
def small(monkeypatch):
    """As if the protocol allowed three addresses in a file, and there were two fixed pages."""
    monkeypatch.setattr(sitemap, "MOST", 3)
    monkeypatch.setattr(sitemap, "FIXED", ())


def test_it_has_the_article_its_topic_its_claimant_and_the_pages_that_lead_to_them(check):
    assert set(listed()) == {*PAGES, article(check), "/topics/transport/", "/claimants/dana-whitcombe/"}


def article(check):
    return f"/checks/{check.slug}/"


def test_without_anything_published_it_has_the_pages(cast):
    make_check(cast, State.REVIEW)
    assert dict.fromkeys(PAGES) == listed()


def test_a_correction_is_the_last_change_of_everything_that_shows_it(cast, check):
    before = listed()
    assert before[article(check)] == before["/topics/transport/"] == stamp(check.last_public_change_at)
    assert before["/corrections/"] is None
    publish_again(correct(check, cast.rita), cast, cast.rita)
    now = listed()
    at = stamp(FactCheck.objects.get(pk=check.pk).last_public_change_at)
    assert at > before[article(check)]
    for path in (article(check), "/topics/transport/", "/claimants/dana-whitcombe/", "/"):
        assert now[path] == at
    assert now["/corrections/"] == stamp(FactCheck.objects.get(pk=check.pk).correction.published_at)


@pytest.mark.parametrize("action", [Action.RETRACT, Action.TAKE_DOWN])
def test_what_does_not_stand_is_not_there_nor_what_led_to_it_alone(cast, check, action):
    move(check, action, cast.cleo, "A reason.")
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    assert set(listed()) == set(PAGES)


def test_too_many_for_one_file_are_an_index_of_parts(cast, monkeypatch, small):
    checks = make_checks(monkeypatch, cast, State.PUBLISHED, 4)
    index = listed()
    pages = listed("/sitemap-pages.xml")
    assert set(pages) == {"/", "/corrections/", "/claimants/dana-whitcombe/"}
    assert index.pop("/sitemap-pages.xml") == stamp(max(one.last_public_change_at for one in checks))
    parts = [listed(path) for path in index]
    assert sorted(path for part in parts for path in part) == sorted(article(one) for one in checks)
    assert all(len(part) <= 3 for part in parts)
    assert [max(part.values()) for part in parts] == list(index.values())


def test_a_part_stays_as_it_is_when_another_grows(cast, monkeypatch, small):
    first = make_checks(monkeypatch, cast, State.PUBLISHED, 4)[0]
    number = (first.pk - 1) // 3 + 1
    before = Client().get(f"/sitemap-{number + 1}.xml").content
    FactCheck.objects.filter(pk=first.pk).update(retracted_at=timezone.now())
    assert Client().get(f"/sitemap-{number + 1}.xml").content == before


@pytest.mark.parametrize("part", ["0", "7777", str(10**30)])
def test_a_part_that_is_not_there_is_404(check, part):
    assert Client().get(f"/sitemap-{part}.xml").status_code == 404


def test_the_limit_is_that_of_the_protocol():
    assert sitemap.MOST == 50_000


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-1.xml"])
def test_an_unchanged_one_is_not_sent_again(check, path):
    number = (check.pk - 1) // sitemap.MOST + 1
    path = path.replace("1", str(number))
    etag = Client().get(path).headers["ETag"]
    assert Client().get(path, headers={"If-None-Match": etag}).status_code == 304
