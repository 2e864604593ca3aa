"""Another address for a page: in every check that is being written, and in none that was submitted."""

import pytest

from factchecks.errors import NotFound, Refused
from factchecks.models import Event, Job, Source
from factchecks.services import readdressing, sources
from factchecks.states import Action, State
from tests.factories import PAGES, make_check, move

OLD = next(iter(PAGES))
NEW = "https://archive.example.org/minutes"


@pytest.fixture
def open_checks(cast):
    """Two checks that are being written and cite the same page."""
    return [make_check(cast, State.RESEARCH), make_check(cast, State.RESEARCH, by=cast.ines)]


def source_of(check):
    return check.sources.get(cited_url=OLD)


def test_it_is_replaced_wherever_the_check_is_being_written(cast, open_checks):
    rows = [source_of(check) for check in open_checks]
    told = readdressing.replace_everywhere(source_id=rows[0].pk, url=NEW, by=cast.ines)
    assert (told.done, told.left) == (2, 0)
    assert set(Source.objects.filter(pk__in=[row.pk for row in rows]).values_list("cited_url", flat=True)) == {NEW}
    assert Event.objects.filter(verb="update_address", actor=cast.ines.pk).count() == 2
    assert Job.objects.filter(kind="look_now", factcheck__in=open_checks).count() >= 2


def test_what_was_submitted_or_published_stays_as_it_is(cast, open_checks):
    published, waiting = make_check(cast, State.PUBLISHED), move(open_checks[1], Action.SUBMIT, cast.ines)
    told = readdressing.replace_everywhere(source_id=source_of(open_checks[0]).pk, url=NEW, by=cast.rita)
    assert (told.done, told.left) == (1, 2)
    assert {source_of(published).cited_url, source_of(waiting).cited_url} == {OLD}


def test_nothing_is_touched_on_a_desk_of_others(cast, open_checks):
    with pytest.raises(NotFound):
        readdressing.replace_everywhere(source_id=source_of(open_checks[0]).pk, url=NEW, by=cast.otto)
    assert source_of(open_checks[0]).cited_url == OLD


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "http://10.0.0.1/", OLD])
def test_an_address_that_may_not_be_read_or_is_the_same_is_refused(cast, open_checks, url):
    with pytest.raises(Refused):
        readdressing.replace_everywhere(source_id=source_of(open_checks[0]).pk, url=url, by=cast.rita)
    assert source_of(open_checks[0]).cited_url == OLD


def test_a_check_that_cites_the_new_page_already_is_left(cast, open_checks):
    sources.add_link(check_id=open_checks[1].pk, url=NEW, by=cast.ines)
    told = readdressing.replace_everywhere(source_id=source_of(open_checks[0]).pk, url=NEW, by=cast.rita)
    assert (told.done, told.left) == (1, 1)


def test_the_page_of_the_source_does_it_and_says_where(cast, open_checks, as_):
    client, row = as_(cast.rita), source_of(open_checks[0])
    page = client.post(f"/newsroom/sources/{row.pk}/replace/", {"url": NEW}, follow=True)
    assert "Replaced in 2 checks." in page.text
    page = client.post(f"/newsroom/sources/{row.pk}/replace/", {"url": "http://127.0.0.1/"})
    assert page.status_code == 422
    assert 'value="http://127.0.0.1/"' in page.text
    assert as_(cast.otto).post(f"/newsroom/sources/{row.pk}/replace/", {"url": NEW}).status_code == 404
