"""Who is offered while a name is typed, who else made a claim, and what the migration carries over."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from factchecks.errors import Refused, Stale
from factchecks.models import Claimant, ClaimantWord, CoClaimant, FactCheck
from factchecks.models.claimant import folded, word_starts
from factchecks.models.content import content_of
from factchecks.services import checks, claimants
from factchecks.states import State
from tests.pages.typed import queries
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

migration = importlib.import_module("factchecks.migrations.0014_claimants")


@pytest.fixture
def check(cast):
    return make_check(cast)


def known(name, **more):
    made = Claimant.objects.create(name=name, slug=f"{name}-{Claimant.objects.count()}"[:50], **more)
    claimants.index([made])
    return made


def names(typed, by):
    return [one.name for one in claimants.offer(typed=typed, by=by)]


def save(check, by, **values):
    seen = FactCheck.objects.get(pk=check.pk).version
    return checks.save_claim(check_id=check.pk, by=by, seen_version=seen, values=values)


def name_two(check, by, *others):
    return save(check, by, claimant_name="Dana Whitcombe", others=others)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Zoë  Łukasz-Ørsted", "zoe lukasz orsted"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("“…”", "")],
)
def test_case_accents_and_punctuation_do_not_count(name, plain):
    assert folded(name) == plain


def test_every_word_of_a_name_begins_a_place_to_find_it():
    assert word_starts("Ana de Sá") == [b"ana de sa", b"de sa", b"sa"]


@pytest.mark.parametrize("typed", ["zoe", "ZOË L", "lukasz", "Łuk"])
def test_a_claimant_is_found_by_the_beginning_of_any_word(cast, typed):
    known("Zoë Łukasz", listed=True)
    assert names(typed, cast.rita) == ["Zoë Łukasz"]


@pytest.mark.parametrize("typed", ["", "  ", "…", "oe", "zoe lukasz x", "%", "_"])
def test_nothing_else_is_found(cast, typed):
    known("Zoë Łukasz", listed=True)
    assert names(typed, cast.rita) == []


def test_at_most_eight_are_offered_each_once_in_two_queries(cast):
    for number in range(12):
        known(f"Ann{number:02} Annsen", listed=True)
    offered = names("ann", cast.rita)
    assert len(offered) == len(set(offered)) == 8
    claimants.offer(typed="ann", by=cast.rita)
    assert queries(lambda: claimants.offer(typed="ann", by=cast.rita)) == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words of SQLite's plan")
def test_the_index_is_searched_and_no_claimant_scanned(cast):
    plan = claimants.starting(typed="dana", by=cast.rita).explain()
    assert "claimant_word_start (start>? AND start<?)" in plan
    assert "SCAN factchecks_claimant" not in plan


def test_claimants_of_checks_one_may_not_see_do_not_leak(check, cast):
    assert names("dana", cast.rita) == ["Dana Whitcombe"]
    assert names("dana", cast.otto) == []
    FactCheck.objects.filter(pk=check.pk).update(restricted=True)
    assert names("dana", cast.ines) == []


def test_a_claimant_nobody_uses_any_more_is_offered_to_nobody(check, cast):
    save(check, cast.rita, claimant_name="Lena Abara")
    assert names("dana", cast.rita) == []


def test_the_number_of_checks_counts_those_the_person_sees(check, cast):
    hidden = make_check(cast)
    FactCheck.objects.filter(pk=hidden.pk).update(restricted=True)
    name_two(make_check(cast), cast.rita, ("Lena Abara", ""))
    assert [one.checks for one in claimants.offer(typed="dana", by=cast.ines)] == [2]
    assert [one.checks for one in claimants.offer(typed="lena", by=cast.ines)] == [1]


def test_what_is_known_of_a_new_claimant_is_saved_with_the_claim_and_alters_nobody_known(check, cast):
    new = claimants.Described(kind="organisation", job_title="", same_as="https://www.wikidata.org/wiki/Q1")
    save(check, cast.rita, claimant_name="Tram Union", new_claimant=new)
    save(check, cast.rita, claimant_name="dana whitcombe", new_claimant=new)
    made = Claimant.objects.get(name="Tram Union")
    assert (made.kind, made.same_as) == ("organisation", new.same_as)
    assert Claimant.objects.get(name="Dana Whitcombe").kind == "person"


def test_a_stale_save_makes_nobody(check, cast):
    values = {"claimant_name": "Nobody Yet", "others": (("Nor They", ""),)}
    with pytest.raises(Stale):
        checks.save_claim(check_id=check.pk, by=cast.rita, seen_version=check.version + 5, values=values)
    assert not Claimant.objects.filter(name__startswith="No").exists()


def test_a_joint_statement_names_all_in_order_and_is_in_the_digest(check, cast):
    before = FactCheck.objects.get(pk=check.pk).digest
    saved = name_two(check, cast.ines, ("Lena Abara", "Mayor"), ("Tom Reyes", ""))
    claim = content_of(saved)["text"]["claims"][0]
    assert claim["others"] == [{"name": "Lena Abara", "role": "Mayor"}, {"name": "Tom Reyes", "role": ""}]
    assert (claim["claimant"], saved.digest != before) == ("Dana Whitcombe", True)
    assert check.contributions.filter(user=cast.ines).exists()
    assert name_two(check, cast.rita).digest == before


def test_the_content_of_one_claimant_has_the_shape_it_always_had(check):
    content = content_of(check)
    assert "others" not in content["text"]["claims"][0]
    assert "others" not in content["frame"]["claims"][0]


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("Dana Whitcombe", (("DANA whitcombe", ""),)),
        ("Dana Whitcombe", (("Tom", ""), ("tom", ""))),
        ("", (("Tom", ""),)),
        ("Dana Whitcombe", tuple((f"Tom {n}", "") for n in range(7))),
    ],
)
def test_others_are_refused_twice_alone_or_too_many(check, cast, first, others):
    with pytest.raises(Refused):
        save(check, cast.rita, claimant_name=first, others=others)
    assert not CoClaimant.objects.exists()


def test_locked_in_review(cast):
    with pytest.raises(Refused):
        name_two(make_check(cast, State.REVIEW), cast.rita, ("Tom", ""))


def test_the_migration_indexes_and_lists_who_is_there(check):
    known("Never Used")
    ClaimantWord.objects.all().delete()
    migration.words(apps, None)
    migration.listed(apps, None)
    assert ClaimantWord.objects.count() == 4
    assert list(Claimant.objects.filter(listed=True).values_list("name", flat=True)) == ["Never Used"]
