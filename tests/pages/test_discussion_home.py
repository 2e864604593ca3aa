"""Home's row for what one is asked in a discussion: once a check, in its place, to those who may read it."""

import pytest
from django.urls import reverse

from factchecks.models import Source, queues
from factchecks.models.homerow import Task
from factchecks.services import discussion
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import make_check, move


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def say(check, by, text, **more):
    return discussion.start(check_id=check.pk, by=by, text=text, **more)


def test_home_shows_what_one_is_asked_once_a_check(cast, as_, check):
    first = say(check, cast.rita, "@Ed, since when?")
    say(check, cast.rita, "@Ed, and where?")
    (row,) = queues.do_now(cast.ed)
    assert (row.task, row.beside, row.thread_id) == (Task.COMMENT, 1, first.thread_id)
    page = as_(cast.ed).get(reverse("home")).text
    assert "Rita asked you" in page
    assert "@Ed, since when?" in page
    assert f"/newsroom/checks/{check.pk}/#thread-{first.thread_id}" in page


def test_being_asked_comes_after_what_is_due_and_before_the_rest(cast, check):
    say(check, cast.ed, "@Rita?")
    back = move(make_check(cast, State.REVIEW), Action.SEND_BACK, cast.ed, note="More.")
    tasks = [row.task for row in queues.do_now(cast.rita)]
    assert tasks == [Task.ANSWER, Task.COMMENT, Task.CONTINUE]
    assert queues.do_now(cast.rita)[0].check.pk == back.pk


def test_home_asks_about_a_confidential_source_only_those_who_write_the_check(cast, check):
    source = check.sources.first()
    say(check, cast.ed, "@Rita @Mo?", about=About(source_id=source.pk))
    Source.objects.filter(pk=source.pk).update(confidential=True)
    assert [row.task for row in queues.do_now(cast.rita)] == [Task.COMMENT, Task.CONTINUE]
    assert queues.do_now(cast.mo) == []


def test_one_who_may_not_read_the_check_any_more_is_not_asked(cast, check):
    say(check, cast.rita, "@Ed?")
    cast.ed.groups.clear()
    assert queues.do_now(type(cast.ed).objects.get(pk=cast.ed.pk)) == []


@pytest.mark.parametrize("many", [1, 40])
def test_home_still_takes_at_most_twelve_queries(cast, as_, check, many, django_assert_max_num_queries):
    for _ in range(many):
        say(check, cast.rita, "@Ed?")
    client = as_(cast.ed)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("home")).status_code == 200
