"""Naming a version: what is kept, under which name, who may, and when it is refused."""

import pytest
from django.db import IntegrityError, transaction

from factchecks.errors import NotFound, Refused, Stale
from factchecks.models import Contribution, Edition, EditionReason, Event, FactCheck
from factchecks.models.content import content_of
from factchecks.services import access, checks, ledger, versions
from factchecks.states import Action, State
from tests.factories import make_check, move

NAME = "Before the second source"


def name(check, by, given=NAME):
    """The version as it is now, named."""
    check.refresh_from_db()
    return versions.name(check_id=check.pk, by=by, seen_version=check.version, name=given)


def write(check, by, **values):
    check.refresh_from_db()
    return checks.save_text(check_id=check.pk, by=by, seen_version=check.version, values=values)


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def test_it_keeps_what_is_saved_now_under_its_name(cast, check):
    edition = name(check, cast.rita)
    assert (edition.number, edition.reason, edition.name) == (1, EditionReason.NAMED, NAME)
    assert edition.content == content_of(check)
    write(check, cast.rita, headline="Another headline")
    edition.refresh_from_db()
    assert edition.content["text"]["headline"] == "Is every tram stop step-free?"


def test_it_changes_nothing_of_the_check(cast, check):
    before = FactCheck.objects.filter(pk=check.pk).values().get()
    edition = name(check, cast.ines)
    assert FactCheck.objects.filter(pk=check.pk).values().get() == before
    assert edition.made_by == cast.ines
    assert not Contribution.objects.filter(factcheck=check, user=cast.ines).exists()


def test_it_is_told_in_the_ledger_by_ids_only(cast, check):
    edition = name(check, cast.rita)
    event = Event.objects.filter(chain=ledger.chain_of(check)).latest("seq")
    assert (event.verb, event.actor, event.details) == ("name_version", cast.rita.pk, {"edition": edition.pk})
    assert event.digest == edition.digest
    assert list(ledger.faults()) == []


def test_names_are_one_line(cast, check):
    assert name(check, cast.rita, "  Before \n the  second\tsource ").name == NAME


@pytest.mark.parametrize(("given", "sentence"), [("", "Give"), (" \n ", "Give"), ("n" * 81, "Shorten")])
def test_a_name_has_1_to_80_characters(cast, check, given, sentence):
    with pytest.raises(Refused, match=sentence):
        name(check, cast.rita, given)
    assert name(check, cast.rita, "n" * 80).number == 1


def test_the_same_name_may_be_given_again(cast, check):
    assert [name(check, cast.rita).number, name(check, cast.rita).number] == [1, 2]


def test_it_is_refused_once_somebody_saved(cast, check):
    seen = check.version
    write(check, cast.ines, headline="Another headline")
    with pytest.raises(Stale):
        versions.name(check_id=check.pk, by=cast.rita, seen_version=seen, name=NAME)
    assert not check.editions.exists()


def test_the_number_is_read_once_the_check_is_held(cast, check):
    loaded = access.get_check(check_id=check.pk, by=cast.rita)
    name(check, cast.ines)
    versions.hold(factcheck=loaded, seen_version=loaded.version)
    assert versions.keep(factcheck=loaded, name=NAME, by=cast.rita).number == 2


@pytest.mark.parametrize("who", ["rita", "ines", "ed", "mo"])
def test_everybody_who_may_edit_it_may_name(cast, check, who):
    assert name(check, getattr(cast, who)).name == NAME


@pytest.mark.parametrize("who", ["otto", "noor", "ada", "sue"])
def test_for_others_there_is_no_such_check(cast, check, who):
    with pytest.raises(NotFound):
        name(check, getattr(cast, who))


@pytest.mark.parametrize("state", [State.REVIEW, State.PUBLISHED])
def test_a_locked_text_cannot_be_named(cast, state):
    with pytest.raises(Refused):
        name(make_check(cast, state), cast.rita)


def test_autosaves_are_no_versions(cast, check):
    for headline in ("One", "Two", "Three"):
        write(check, cast.rita, headline=headline)
    assert list(versions.listed(check)) == []


def test_the_list_knows_the_round_of_each(cast, check):
    name(check, cast.rita)
    move(check, Action.SUBMIT, cast.rita)
    move(check, Action.SEND_BACK, cast.ed, "Since when?")
    move(check, Action.SUBMIT, cast.rita)
    found = [(row.number, row.reason, row.round) for row in versions.listed(check)]
    assert found == [(3, "submitted", 2), (2, "submitted", 1), (1, "named", None)]


def test_a_version_of_another_check_is_none_of_this(cast, check):
    name(make_check(cast), cast.rita)
    with pytest.raises(NotFound):
        versions.get(factcheck=check, number=1)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"reason": EditionReason.SUBMITTED}])
def test_the_database_wants_a_name_for_the_named_and_for_no_others(cast, check, wrong):
    edition = name(check, cast.rita)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**wrong)
