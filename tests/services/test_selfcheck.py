"""After a publication the program reads the page itself: right pages are noted, wrong ones told, silent ones asked."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.jobs import SPECS, JobKind, JobState
from factchecks.models import Event, FactCheck, Job, SelfCheck
from factchecks.services import outbox, selfcheck, worker
from factchecks.states import State
from newsroom.ports import choose_port
from tests.factories import make_check
from tests.services.demo_web import serving


class Site(BaseHTTPRequestHandler):
    """Answers each request with what the test put into `answer`: a status and a page."""

    answer = (200, "")

    def do_GET(self):
        status, page = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(page.encode())))
        self.send_header("Location", "/elsewhere/")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def site(settings):
    """A handler that stands where readers get their pages."""
    handler = type("Answers", (Site,), {})
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as server:
        settings.SITE_URL = f"http://127.0.0.1:{server.server_address[1]}"
        yield handler


@pytest.fixture
def check(site, real_cast):
    """A published check, with the page of our own views on the site."""
    published = make_check(real_cast, State.PUBLISHED)
    site.answer = (200, Client().get(f"/checks/{published.slug}/").text)
    return published


def look(check, attempts=0):
    """Does the newest job of the check as a worker would, after so many tries; whether it was done."""
    job = check.jobs.filter(kind=JobKind.SELF_CHECK).latest("pk")
    Job.objects.filter(pk=job.pk).update(run_at=timezone.now(), attempts=attempts)
    return worker.run(job.pk)


def found(check):
    row = SelfCheck.objects.get(edition=check.live_edition)
    return row.ok, row.faults


def told(check):
    verbs = Event.objects.filter(chain=f"check:{check.pk}").order_by("seq").values_list("verb", flat=True)
    return [verb for verb in verbs if verb.startswith("page_")]


def test_publishing_asks_for_one_look_when_caches_have_settled(check):
    (job,) = check.jobs.filter(kind=JobKind.SELF_CHECK)
    assert job.args == {"edition": check.live_edition_id}
    assert job.run_at >= check.first_published_at + timedelta(seconds=5)


def test_the_real_page_of_the_real_server_is_right(real_cast, live_server, settings):
    settings.SITE_URL = live_server.url
    check = make_check(real_cast, State.PUBLISHED)
    assert look(check)
    assert (found(check), told(check)) == ((True, []), [])


def test_a_page_with_another_verdict_is_told_once(check, site):
    site.answer = (200, site.answer[1].replace('class="plate__w">Misleading', 'class="plate__w">False'))
    for _ in range(2):
        assert look(check)
        Job.objects.update(state=JobState.QUEUED)
    ok, faults = found(check)
    assert not ok
    assert "The verdict “Misleading” is not on the page." in faults
    assert told(check) == ["page_wrong"]


def test_a_page_that_is_right_again_says_so(check, site):
    right = site.answer
    site.answer = (200, right[1].replace("application/ld+json", "text/plain"))
    assert look(check)
    assert found(check) == (False, ["The page carries no ClaimReview that can be read."])
    site.answer = right
    Job.objects.update(state=JobState.QUEUED)
    assert look(check)
    assert (found(check), told(check)) == ((True, []), ["page_wrong", "page_right"])


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (301, "The page leads to another address (status 301)."),
        (404, "The page answers with status 404 instead of 200."),
    ],
)
def test_another_answer_than_the_page_is_told_at_once(check, site, status, sentence):
    site.answer = (status, "")
    assert look(check)
    assert found(check) == (False, [sentence])


def test_a_page_that_fails_is_asked_again_and_told_after_the_last_try(check, site):
    site.answer = (500, "")
    assert not look(check)
    assert not SelfCheck.objects.exists()
    job = check.jobs.get(kind=JobKind.SELF_CHECK)
    assert (job.state, "status 500" in job.error) == (JobState.QUEUED, True)
    assert look(check, attempts=SPECS[JobKind.SELF_CHECK].max_attempts - 1)
    assert found(check) == (False, ["The page answers with status 500 instead of 200."])


def test_a_site_that_cannot_be_reached_is_asked_again_and_told_after_the_last_try(check, settings):
    settings.SITE_URL = f"http://127.0.0.1:{choose_port(0)}"
    assert not look(check)
    assert look(check, attempts=SPECS[JobKind.SELF_CHECK].max_attempts - 1)
    ok, (fault,) = found(check)
    assert not ok
    assert fault.startswith("The page cannot be read. No connection to the site")


def test_an_endless_page_is_a_fault_in_the_end(check, site):
    site.answer = (200, "x" * 2_000_001)
    assert not look(check)
    assert look(check, attempts=SPECS[JobKind.SELF_CHECK].max_attempts - 1)
    assert found(check) == (False, ["The page cannot be read. The page is longer than 2,000,000 bytes."])


def test_a_page_that_was_taken_down_is_not_looked_at(check):
    FactCheck.objects.update(taken_down_at=timezone.now())
    assert look(check)
    assert not SelfCheck.objects.exists()


def test_a_retracted_page_is_right_without_its_data(check, site):
    FactCheck.objects.update(retracted_at=timezone.now())
    site.answer = (200, Client().get(f"/checks/{check.slug}/").text)
    assert look(check)
    assert found(check) == (True, [])


def test_what_a_worker_found_after_it_lost_the_job_is_not_kept(check, monkeypatch):
    monkeypatch.setattr(outbox, "finish", lambda job: False)
    look(check)
    assert not SelfCheck.objects.exists()


def test_an_editor_asks_again_and_pressing_twice_asks_once(check, real_cast):
    Job.objects.all().delete()
    for _ in range(2):
        selfcheck.ask_again(check_id=check.pk, by=real_cast.mo)
    (job,) = check.jobs.filter(kind=JobKind.SELF_CHECK)
    assert (job.asked_by, job.run_at <= timezone.now()) == (real_cast.mo, True)


def test_only_the_editors_of_the_desk_may_ask_again(cast):
    check = make_check(cast, State.PUBLISHED)
    for who, error in ((cast.rita, NotAllowed), (cast.noor, NotFound), (cast.otto, NotFound)):
        with pytest.raises(error):
            selfcheck.ask_again(check_id=check.pk, by=who)


def test_without_a_page_there_is_nothing_to_look_at(cast):
    gone = make_check(cast, State.PUBLISHED)
    FactCheck.objects.filter(pk=gone.pk).update(taken_down_at=timezone.now())
    for check in (make_check(cast, State.REVIEW), gone):
        with pytest.raises(Refused, match="Readers get no page"):
            selfcheck.ask_again(check_id=check.pk, by=cast.ed)
