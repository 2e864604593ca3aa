"""The content out of the question that loaded the check is the content as it is read by itself."""

import pytest

from factchecks.models import Topic
from factchecks.models.content import content_of
from factchecks.models.loaded import content_as_loaded
from factchecks.services import access, attachments
from factchecks.states import State
from tests.factories import make_check
from tests.pages.test_preview import with_picture

pytestmark = pytest.mark.db_rules


@pytest.fixture
def check(cast, tmp_path):
    """Two topics whose names sort otherwise than their slugs, and a picture."""
    check = make_check(cast, State.RESEARCH)
    with_picture(check, cast.rita, tmp_path)
    for name, slug in (("Zoos", "animals"), ("Buses", "transport")):
        check.topics.add(Topic.objects.create(name=name, slug=slug))
    return check


def test_it_is_the_same(cast, check):
    loaded = access.get_check(check_id=check.pk, by=cast.rita)
    assert content_as_loaded(loaded) == content_of(check)
    assert len(content_of(check)["text"]["files"]) == 1
    assert [one["name"] for one in content_of(check)["frame"]["topics"]] == ["Buses", "Zoos"]


def test_a_picture_that_is_taken_off_is_not_in_it(cast, check):
    attachments.remove(attachment_id=check.attachments.get().pk, by=cast.rita)
    loaded = access.get_check(check_id=check.pk, by=cast.rita)
    assert content_as_loaded(loaded) == content_of(check)
    assert content_of(check)["text"]["files"] == []


def test_a_check_that_was_not_loaded_by_access_is_read_by_itself(check):
    assert content_as_loaded(check) == content_of(check)


def test_it_takes_three_queries_less(cast, check, django_assert_num_queries):
    loaded = access.get_check(check_id=check.pk, by=cast.rita)
    with django_assert_num_queries(2):
        content_as_loaded(loaded)
