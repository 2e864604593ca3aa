"""How long a cache may keep what readers get: five seconds what a correction or a takedown changes."""

import pytest
from django.test import Client
from django.utils import timezone

from factchecks.models import FactCheck, SlugHistory
from factchecks.states import State
from tests.factories import make_check

FRESH = "public, max-age=5"
PAGES = (
    "/",
    "/?verdict=misleading",
    "/claimants/",
    "/claimants/dana-whitcombe/",
    "/topics/",
    "/search/?q=tram",
    "/corrections/",
    "/checks/{slug}/",
    "/checks/{slug}/card/",
    "/checks/{slug}/card.png",
    "/checks/{slug}/versions/",
    "/checks/{slug}/versions/{number}/",
    "/checks/{slug}/versions/{number}/changes/",
    "/feeds/atom.xml",
    "/feeds/verdict/misleading.json",
    "/feeds/corrections.xml",
    "/feeds/claimreview.json",
    "/feeds/claimreview.jsonl",
    "/api/v1alpha1/claims:search?query=tram",
    "/sitemap-news.xml",
)
OF_ONE = [path for path in PAGES if "{slug}" in path]
# (address, status)
NOT_THERE = (
    ("/checks/not-yet/", 404),
    ("/checks/not-yet/card/", 404),
    ("/checks/not-yet/versions/", 404),
    ("/checks/old-address/", 301),
    ("/claimants/nobody/", 404),
    ("/feeds/topic/nothing.xml", 404),
    ("/?page=2", 404),
    ("/?page=x", 400),
    ("/corrections/?page=x", 400),
    ("/api/v1alpha1/claims:search?pageSize=x", 400),
    ("/sitemap-99.xml", 404),
)


@pytest.fixture
def check(cast):
    check = make_check(cast, State.PUBLISHED)
    SlugHistory.objects.create(slug="old-address", factcheck=check)
    return check


def told(path, check):
    """(status, what caches are told)."""
    answer = Client().get(path.format(slug=check.slug, number=check.live_edition.number))
    return answer.status_code, answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_that_a_correction_changes_is_kept_for_longer(check, path):
    assert told(path, check) == (200, FRESH)


@pytest.mark.parametrize(("path", "status"), NOT_THERE)
def test_nor_is_what_was_not_there_or_was_moved(check, path, status):
    assert told(path, check) == (status, FRESH)


@pytest.mark.parametrize("path", OF_ONE)
def test_nor_is_what_is_gone_and_may_be_put_back(check, path):
    FactCheck.objects.filter(pk=check.pk).update(taken_down_at=timezone.now())
    assert told(path, check) == (410, FRESH)


@pytest.mark.parametrize("path", ["/suggest-a-claim/", "/checks/{slug}/report/", "/checks/not-yet/report/"])
def test_what_carries_the_token_of_one_reader_is_never_kept(check, path):
    assert "no-store" in told(path, check)[1]
