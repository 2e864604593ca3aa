"""What `test_xss` rests on: every payload runs on a careless page, and one careless place of ours is found."""

import copy
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.test import override_settings

from factchecks.publishing import article, body
from factchecks.states import State
from newsroom.env import BASE_DIR
from tests.abuse.hands import hands
from tests.abuse.looking import looking
from tests.abuse.payloads import PAYLOADS, PLACES
from tests.abuse.plant import Packs, plant
from tests.abuse.tally import rounds, tell
from tests.abuse.test_xss import opened  # noqa: F401
from tests.factories import make_cast, make_check

pytestmark = pytest.mark.browser

LIVE = [one for one in PAYLOADS if one.place]
HTMX = (Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js").read_text()
# A template, what stands in it and what a careless hand would write instead; and the page on which it shows.
CARELESS = {
    "text": ("public/article_main.html", "{{ text.headline }}", "{{ text.headline|safe }}", "preview/"),
    "attribute": (
        "components/field.html",
        "{{ field }}\n</div>",
        '<input value="{{ field.value|safe }}"></div>',
        "claim/",
    ),
    "block": ("factchecks/workspace.html", "{% block main %}", "{% block main %}{{ check.headline|safe }}", ""),
}


def page_of(payload):
    """A page that carries the payload as it was typed."""
    scripts = f"<script>{HTMX}</script>" if "hx-" in payload.text else ""
    typed = PLACES[payload.place].format(payload.text)
    return f"<!doctype html><html><head><meta charset=utf-8>{scripts}</head><body>{typed}"


def test_every_payload_runs_on_a_page_that_carries_it_as_it_was_typed(opened):  # noqa: F811
    tried = LIVE[:: rounds(16, 1)]
    with hands(opened) as seat:
        idle = [one for one in tried if not seat.show(page_of(one))]
    assert len(LIVE) >= 300
    assert idle == []


def test_the_allow_list_of_the_article_leaves_nothing_that_runs(opened):  # noqa: F811
    tried = PAYLOADS[:: rounds(16, 1)]
    with hands(opened) as seat:
        ran = [one for one in tried if seat.show(f"<body>{body.clean_body(one.text)}", patience=2)]
    tell(group="web", case="XSS: payloads alone in the article's text", tried=len(tried), unit="payloads", through=ran)


def careless(template, written, instead):
    """Our templates with one place changed."""
    text = (BASE_DIR / "templates" / template).read_text()
    assert written in text
    changed = copy.deepcopy(settings.TEMPLATES)
    changed[0]["APP_DIRS"] = False
    loaders = "django.template.loaders"
    ours = (f"{loaders}.locmem.Loader", {template: text.replace(written, instead, 1)})
    changed[0]["OPTIONS"]["loaders"] = [ours, f"{loaders}.filesystem.Loader", f"{loaders}.app_directories.Loader"]
    return override_settings(TEMPLATES=changed)


@pytest.fixture
def planted(live_server, transactional_db):
    """A check in research, full of payloads; who wrote it."""
    cast = make_cast()
    check = make_check(cast, State.RESEARCH)
    plant(Packs(each=len(PAYLOADS)), 0)
    return check, {"ada": cast.rita}


@pytest.fixture
def found(opened, live_server, planted):  # noqa: F811
    """`found(page)`: what runs on a page of the check."""
    check, people = planted

    def look_at(page):
        with looking(opened, live_server.url, people, scripts=False) as look:
            look.at(f"/newsroom/checks/{check.pk}/{page}", "ada")
            return look.settled()

    return look_at


def test_one_place_that_is_not_escaped_is_found(found):
    for template, written, instead, page in CARELESS.values():
        assert found(page) == []
        with careless(template, written, instead):
            assert found(page)


def test_an_article_that_is_not_cleaned_is_found(monkeypatch, found):
    monkeypatch.setattr(body, "clean_body", lambda html: html)
    assert found("preview/")


def test_an_address_that_is_not_looked_at_is_found(monkeypatch, planted, found):
    check, _ = planted
    check.sources.update(cited_url="javascript:q(1)")
    assert found("preview/") == []
    monkeypatch.setattr(article, "web_address", lambda url: url)
    assert found("preview/")
