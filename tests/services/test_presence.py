"""Who is at a check: three values, one for each person, forgotten in time, told to nobody who may not see it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from factchecks.errors import NotFound
from factchecks.models import FactCheck, User
from factchecks.services import presence
from factchecks.services.presence import CACHED_S, KEPT, LEFT, PAGES_MAX, SILENT, Doing
from tests.factories import make_check


@pytest.fixture
def check(cast):
    return make_check(cast)


def tell(check, by, doing, tab="a"):
    presence.tell(check_id=check.pk, by=by, tab=tab, doing=doing)


def seen(check, than):
    return [(one.name, one.doing) for one in presence.others(check_id=check.pk, than=than)]


def kept(check):
    """What stands in the cache, by page."""
    pages = cache.get(f"presence:{check.pk}:")
    return cache.get_many([f"presence:{check.pk}:{page}" for page in pages])


def earlier(check, by):
    """Everything that was told is so much older."""
    rows = {key: (*row[:4], row[4] - by, row[5] - by) for key, row in kept(check).items()}
    cache.set_many(rows, timeout=CACHED_S)


@pytest.mark.parametrize("doing", list(Doing))
def test_others_learn_what_somebody_does(check, cast, doing):
    tell(check, cast.rita, doing)
    assert seen(check, cast.ed) == [("Rita", doing)]


def test_nobody_is_told_of_themselves(check, cast):
    tell(check, cast.rita, Doing.EDITING)
    assert seen(check, cast.rita) == []


def test_the_most_active_page_of_a_person_counts(check, cast):
    tell(check, cast.rita, Doing.AWAY, "a")
    tell(check, cast.rita, Doing.EDITING, "b")
    tell(check, cast.rita, Doing.READING, "c")
    assert seen(check, cast.ed) == [("Rita", Doing.EDITING)]
    tell(check, cast.rita, LEFT, "b")
    assert seen(check, cast.ed) == [("Rita", Doing.READING)]


def test_the_most_active_person_comes_first(check, cast):
    tell(check, cast.ines, Doing.AWAY)
    tell(check, cast.mo, Doing.READING)
    tell(check, cast.rita, Doing.EDITING)
    assert [name for name, _ in seen(check, cast.ed)] == ["Rita", "Mo", "Ines"]


def test_a_page_that_falls_silent_is_away_since_its_last_sign(check, cast):
    tell(check, cast.rita, Doing.EDITING)
    earlier(check, SILENT - timedelta(seconds=5))
    assert seen(check, cast.ed) == [("Rita", Doing.EDITING)]
    earlier(check, timedelta(seconds=10))
    (found,) = presence.others(check_id=check.pk, than=cast.ed)
    assert found.doing is Doing.AWAY
    assert timezone.now() - found.since > SILENT


def test_somebody_away_is_kept_for_a_while_and_then_gone(check, cast):
    tell(check, cast.rita, Doing.AWAY)
    earlier(check, KEPT - timedelta(seconds=5))
    assert seen(check, cast.ed) == [("Rita", Doing.AWAY)]
    earlier(check, timedelta(seconds=10))
    assert seen(check, cast.ed) == []


def test_being_told_again_does_not_make_an_absence_shorter(check, cast):
    tell(check, cast.rita, Doing.AWAY)
    earlier(check, timedelta(minutes=5))
    tell(check, cast.rita, Doing.AWAY)
    (found,) = presence.others(check_id=check.pk, than=cast.ed)
    assert timezone.now() - found.since >= timedelta(minutes=5)


def test_coming_back_ends_it(check, cast):
    tell(check, cast.rita, Doing.AWAY)
    earlier(check, timedelta(minutes=5))
    tell(check, cast.rita, Doing.READING)
    assert seen(check, cast.ed) == [("Rita", Doing.READING)]


def test_leaving_forgets_the_page_at_once(check, cast):
    tell(check, cast.rita, Doing.READING)
    tell(check, cast.rita, LEFT)
    assert seen(check, cast.ed) == []


def test_whoever_may_not_see_the_check_is_not_seen_there(check, cast):
    with pytest.raises(NotFound):
        tell(check, cast.otto, Doing.READING)
    assert seen(check, cast.ed) == []


def test_one_check_says_nothing_of_another(check, cast):
    tell(check, cast.rita, Doing.READING)
    assert seen(make_check(cast), cast.ed) == []


def test_it_is_never_in_the_database(check, cast):
    before = list(FactCheck.objects.values()), list(User.objects.values())
    tell(check, cast.rita, Doing.EDITING)
    assert (list(FactCheck.objects.values()), list(User.objects.values())) == before


def test_it_stands_in_the_cache_as_plain_values(check, cast):
    tell(check, cast.rita, Doing.EDITING)
    (row,) = kept(check).values()
    assert [type(one).__name__ for one in row] == ["int", "str", "str", "str", "datetime", "datetime"]


def test_the_pages_that_are_remembered_have_a_limit(check, cast):
    for number in range(PAGES_MAX + 5):
        tell(check, cast.rita, Doing.READING, str(number))
    assert len(kept(check)) == PAGES_MAX


def test_reading_it_takes_no_query_and_telling_it_two(check, cast, django_assert_num_queries):
    ed = User.objects.get(pk=cast.ed.pk)
    with django_assert_num_queries(2):
        tell(check, ed, Doing.READING)
    with django_assert_num_queries(0):
        seen(check, cast.rita)


def test_whose_save_made_a_version_is_known_for_that_version_only(check, cast):
    presence.saved(factcheck=check, by=cast.rita)
    assert presence.saved_by(check_id=check.pk, version=check.version) == (cast.rita.pk, "Rita")
    assert presence.saved_by(check_id=check.pk, version=check.version + 1) is None


def test_who_leaves_while_another_tells_is_gone(check, cast, monkeypatch):
    tell(check, cast.rita, Doing.EDITING)
    tell(check, cast.ed, Doing.READING)
    write = cache.set

    def meanwhile(*args, **kwargs):
        monkeypatch.undo()
        tell(check, cast.rita, LEFT)
        write(*args, **kwargs)

    monkeypatch.setattr(cache, "set", meanwhile)
    tell(check, cast.ed, Doing.EDITING)
    assert seen(check, cast.mo) == [("Ed", Doing.EDITING)]


def test_who_joins_while_another_tells_is_seen_at_once(check, cast, monkeypatch):
    tell(check, cast.ed, Doing.READING)
    write = cache.set

    def meanwhile(*args, **kwargs):
        monkeypatch.undo()
        tell(check, cast.rita, Doing.EDITING)
        write(*args, **kwargs)

    monkeypatch.setattr(cache, "set", meanwhile)
    tell(check, cast.ed, Doing.READING)
    assert seen(check, cast.mo) == [("Rita", Doing.EDITING), ("Ed", Doing.READING)]
