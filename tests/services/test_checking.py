"""The batch of looks: nothing twice, nothing lost, nothing held against anybody when the fault is ours."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from factchecks.jobs import JobKind, JobState
from factchecks.models import Job, Link, LinkAttempt
from factchecks.services import checking, links, network, outbox, recording, sources, worker
from tests.factories import make_check
from tests.services.demo_web import open_to, own_site

PAGE = "<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
TEXT = "The harbour master counted fourteen ferries on Monday and sixteen on Tuesday. " * 10
GONE = PAGE.format(title="Page not found", text="Sorry.")


@pytest.fixture
def paper(monkeypatch):
    with own_site(monkeypatch) as pages:
        yield pages


@pytest.fixture
def check(cast):
    return make_check(cast)


def add_pages(check, cast, paper, number):
    """So many links of the site, none of them looked at; their ids."""
    for n in range(number):
        paper.html[f"/p{n}"] = PAGE.format(title=f"Page {n}", text=TEXT)
        sources.add_link(check_id=check.pk, url=paper.url(f"/p{n}"), by=cast.rita)
    Job.objects.all().delete()
    return list(check.sources.values_list("link_id", flat=True))


def batch(ids):
    return outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": ids})


def test_a_batch_is_written_in_chunks(paper, cast, check, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 3)
    sizes, write = [], recording.record
    monkeypatch.setattr(recording, "record", lambda job, looks: (sizes.append(len(looks)), write(job, looks)))
    assert worker.run(batch(add_pages(check, cast, paper, 8)).pk)
    assert sizes == [3, 3, 2, 0]
    assert LinkAttempt.objects.count() == Link.objects.filter(state="ok").count() == 8


def test_a_try_after_a_lost_worker_goes_on_where_it_was(paper, cast, check, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    job = outbox.claim(batch(add_pages(check, cast, paper, 5)).pk)
    written, write = [], recording.record

    def die_after_one(job, looks):
        if written:
            raise KeyboardInterrupt
        written.append(write(job, looks))

    monkeypatch.setattr(recording, "record", die_after_one)
    with pytest.raises(KeyboardInterrupt):
        checking.work(job)
    monkeypatch.setattr(recording, "record", write)
    first = {f"/p{n}" for n in range(5)} & set(paper.asked)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert worker.run(job.pk)
    assert LinkAttempt.objects.count() == LinkAttempt.objects.values("link").distinct().count() == 5
    assert len(first) == 5
    assert len(paper.asked) == 5 + 3  # what was written before is not fetched again


def test_when_nothing_can_be_reached_the_fault_is_ours(cast, check, monkeypatch):
    hosts = [f"site{n}.localhost:9" for n in range(9)]
    with open_to(monkeypatch, *hosts):
        for host in hosts:
            sources.add_link(check_id=check.pk, url=f"http://{host}/", by=cast.rita)
        Job.objects.all().delete()
        assert worker.run(batch(list(Link.objects.values_list("pk", flat=True))).pk)
    assert not LinkAttempt.objects.exists()
    assert set(Link.objects.values_list("state", flat=True)) == {"unchecked"}
    soon = timezone.now() + timedelta(minutes=11)
    assert Link.objects.filter(next_check_at__gt=timezone.now(), next_check_at__lt=soon).count() == 9


def test_one_site_out_of_reach_is_its_own_fault(cast, check, monkeypatch):
    with open_to(monkeypatch, "site1.localhost:9"):
        sources.add_link(check_id=check.pk, url="http://site1.localhost:9/", by=cast.rita)
        Job.objects.all().delete()
        worker.run(batch([Link.objects.get().pk]).pk)
    assert LinkAttempt.objects.get().verdict == "connect"
    assert Link.objects.get().state == "unstable"


def test_a_soft_404_is_settled_by_one_question_a_host_and_day(paper, cast, check, monkeypatch):
    ids = add_pages(check, cast, paper, 2)
    everything = dict.fromkeys(("/p0", "/p1"), GONE)
    monkeypatch.setattr(paper, "html", Always(everything, GONE))
    worker.run(batch(ids).pk)
    worker.run(batch(ids).pk)
    assert set(LinkAttempt.objects.values_list("verdict", "rule")) == {("soft_404", "12-soft-404")}
    assert len([path for path in paper.asked if not path.startswith("/p")]) == 1


class Always(dict):
    """Pages of a site that answers every path with the same one."""

    def __init__(self, pages, other):
        super().__init__(pages)
        self.other = other

    def get(self, path, default=None):
        return super().get(path, self.other)


def test_hosts_are_mixed_and_none_takes_more_than_ten(cast, check, monkeypatch):
    with open_to(monkeypatch, "busy.localhost:9", *(f"site{n}.localhost:9" for n in range(4))):
        for n in range(15):
            sources.add_link(check_id=check.pk, url=f"http://busy.localhost:9/{n}", by=cast.rita)
        for n in range(4):
            sources.add_link(check_id=check.pk, url=f"http://site{n}.localhost:9/", by=cast.rita)
    Job.objects.all().delete()
    Link.objects.update(next_check_at=timezone.now() - timedelta(minutes=1))
    assert links.ask_for_due() == 14
    first = Link.objects.in_bulk(Job.objects.get().args["links"][:5])
    assert len({link.domain for link in first.values()}) == 5
    assert links.ask_for_due() == 5  # the rest of the busy host; the others wait for their lease


def test_a_look_notes_how_late_it_came(paper, cast, check):
    ids = add_pages(check, cast, paper, 1)
    Link.objects.update(next_check_at=timezone.now() - timedelta(minutes=7))
    links.ask_for_due()
    worker.run(Job.objects.get(state=JobState.QUEUED).pk)
    assert 420 <= LinkAttempt.objects.get(link=ids[0]).late_s < 480


def test_the_network_is_asked_without_a_transaction(paper, cast, check, monkeypatch):
    seen = []
    monkeypatch.setattr(network, "limits", lambda limits=network.limits: (seen.append(in_atomic()), limits())[1])
    worker.run(batch(add_pages(check, cast, paper, 1)).pk)
    assert seen
    assert not any(seen)


def in_atomic():
    """How deep the marks of transactions are, without the test's own."""
    from django.db import connection

    return len(connection.savepoint_ids) > 0


def test_what_was_out_of_reach_is_not_written_for_a_job_that_was_lost_meanwhile(cast, check, monkeypatch):
    with open_to(monkeypatch, "site1.localhost:9"):
        sources.add_link(check_id=check.pk, url="http://site1.localhost:9/", by=cast.rita)
        job = outbox.claim(Job.objects.get().pk)
        Job.objects.update(token=uuid.uuid4())
        monkeypatch.setattr(outbox, "extend", lambda job: True)
        checking.work(job)
    assert not LinkAttempt.objects.exists()
