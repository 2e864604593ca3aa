"""Where a claim was made: order, the one first place, sources that may be named, the lock, and what readers get."""

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.models import Appearance, Event, FactCheck, Source
from factchecks.models.content import content_of
from factchecks.services import appearances
from factchecks.states import State
from tests.factories import make_check

PLAIN = {"url": "", "title": "", "seen_on": None, "timecode": "", "is_first": False, "source": None}
migration = importlib.import_module("factchecks.migrations.0014_claimants")


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def add(check, by, **values):
    found, claim = FactCheck.objects.get(pk=check.pk), check.claims.get(order=0)
    values = PLAIN | values
    return appearances.add(check_id=check.pk, claim_id=claim.pk, by=by, seen_version=found.version, values=values)


def told(check):
    return content_of(FactCheck.objects.get(pk=check.pk))["text"]["claims"][0]["appearances"]


def test_places_are_listed_by_date_and_change_the_digest(check, cast):
    first = add(check, cast.rita, title="Undated", is_first=True)
    add(check, cast.rita, title="Later", seen_on=date(2026, 11, 3), timecode="12:30")
    last = add(check, cast.ines, title="Earlier", seen_on=date(2026, 11, 2))
    assert [one["title"] for one in told(check)] == ["Earlier", "Later", "Undated"]
    assert told(check)[2] == {"url": "", "title": "Undated", "is_first": True, "timecode": ""}
    assert first.digest != last.digest
    assert check.contributions.filter(user=cast.ines).exists()


def test_a_claim_was_made_first_in_one_place(check, cast):
    add(check, cast.rita, title="One", is_first=True)
    add(check, cast.rita, title="Two", is_first=True)
    assert Appearance.objects.get(is_first=True).title == "Two"
    with pytest.raises(IntegrityError), transaction.atomic():
        Appearance.objects.filter(title="One").update(is_first=True)


def test_a_source_gives_its_address_and_title_and_a_confidential_one_is_refused(check, cast):
    source = check.sources.first()
    add(check, cast.rita, source=source.pk)
    assert told(check)[0]["url"] == source.cited_url
    assert told(check)[0]["source"] == source.pk
    Source.objects.filter(pk=source.pk).update(confidential=True)
    assert told(check) == []
    with pytest.raises(Refused):
        add(check, cast.rita, source=source.pk)


@pytest.mark.parametrize("values", [{}, {"url": "http://127.0.0.1/"}, {"source": 999_999}])
def test_what_says_nowhere_is_refused(check, cast, values):
    with pytest.raises(Refused):
        add(check, cast.rita, **values)
    assert not Appearance.objects.exists()


def test_it_is_edited_and_removed_with_events(check, cast):
    seen = add(check, cast.rita, title="Radio").version
    one = Appearance.objects.get()
    values = PLAIN | {"title": "Evening radio"}
    saved = appearances.save(check_id=check.pk, appearance_id=one.pk, by=cast.rita, seen_version=seen, values=values)
    assert told(check)[0]["title"] == "Evening radio"
    appearances.remove(check_id=check.pk, appearance_id=one.pk, by=cast.rita, seen_version=saved.version)
    assert told(check) == []
    events = Event.objects.filter(verb__endswith="_appearance").order_by("seq")
    assert [event.verb for event in events] == ["add_appearance", "edit_appearance", "remove_appearance"]
    assert all(event.details == {"claim": one.claim_id, "appearance": one.pk} for event in events)


def test_a_stale_form_an_outsider_and_another_check_change_nothing(check, cast):
    add(check, cast.rita, title="Radio")
    one, other = Appearance.objects.get(), make_check(cast)
    arguments = {"appearance_id": one.pk, "seen_version": 1}
    with pytest.raises(Stale):
        appearances.remove(check_id=check.pk, by=cast.rita, **arguments)
    with pytest.raises(NotFound):
        appearances.remove(check_id=check.pk, by=cast.otto, **arguments)
    with pytest.raises(NotFound):
        appearances.remove(check_id=other.pk, by=cast.rita, **arguments)
    assert Appearance.objects.exists()


def test_it_is_locked_in_review(cast):
    with pytest.raises((Refused, NotAllowed)):
        add(make_check(cast, State.REVIEW), cast.rita, title="Radio")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="drops an index inside a transaction")
def test_the_migration_keeps_the_first_of_several_first_places(check):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX appearance_one_first")
    rows = [Appearance(claim=check.claims.get(), title=title) for title in ("One", "Two")]
    Appearance.objects.bulk_create(rows)
    migration.one_first(apps, None)
    assert [(one.title, one.is_first) for one in Appearance.objects.all()] == [("One", True), ("Two", False)]
