"""What the rules need of a check is built as SQL once, and asked each time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factchecks.models import FactCheck, Link
from factchecks.models.factrows import ENDS, FACTS, PEOPLE
from factchecks.models.prepared import _built
from factchecks.services import access
from factchecks.states import State
from tests.factories import make_check


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def plain(check):
    """The same facts in the way in which Django builds them for every question."""
    names = {**PEOPLE, **FACTS, **ENDS}
    built = {name: one.build() for name, one in names.items() if one.since is None}
    return FactCheck.objects.filter(pk=check.pk).annotate(**built).values(*built).get()


def test_every_fact_is_what_django_would_have_counted(cast, check):
    kept = access.get_check(check_id=check.pk, by=cast.rita)
    counted = plain(check)
    assert {name: getattr(kept, name) for name in counted} == counted
    assert counted["n_sources"] == 2
    assert counted["chain_head"]


def test_each_is_built_once_for_a_database(cast, check):
    access.get_check(check_id=check.pk, by=cast.rita)
    before = _built.cache_info().misses
    access.get_check(check_id=check.pk, by=cast.ed)
    assert _built.cache_info().misses == before


def test_a_day_ago_is_the_day_of_the_question(cast, check):
    assert access.get_check(check_id=check.pk, by=cast.rita).n_stale == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert access.get_check(check_id=check.pk, by=cast.rita).n_stale == 2
        Link.objects.update(checked_at=timezone.now())
        assert access.get_check(check_id=check.pk, by=cast.rita).n_stale == 0


def test_it_takes_no_question_of_its_own(cast, check):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        FactCheck.objects.with_facts().prefetch_related(None).get(pk=check.pk)
    assert len(asked) == 1


def test_inside_another_question_it_refuses_rather_than_answer_about_another_row(check):
    inner = FactCheck.objects.with_facts().filter(pk=OuterRef("pk")).values("n_sources")
    with pytest.raises(ValueError, match="not inside another question"):
        FactCheck.objects.annotate(n=Subquery(inner)).get(pk=check.pk)
