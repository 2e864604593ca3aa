"""Links from the address to the chip: fetched, kept once, folded, filled in, counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factchecks.jobs import JobKind, JobState
from factchecks.models import FactCheck, Job, Link, LinkAttempt, Quotation, Snapshot, Source
from factchecks.services import checking, links, outbox, quotations, sources, vault, worker
from factchecks.services.looking import Progress, looking_at
from factchecks.states import State
from tests.factories import make_check
from tests.services.demo_web import demo_web, own_site

MINUTES = "/minutes/2026-11-18"
REGISTER = "/accessibility/stops-register"
PAGE = "<html><head><title>{title}</title></head><body><main><p>{text}</p></main></body></html>"
TEXT = "The harbour master counted fourteen ferries on Monday and sixteen on Tuesday. " * 5


@pytest.fixture
def web(monkeypatch):
    with demo_web(monkeypatch) as server:
        yield server


@pytest.fixture
def paper(monkeypatch):
    with own_site(monkeypatch) as pages:
        pages.html["/ferries"] = PAGE.format(title="Ferries", text=TEXT)
        yield pages


@pytest.fixture
def check(cast):
    return make_check(cast)


def add(check, cast, url):
    """The source, as it is in the database."""
    return sources.add_link(check_id=check.pk, url=url, by=cast.rita)


def do(job):
    """Whether the worker did it; it must not have failed."""
    done = worker.run(job.pk)
    job.refresh_from_db()
    assert job.error == ""
    return done


def do_all():
    for job in Job.objects.filter(kind__in=(JobKind.CHECK_LINKS, JobKind.LOOK_NOW), state=JobState.QUEUED):
        assert do(job)


def test_an_added_page_is_fetched_and_its_facts_are_filled_in(web, cast, check):
    source = add(check, cast, web.council(MINUTES))
    assert (source.title, source.link.state) == ("", "unchecked")
    do_all()
    source.refresh_from_db()
    assert source.title == "Council session minutes, 18 November 2026"
    assert source.publisher
    assert source.published_on.isoformat() == "2026-11-19"
    assert (source.link.state, source.link.verdict) == ("ok", "ok")
    assert source.link.next_check_at > timezone.now()


def test_what_a_person_typed_is_not_replaced(web, cast, check):
    source = add(check, cast, web.council(MINUTES))
    sources.save(source_id=source.pk, by=cast.rita, seen_version=1, values={"title": "My title"})
    do_all()
    source.refresh_from_db()
    assert source.title == "My title"
    assert source.publisher


def test_a_check_in_review_keeps_the_text_that_was_submitted(web, cast):
    check = make_check(cast, State.REVIEW)
    link = sources.link_for(url=web.council(MINUTES))
    row = check.sources.current().first()
    Source.objects.filter(pk=row.pk).update(link=link, title="")
    do(outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": [link.pk]}))
    row.refresh_from_db()
    assert row.title == ""
    assert FactCheck.objects.get(pk=check.pk).digest == check.digest


def test_the_evidence_of_the_fetch_is_kept(web, cast, check):
    source = add(check, cast, web.transit("/registers/stops"))
    do_all()
    attempt = LinkAttempt.objects.get()
    assert (attempt.status, attempt.peer, [hop["status"] for hop in attempt.hops]) == (200, "127.0.0.1", [301])
    assert attempt.final_url == web.transit(REGISTER)
    assert attempt.snapshot.sha256 == attempt.sha256
    assert b"54 tram stops" in vault.store().path_of(attempt.sha256).read_bytes()
    assert "54 tram stops" in vault.read_text(attempt.snapshot.text_sha256)
    source.link.refresh_from_db()
    assert source.link.verdict == "moved_permanently"


def test_a_second_delivery_changes_nothing(paper, cast, check):
    add(check, cast, paper.url("/ferries"))
    job = Job.objects.get()
    assert do(job)
    assert not do(job)
    assert (LinkAttempt.objects.count(), paper.asked) == (1, ["/ferries"])


def test_a_worker_that_lost_its_lease_while_fetching_writes_nothing(paper, cast, check):
    add(check, cast, paper.url("/ferries"))
    slow = outbox.claim(Job.objects.get().pk)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    quick = outbox.claim(slow.pk)
    checking.work(quick)
    checking.work(slow)
    assert (LinkAttempt.objects.count(), Snapshot.objects.count()) == (1, 1)


def test_the_same_page_is_kept_once_and_a_changed_one_beside_it(paper, cast, check):
    source = add(check, cast, paper.url("/ferries"))
    do_all()
    for _ in range(2):
        links.check_now(check_id=check.pk, by=cast.rita)
        do_all()
    assert (LinkAttempt.objects.count(), Snapshot.objects.count()) == (3, 1)
    paper.html["/ferries"] = PAGE.format(title="Ferries", text=TEXT.replace("fourteen", "forty"))
    links.check_now(check_id=check.pk, by=cast.rita)
    do_all()
    assert Snapshot.objects.count() == 2
    source.link.refresh_from_db()
    assert "forty" in vault.read_text(source.link.latest_snapshot.text_sha256)


def test_a_quotation_is_looked_for_in_the_newest_copy(paper, cast, check):
    source = add(check, cast, paper.url("/ferries"))
    quotation = quotations.add(source_id=source.pk, text="counted fourteen ferries on Monday", by=cast.rita)
    assert quotation.result == "unchecked"
    do_all()
    assert Quotation.objects.get().result == "exact"
    paper.html["/ferries"] = PAGE.format(title="Ferries", text="Nothing is left of what was said here. " * 10)
    links.check_now(check_id=check.pk, by=cast.rita)
    do_all()
    assert Quotation.objects.get().result == "missing"


def test_a_page_that_is_gone_is_failing_and_keeps_its_copy(paper, cast, check):
    source = add(check, cast, paper.url("/ferries"))
    do_all()
    paper.html.clear()
    links.check_now(check_id=check.pk, by=cast.rita)
    do_all()
    link = Link.objects.get(pk=source.link_id)
    assert (link.state, link.verdict, link.status["failures"]) == ("failing", "not_found", 1)
    assert link.latest_snapshot.title == "Ferries"
    assert LinkAttempt.objects.filter(snapshot=None).count() == 1


def test_the_bar_counts_the_links_of_the_last_asking(paper, cast, check):
    for number in range(4):
        paper.html[f"/{number}"] = PAGE.format(title=number, text=TEXT)
        add(check, cast, paper.url(f"/{number}"))
    do_all()
    assert looking_at(check).progress == Progress(done=0, total=0)
    assert links.check_now(check_id=check.pk, by=cast.rita) == 4
    waiting = list(Job.objects.filter(kind=JobKind.LOOK_NOW, state=JobState.QUEUED))
    seen = [looking_at(check).progress.percent]
    for job in waiting:
        do(job)
        seen.append(looking_at(check).progress.percent)
    assert seen == [0, 25, 50, 75, 100]
    assert not looking_at(check).progress.running
    assert not looking_at(check).running


def test_the_links_being_looked_at_are_named(paper, cast, check):
    source = add(check, cast, paper.url("/ferries"))
    assert looking_at(check).links == {source.link_id}
    do_all()
    assert looking_at(check).links == frozenset()


def test_only_who_may_read_the_check_can_ask(cast, check):
    with pytest.raises(links.access.NotFound):
        links.check_now(check_id=check.pk, by=cast.otto)
    assert not Job.objects.exists()


def test_due_links_are_asked_for_once_at_a_time(paper, cast, check):
    source = add(check, cast, paper.url("/ferries"))
    do_all()
    assert links.ask_for_due() == 0
    Link.objects.update(next_check_at=timezone.now() - timedelta(minutes=1))
    assert [links.ask_for_due(), links.ask_for_due()] == [1, 0]
    job = Job.objects.get(kind=JobKind.CHECK_LINKS, state=JobState.QUEUED)
    assert (job.args["links"], list(job.args["due"])) == ([source.link_id], [str(source.link_id)])
    assert do(job)
    assert links.ask_for_due() == 0
    assert paper.asked == ["/ferries"] * 2


def test_links_of_removed_sources_are_left_alone(paper, cast, check):
    source = add(check, cast, paper.url("/ferries"))
    do_all()
    sources.remove(source_id=source.pk, by=cast.rita)
    Link.objects.update(next_check_at=timezone.now() - timedelta(minutes=1))
    assert links.ask_for_due() == 0
