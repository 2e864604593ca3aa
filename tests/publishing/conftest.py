"""The published checks of the demo as readers and their programs get them, fetched once a module."""

from dataclasses import dataclass, replace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from factchecks.demo import load
from factchecks.demo.content import load_content
from factchecks.demo.pages import demo_origins
from factchecks.demo.shapes import Stage
from factchecks.models import FactCheck
from newsroom.ports import choose_port
from tests.services.demo_web import open_to

ROOT = "https://newsroom.example"
FILES = {
    "atom": "/feeds/atom.xml",
    "json": "/feeds/feed.json",
    "sitemap": "/sitemap.xml",
    "news": "/sitemap-news.xml",
    "data": "/feeds/claimreview.json",
    "lines": "/feeds/claimreview.jsonl",
    "corrections": "/feeds/corrections.xml",
    "corrections_json": "/feeds/corrections.json",
    "topic": "/feeds/topic/transport.xml",
    "topic_json": "/feeds/topic/transport.json",
    "claims": "/api/v1alpha1/claims:search?pageSize=100&reviewPublisherSiteFilter=newsroom.example",
}


@dataclass(frozen=True)
class Out:
    """What is out: the HTML of each check and of each retracted one by its address, and files for machines by name."""

    pages: dict[str, str]
    retracted: dict[str, str]
    files: dict[str, bytes]


def _get(path):
    answer = Client().get(path, headers={"host": "newsroom.example"}, secure=True)
    assert answer.status_code == 200, path
    return answer.getvalue()


def _pages(checks):
    slugs = checks.values_list("slug", flat=True)
    return {f"{ROOT}/checks/{slug}/": _get(f"/checks/{slug}/").decode() for slug in slugs}


def _out():
    pages = _pages(FactCheck.objects.public().filter(retracted_at=None))
    retracted = _pages(FactCheck.objects.public().exclude(retracted_at=None))
    return Out(pages=pages, retracted=retracted, files={name: _get(path) for name, path in FILES.items()})


@pytest.fixture(scope="module")
def out(django_db_setup, django_db_blocker, tmp_path_factory):
    """The published part of the demo, loaded by its own loader and gone again when all of it was read."""
    folder, port, content = tmp_path_factory.mktemp("out"), choose_port(0), load_content()
    published = tuple(one for one in content.checks if one.stage is Stage.PUBLISHED)
    there = {"SITE_URL": ROOT, "ALLOWED_HOSTS": ["newsroom.example"], "FILES_DIR": folder, "DATA_DIR": folder}
    with pytest.MonkeyPatch.context() as patch, open_to(patch, *demo_origins(port)), override_settings(**there):
        patch.setattr(load, "load_content", lambda: replace(content, checks=published))
        with django_db_blocker.unblock(), transaction.atomic():
            cache.clear()
            assert load.load(port=port, sign_ins=folder / "people.json") == len(published) > 5
            read = _out()
            transaction.set_rollback(True)
    cache.clear()
    return read
