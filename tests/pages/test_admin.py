"""The admin site: who gets in, what its index says and counts, and what is only looked at."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from selectolax.lexbor import LexborHTMLParser

from factchecks.jobs import JobKind, JobState
from factchecks.models import Job, User
from factchecks.services import outbox, people
from factchecks.states import Action, State
from newsroom import admin_site
from tests.factories import add_page, make_user
from tests.prebuilt import make_check
from tests.rules.matrix import picture

pytestmark = pytest.mark.usefixtures("shelf")

PAGES = ("user", "desk", "topic", "claimant", "verdict", "verdictscale", "sitesettings", "sitepage")
LOOKED_AT = ("factcheck", "link", "event", "anchor", "job")


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


def make_job(state=JobState.QUEUED, **more):
    job = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
    Job.objects.filter(pk=job.pk).update(state=state, **more)
    return job


def numbers(client):
    """The numbers above the index by their words, and where each leads."""
    links = LexborHTMLParser(client.get("/admin/").text).css(".adm-now a")
    return {" ".join(link.text(separator=" ").split()): link.attributes["href"] for link in links}


@pytest.mark.parametrize("model", [*PAGES, *LOOKED_AT])
def test_an_admin_opens_every_list(admin, cast, model):
    make_check(cast)
    answer = admin.get(f"/admin/factchecks/{model}/")
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["", "auth/group/", "factchecks/user/add/", "factchecks/verdict/add/"])
def test_no_admin_page_carries_a_style_or_a_script_of_its_own(admin, path):
    page = LexborHTMLParser(admin.get(f"/admin/{path}").text)
    assert page.css("style, [style]") == []
    assert [
        node for node in page.css("script") if not (node.attributes.get("src") or node.attributes.get("type"))
    ] == []


def test_people_who_are_no_admins_do_not_get_in(cast, as_):
    for name in ("rita", "ed", "otto", "cleo"):
        assert as_(getattr(cast, name)).get("/admin/").status_code in (302, 403)


def test_the_admins_own_sign_in_page_is_the_newsrooms(client, db):
    assert client.get("/admin/login/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/admin/factchecks/"])
def test_the_index_is_sorted_by_parts_of_the_house(admin, path):
    page = LexborHTMLParser(admin.get(path).text)
    parts = {part.css_first("caption").text(): part.css("th a") for part in page.css("#content-main .module")}
    assert {name: [link.text() for link in links] for name, links in parts.items()} == {
        "People and desks": ["People", "Desks", "Roles", "Checks and exceptions"],
        "Rules of the house": ["Verdicts", "Verdict scale", "Topics", "Claimants", "Site settings", "Site pages"],
        "Health": ["Jobs", "Links", "Audit log", "Anchors of the log"],
    }


def test_what_no_part_names_stands_under_other(cast, as_, monkeypatch):
    monkeypatch.setattr(admin_site, "PARTS", admin_site.PARTS[:-1])
    page = LexborHTMLParser(as_(cast.sue).get("/admin/").text)
    assert page.css("#content-main caption")[-1].text() == "Other"


@pytest.mark.parametrize("table", ["mfa/authenticator", "usersessions/usersession", "account/emailaddress"])
def test_what_changes_how_people_get_in_has_no_page_of_a_package(cast, as_, table):
    assert as_(cast.sue).get(f"/admin/{table}/").status_code == 404


def test_a_list_answers_only_about_what_it_shows(admin):
    asked = {"?password__startswith=m": 400, "?is_superuser__exact=1": 400, "?is_active__exact=1": 200}
    answers = {one: admin.get(f"/admin/factchecks/user/{one}").status_code for one in asked}
    assert answers == asked


def test_a_quiet_newsroom_counts_nothing(admin):
    for user in User.objects.all():
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert [label.split()[0] for label in numbers(admin)] == ["0", "0", "0", "0"]


def test_people_without_a_second_factor_are_counted_and_listed(admin, cast):
    everybody = User.objects.count()
    Authenticator.objects.create(user=cast.rita, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=cast.ed, type=Authenticator.Type.RECOVERY_CODES, data={})
    User.objects.filter(pk=cast.otto.pk).update(is_active=False)
    words, path = list(numbers(admin).items())[0]
    assert words == f"{everybody - 2} people without a second factor"
    listed = LexborHTMLParser(admin.get(path).text).css("#result_list tbody tr")
    assert len(listed) == everybody - 2


def test_failed_and_waiting_jobs_are_counted_and_lead_to_their_lists(admin):
    start = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        make_job()
    with time_machine.travel(start + timedelta(minutes=3), tick=False):
        make_job()
        make_job(JobState.DONE)
        make_job(JobState.FAILED)
        found = numbers(admin)
    failed, waiting = "1 job failed, can be run again", "2 jobs waiting, oldest 3 minutes"
    assert {failed, waiting} <= set(found)
    for words in (failed, waiting):
        rows = LexborHTMLParser(admin.get(found[words]).text).css("#result_list tbody tr")
        assert len(rows) == int(words[0])


def test_addresses_that_do_not_answer_are_counted_without_the_confidential(admin, cast):
    check = make_check(cast)
    for number, state in enumerate(("dead", "failing", "ok", "dead")):
        link = add_page(check, f"https://n{number}.example.org/", f"Page {number}.", cast.rita).link
        link.state = state
        link.save()
    check.sources.filter(link=link).update(confidential=True)
    words, path = list(numbers(admin).items())[3]
    assert words == "2 addresses that do not answer"
    assert set(re.findall(r"https://n\d", admin.get(path).text)) == {"https://n0", "https://n1"}


def test_whoever_may_not_open_the_lists_is_told_no_numbers(cast, as_):
    client = as_(make_user("Sam", is_staff=True))
    assert client.get("/admin/").status_code == 200
    assert numbers(client) == {}


@pytest.mark.parametrize("rows", [10, 60])
def test_the_questions_of_the_index_do_not_grow(admin, cast, rows, django_assert_num_queries):
    check = make_check(cast)
    for number in range(rows):
        make_user(f"Person{number}")
        make_job(JobState.FAILED if number % 2 else JobState.QUEUED)
        add_page(check, f"https://n{number}.example.org/", f"Page {number}.", cast.rita)
    with django_assert_num_queries(10):
        assert admin.get("/admin/").status_code == 200


@pytest.mark.parametrize("model", LOOKED_AT)
def test_what_is_looked_at_cannot_be_added(admin, cast, as_, model):
    people.set_up_groups()
    for client in (admin, as_(cast.sue)):
        before = picture()
        assert client.post(f"/admin/factchecks/{model}/add/", {}).status_code == 403
        assert picture() == before


def test_texts_of_checks_are_not_shown_to_admins(admin, cast):
    check = make_check(cast)
    assert check.claims.get().text not in admin.get(f"/admin/factchecks/factcheck/{check.pk}/change/").text


def test_a_superuser_on_no_desk_can_approve_nothing(cast, as_):
    check = make_check(cast, State.REVIEW)
    answer = as_(cast.sue).post(f"/newsroom/checks/{check.pk}/do/{Action.APPROVE}/", {"version": 1})
    assert answer.status_code == 404
