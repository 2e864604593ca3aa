"""Background jobs in the admin: their errors, and running one again."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.jobs import JobKind, JobState
from factchecks.models import Job
from factchecks.services import outbox, people
from tests.factories import make_check, make_user

ERROR = "The page was poison. " * 20


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


@pytest.fixture
def job(cast):
    check = make_check(cast)
    made = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []}, factcheck=check, by=cast.rita)
    Job.objects.filter(pk=made.pk).update(state=JobState.FAILED, error=ERROR, attempts=5)
    return made


@pytest.fixture
def path(job):
    return f"/admin/factchecks/job/{job.pk}/"


def test_the_list_shows_the_error_in_short(admin, job):
    cell = LexborHTMLParser(admin.get("/admin/factchecks/job/").text).css_first("td.field-short_error")
    assert cell.text().startswith("The page was poison.")
    assert len(cell.text()) == 120


def test_chosen_jobs_are_run_again_and_who_asked_is_kept(admin, cast, job):
    answer = admin.post("/admin/factchecks/job/", {"action": "run_again", "_selected_action": [job.pk]}, follow=True)
    assert f"Job {job.pk} is queued again." in answer.text
    again = Job.objects.get(pk=job.pk)
    assert (again.state, again.attempts, again.asked_by) == (JobState.QUEUED, 0, cast.ada)


def test_its_own_page_shows_the_whole_error_and_runs_it_again(admin, job, path):
    page = admin.get(f"{path}change/").text
    assert ERROR.strip() in page
    button = LexborHTMLParser(page).css_first(f'form[action="{path}run-again/"] button')
    assert button.text() == "Run again"
    answer = admin.post(f"{path}run-again/", follow=True)
    assert f"Job {job.pk} is queued again." in answer.text
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED
    assert "run-again" not in answer.text


def test_only_what_failed_is_run_again(admin, job, path):
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    before = Job.objects.values().get(pk=job.pk)
    assert "Only a job that has failed can be run again." in admin.post(f"{path}run-again/", follow=True).text
    assert Job.objects.values().get(pk=job.pk) == before


def test_looking_runs_nothing(admin, job, path):
    assert admin.get(f"{path}run-again/").status_code == 405
    assert Job.objects.get(pk=job.pk).state == JobState.FAILED


def test_who_may_not_see_jobs_runs_none(cast, as_, job, path):
    assert as_(make_user("Sam", is_staff=True)).post(f"{path}run-again/").status_code == 403
    assert as_(cast.ed).post(f"{path}run-again/").status_code == 302
    assert Job.objects.get(pk=job.pk).state == JobState.FAILED


def test_the_check_is_named_by_its_number_only(admin, job, path):
    page = admin.get(f"{path}change/").text
    assert job.factcheck.number in page
    assert job.factcheck.headline not in page
