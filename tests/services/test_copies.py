"""A file in the place of a copy, and copies in an outside archive."""

import pytest

from factchecks.errors import NotFound, Refused
from factchecks.jobs import JobKind, JobState
from factchecks.links.gate import OpenGate
from factchecks.models import Event, Job, Snapshot, Source
from factchecks.models.content import content_of
from factchecks.services import archiving, copies, network, quotations, sources, vault, worker
from factchecks.services.access import get_check
from tests.factories import add_page, make_check
from tests.links.fake_archive import archive
from tests.links.opened import opened
from tests.links.test_links_wayback import SUBMITTED, SUCCESS, settings
from tests.services.test_evidence_export import add_file

__all__ = ["archive"]
WORDS = "Forty lifts were inspected in the year."


@pytest.fixture
def check(cast):
    return make_check(cast)


@pytest.fixture
def walled(check, cast):
    """A source behind a wall: no copy of it could be kept."""
    return sources.add_link(check_id=check.pk, url="https://paper.example.org/walled", by=cast.rita)


def test_a_held_file_counts_as_the_copy_and_its_words_are_looked_in(check, walled, cast):
    quotations.add(source_id=walled.pk, text=WORDS, by=cast.rita)
    assert get_check(check_id=check.pk, by=cast.rita).n_unkept == 1
    file = add_file(check, cast.rita, "page.pdf", b"%PDF-1.7", text_sha256=vault.keep_text(WORDS))
    copies.hold_file(source_id=walled.pk, attachment_id=file.pk, by=cast.rita)
    fresh = get_check(check_id=check.pk, by=cast.rita)
    assert (fresh.n_unkept, fresh.n_unverified_quotes) == (0, 0)
    assert Event.objects.filter(verb="hold_copy").count() == 1


def test_it_can_be_taken_off_again(check, walled, cast):
    file = add_file(check, cast.rita, "page.pdf", b"%PDF-1.7")
    copies.hold_file(source_id=walled.pk, attachment_id=file.pk, by=cast.rita)
    copies.hold_file(source_id=walled.pk, attachment_id=None, by=cast.rita)
    assert Source.objects.get(pk=walled.pk).copy_file is None


def test_only_a_file_of_the_same_check_will_do(check, walled, cast):
    other = add_file(make_check(cast), cast.rita, "page.pdf", b"%PDF-1.7")
    with pytest.raises(Refused, match="among the files of this check"):
        copies.hold_file(source_id=walled.pk, attachment_id=other.pk, by=cast.rita)
    with pytest.raises(NotFound):
        copies.hold_file(source_id=walled.pk, attachment_id=other.pk, by=cast.otto)


@pytest.fixture
def copy(check, cast):
    return add_page(check, "https://council.example.org/night", WORDS, cast.rita).link.snapshots.get()


@pytest.fixture
def turned_on(copy, archive, monkeypatch):
    monkeypatch.setattr(archiving, "settings", lambda: settings(archive))
    monkeypatch.setattr(network, "policy", lambda: opened(archive.port))
    monkeypatch.setattr(network, "gate", OpenGate)
    return archive


def do_next():
    job = Job.objects.filter(kind=JobKind.ARCHIVE, state=JobState.QUEUED).latest("pk")
    Job.objects.filter(pk=job.pk).update(run_at=job.created_at)
    assert worker.run(job.pk)


def test_submitted_is_not_archived_and_archived_is_told_to_readers(turned_on, check, copy):
    archiving.ask_for(copy)
    turned_on.says(SUBMITTED)
    do_next()
    assert Snapshot.objects.get(pk=copy.pk).archived_url == ""
    turned_on.says(SUCCESS)
    do_next()
    address = Snapshot.objects.get(pk=copy.pk).archived_url
    assert address.endswith("/web/20261122093015/https://council.example.org/night")
    assert list(content_of(check)["frame"]["archived"].values()) == [address]
    assert not Job.objects.filter(kind=JobKind.ARCHIVE, state=JobState.QUEUED).exists()


def test_an_archive_that_is_always_busy_is_left_alone_in_the_end(turned_on, copy, monkeypatch):
    monkeypatch.setattr(archiving, "ROUNDS", 2)
    archiving.ask_for(copy)
    turned_on.says("", status=503)
    for _ in range(3):
        do_next()
    assert not Job.objects.filter(kind=JobKind.ARCHIVE, state=JobState.QUEUED).exists()
    assert Job.objects.filter(kind=JobKind.ARCHIVE, state=JobState.DONE).count() == 3


def test_by_default_nobody_outside_is_asked(copy):
    archiving.ask_for(copy)
    assert not Job.objects.filter(kind=JobKind.ARCHIVE).exists()
