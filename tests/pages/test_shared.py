"""What is kept for many readers: made once, and never shown again after what is published has changed."""

import pytest
from django.core.cache import cache
from django.test import Client

from factchecks.models import FactCheck
from factchecks.publishing import shared
from factchecks.services import alerts, people
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again, reword
from tests.pages.lists import make_checks

# Each keeps something for half a minute: counts, filters, the checks beside an article, the numbers of a year.
KEEPS = ("/", "/?verdict=misleading", "/claimants/", "/corrections/")


def text(path):
    return Client().get(path).content.decode()


def kept(make):
    return shared.kept("here", make, seconds=30)


def test_it_is_made_once():
    assert [kept(lambda: "one"), kept(lambda: "two")] == ["one", "one"]


def test_nothing_is_kept_as_well_as_anything_else():
    assert [kept(lambda: None), kept(lambda: "two")] == [None, None]


def test_after_a_change_it_is_made_anew():
    kept(lambda: "one")
    shared.changed()
    assert [kept(lambda: "two"), kept(lambda: "three")] == ["two", "two"]


def test_what_a_change_overtook_while_it_was_made_is_not_kept():
    def overtaken():
        shared.changed()
        return "before"

    kept(overtaken)
    assert kept(lambda: "after") == "after"


def test_a_cache_that_was_emptied_keeps_nothing_of_before():
    shared.changed()
    kept(lambda: "one")
    cache.delete(shared.TURN)
    assert kept(lambda: "two") == "two"


@pytest.fixture
def checks(real_cast, monkeypatch):
    return make_checks(monkeypatch, real_cast, State.PUBLISHED)


def test_lists_and_boxes_have_a_correction_at_once(real_cast, checks):
    one, other = checks
    pages = [*KEEPS, f"/checks/{other.slug}/"]
    assert all("Ramps on buses?" not in text(path) for path in pages)
    check = reword(correct(one, real_cast.rita), real_cast.rita, kind="correction", headline="Ramps on buses?")
    publish_again(reword(check, real_cast.rita, kind="correction", verdict="false"), real_cast, real_cast.rita)
    assert "Ramps on buses?" in text(f"/checks/{other.slug}/")
    assert 'href="/?verdict=false"' in text("/")
    assert "<dt>Corrections</dt><dd>1</dd>" in text("/corrections/")


def test_what_was_published_a_moment_ago_is_counted(real_cast, checks, monkeypatch):
    assert "2 in all" in text("/")
    make_checks(monkeypatch, real_cast, State.PUBLISHED, 1, by=real_cast.ines)
    assert "3 in all" in text("/")


@pytest.mark.parametrize("action", [Action.RETRACT, Action.TAKE_DOWN])
def test_what_does_not_stand_any_more_is_in_no_box(real_cast, checks, action):
    one, other = checks
    assert f"/checks/{one.slug}/" in text(f"/checks/{other.slug}/")
    move(one, action, real_cast.cleo, "A reason.")
    move(one, Action.CONFIRM_REQUEST, real_cast.ed)
    assert f"/checks/{one.slug}/" not in text(f"/checks/{other.slug}/")


def test_a_copy_that_is_cited_now_is_told_at_once(real_cast, checks):
    path, source = f"/checks/{checks[0].slug}/", checks[0].sources.current().first()
    assert "cite the copy" not in text(path)
    alerts.cite_copies(source_ids=[source.pk], by=real_cast.ed)
    assert "cite the copy" in text(path)


def test_another_name_of_the_newsroom_is_read_at_once(real_cast, as_):
    assert "The Harbour Desk" not in text("/")
    people.set_up_groups()
    form = {"name": "The Harbour Desk", "tagline": "-", "contact_email": "a@newsroom.example"}
    form |= {"publishing_principles": "/how-we-work/", "licence_url": ""}
    assert as_(real_cast.ada).post("/admin/factchecks/sitesettings/add/", form).status_code == 302
    assert "The Harbour Desk" in text("/")


def test_published_is_published_although_the_cache_is_broken(real_cast, monkeypatch):
    def broken():
        raise ConnectionError("The cache is broken.")

    monkeypatch.setattr(shared, "changed", broken)
    check = make_check(real_cast, State.PUBLISHED)
    assert FactCheck.objects.get(pk=check.pk).state == State.PUBLISHED
