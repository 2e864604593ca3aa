"""The admin site: what admins manage, what they may only look at, and what nobody may do there."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factchecks.jobs import JobKind, JobState
from factchecks.models import Desk, Event, Job, User, Verdict
from factchecks.roles import Role
from factchecks.services import desks, outbox, people
from factchecks.states import Action, State
from tests.factories import make_check
from tests.rules.matrix import picture

PAGES = ("user", "desk", "topic", "claimant", "verdict", "verdictscale", "sitesettings")
LOOKED_AT = ("factcheck", "link", "event", "anchor", "job")


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


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


def person_form(user, *groups, **changes):
    values = {"name": user.name, "email": user.email, "groups": [group.pk for group in groups], "is_active": "on"}
    return values | changes


def test_a_person_is_made_without_a_password_and_with_an_event(admin, cast):
    form = {"name": "Zoe", "email": "zoe@newsroom.example", "groups": [], "is_active": "on"}
    assert admin.post("/admin/factchecks/user/add/", form).status_code == 302
    made = User.objects.get(email="zoe@newsroom.example")
    assert not made.has_usable_password()
    event = Event.objects.filter(chain="people", verb="person").latest("seq")
    assert (event.actor, event.target) == (cast.ada.pk, f"user:{made.pk}")


def test_joining_a_role_is_an_event_and_ends_the_sessions(admin, cast, as_):
    client = as_(cast.rita)
    editors = desks.group_for(cast.transport, Role.EDITOR)
    admin.post(f"/admin/factchecks/user/{cast.rita.pk}/change/", person_form(cast.rita, editors))
    details = Event.objects.filter(chain="people", verb="person").latest("seq").details
    assert (details["before"]["groups"], details["after"]["groups"]) == (
        ["Transport: reporters"],
        ["Transport: editors"],
    )
    assert client.get("/newsroom/").status_code in (200, 302)


def test_a_person_turned_off_is_refused_at_the_next_request(admin, cast, as_):
    client = as_(cast.rita)
    assert client.get("/newsroom/").status_code == 200
    form = person_form(cast.rita)
    del form["is_active"]
    admin.post(f"/admin/factchecks/user/{cast.rita.pk}/change/", form)
    assert client.get("/newsroom/").status_code == 302


def test_the_last_admin_stays_one(admin, cast):
    answer = admin.post(f"/admin/factchecks/user/{cast.ada.pk}/change/", person_form(cast.ada))
    assert "last admin" in answer.text
    assert cast.ada.groups.filter(name=Role.ADMIN.value).exists()


def test_nobody_is_deleted_or_made_a_superuser_here(admin, cast):
    assert admin.post(f"/admin/factchecks/user/{cast.rita.pk}/delete/", {"post": "yes"}).status_code == 403
    form = person_form(cast.rita, is_superuser="on")
    admin.post(f"/admin/factchecks/user/{cast.rita.pk}/change/", form)
    assert not User.objects.get(pk=cast.rita.pk).is_superuser


def test_a_new_desk_has_its_roles(admin):
    form = {"name": "Money", "slug": "money", "sources_required": 3, "approvals_required": 1, "due_hours": 24}
    assert admin.post("/admin/factchecks/desk/add/", form).status_code == 302
    made = Desk.objects.get(slug="money")
    assert desks.rights_of(desks.group_for(made, Role.REPORTER)) == ["Money: read checks, write checks"]


def verdict_form(verdict, **changes):
    names = ("word", "slug", "definition", "silhouette", "fill", "tone", "order")
    values = {name: getattr(verdict, name) for name in names} | {"scale": verdict.scale_id}
    return values | ({"number": verdict.number} if verdict.number else {}) | changes


def test_verdicts_that_look_alike_are_refused_with_the_reason(admin):
    first, second = Verdict.objects.order_by("order")[:2]
    form = verdict_form(second, silhouette=first.silhouette, fill=first.fill)
    answer = admin.post(f"/admin/factchecks/verdict/{second.pk}/change/", form)
    assert "they would look alike" in answer.text


def test_a_number_off_the_scale_is_refused(admin):
    verdict = Verdict.objects.get(slug="true")
    answer = admin.post(f"/admin/factchecks/verdict/{verdict.pk}/change/", verdict_form(verdict, number=9))
    assert "The scale goes from 1 to 5." in answer.text


def test_a_changed_verdict_is_an_event_and_leaves_open_checks_alone(admin, cast):
    check = make_check(cast)
    digest = check.digest
    verdict = Verdict.objects.get(slug="true")
    admin.post(f"/admin/factchecks/verdict/{verdict.pk}/change/", verdict_form(verdict, definition="Right."))
    details = Event.objects.filter(chain="site", verb="verdict").latest("seq").details
    assert details["after"]["definition"] == "Right."
    check.refresh_from_db()
    assert check.digest == digest


def test_a_used_verdict_cannot_be_deleted(admin, cast):
    make_check(cast, State.RESEARCH)
    used = Verdict.objects.get(slug="misleading")
    assert admin.post(f"/admin/factchecks/verdict/{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Verdict.objects.filter(pk=used.pk).exists()


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


def test_a_failed_job_is_shown_with_its_error_and_run_again(admin, db):
    job = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="The page was poison.")
    assert "The page was poison." in admin.get("/admin/factchecks/job/").text
    form = {"action": "run_again", "_selected_action": [job.pk]}
    admin.post("/admin/factchecks/job/", form)
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_a_superuser_on_no_desk_can_approve_nothing(cast, as_):
    check = make_check(cast)
    answer = as_(cast.sue).post(f"/newsroom/checks/{check.pk}/do/{Action.APPROVE}/", {"version": 1})
    assert answer.status_code == 404


def test_the_admins_own_sign_in_page_is_the_newsrooms(client, db):
    assert client.get("/admin/login/").status_code == 302
