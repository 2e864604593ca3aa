"""Query budgets of everything that readers and their programs ask for (design: performance): equal at 10 and at 1,000.

Cold is the first reader of half a minute, warm each one after it.
"""

from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from factchecks.models import Correction, Edition, EditionReason, FactCheck, User
from tests.pages.typed import queries

# Counting needs the database, though no test here asks it anything.
pytestmark = pytest.mark.django_db

FEW, MANY = 10, 1000
# Address: the most queries, cold. {slug}, {number}, {topic} and {claimant} are those of the oldest check.
COLD = {
    "/": 12,
    "/?verdict=false&topic={topic}": 12,
    "/topics/": 12,
    "/topics/{topic}/": 12,
    "/claimants/": 12,
    "/claimants/{claimant}/": 12,
    "/search/": 12,
    "/search/?q=the": 12,
    "/search/?q=the&topic={topic}": 12,
    "/search/?q=nothingofthekind": 12,
    "/corrections/": 6,
    "/checks/{slug}/": 6,
    "/checks/{slug}/card/": 4,
    "/checks/{slug}/versions/": 6,
    "/checks/{slug}/versions/{number}/": 6,
    "/checks/{slug}/versions/{number}/changes/": 6,
    "/checks/{slug}/report/": 6,
    "/how-we-work/": 4,
    "/feeds/atom.xml": 4,
    "/feeds/feed.json": 4,
    "/feeds/topic/{topic}.xml": 4,
    "/feeds/claimant/{claimant}.json": 4,
    "/feeds/corrections.xml": 4,
    "/feeds/corrections.json": 4,
    "/feeds/claimreview.json": 4,
    "/feeds/claimreview.jsonl": 4,
    "/api/v1alpha1/claims:search?query=the&pageSize=100&languageCode=en": 4,
    "/oembed?{oembed}": 4,
    "/sitemap.xml": 4,
    "/sitemap-pages.xml": 4,
    "/sitemap-1.xml": 4,
    "/sitemap-news.xml": 4,
}
WARM = COLD | {
    "/": 1,
    "/checks/{slug}/": 1,
    "/checks/{slug}/card/": 1,
    "/topics/": 0,
    "/claimants/": 0,
    "/corrections/": 2,
    "/feeds/atom.xml": 1,
    "/feeds/feed.json": 1,
}


def grow(upto):
    """So many published checks, each corrected once, and as many versions of the oldest one."""
    here = FactCheck.objects.public().count()
    # Five of eight are published.
    made = (f"--checks={2 * (upto - here)}", "--sources=20", "--users=9", f"--seed={upto}", "--yes")
    call_command("make_newsroom", *made, stdout=StringIO())
    shown = FactCheck.objects.public()
    shown.filter(pk__in=[*shown.values_list("pk", flat=True)[upto:]]).update(taken_down_at=timezone.now())
    correct([one for one in FactCheck.objects.public().select_related("live_edition") if not one.corrections.exists()])
    again(FactCheck.objects.public().last(), upto)


def correct(checks):
    by, at = User.objects.first(), timezone.now()
    told = {
        "kind": "correction",
        "wrong": "Nine.",
        "now": "Eight.",
        "opened_by": by,
        "opened_at": at,
        "published_at": at,
    }
    Correction.objects.bulk_create(
        Correction(factcheck=one, from_edition=one.live_edition, to_edition=one.live_edition, **told) for one in checks
    )


def again(check, upto):
    live, have = check.live_edition, check.editions.count()
    Edition.objects.bulk_create(
        Edition(
            factcheck=check,
            number=number,
            reason=EditionReason.PUBLISHED,
            made_by=live.made_by,
            made_at=live.made_at + timedelta(minutes=number),
            **{name: getattr(live, name) for name in ("digest", "content", "html", "claim_review", "event_hash")},
        )
        for number in range(have + 1, upto + 1)
    )


def places():
    """What stands between braces in the addresses."""
    check = FactCheck.objects.public().last()
    filed = {one.kind: one.slug for one in check.filings.all()}
    known = {"slug": check.slug, "number": check.live_edition.number, **filed}
    return known | {"oembed": urlencode({"url": f"http://127.0.0.1:8000/checks/{check.slug}/"})}


def asked(path):
    answer = Client().get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.getvalue()


def counted():
    """{address: (cold, warm)}."""
    found, known = {}, places()
    for pattern in COLD:
        path = pattern.format(**known)
        cache.clear()
        found[pattern] = (queries(lambda path=path: asked(path)), queries(lambda path=path: asked(path)))
    return found


@pytest.fixture(scope="module")
def numbers(django_db_setup, django_db_blocker, tmp_path_factory):
    """What every address costs with few and with many checks, counted once."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FILES_DIR", tmp_path_factory.mktemp("files"), raising=False)
        grow(FEW)
        few = counted()
        grow(MANY)
        assert FactCheck.objects.public().count() == Correction.objects.told().count() == MANY
        many = counted()
        transaction.set_rollback(True)
    cache.clear()
    return few, many


@pytest.mark.parametrize("path", COLD)
def test_it_costs_the_same_at_10_and_at_1000_and_stays_in_its_budget(numbers, path):
    few, many = (one[path] for one in numbers)
    assert few == many
    cold, warm = many
    assert (cold <= COLD[path], warm <= WARM[path]) == (True, True), many
