"""People and roles in the admin: made, moved and turned off there, each time with an event."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import Event, User
from factchecks.roles import Role
from factchecks.services import desks, people
from tests.factories import make_user


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


def person_form(user, *groups, **changes):
    values = {"name": user.name, "email": user.email, "groups": [group.pk for group in groups], "is_active": "on"}
    return values | changes


def row_of(client, user, query=""):
    """The cells of the person's row in the list, by column."""
    rows = LexborHTMLParser(client.get(f"/admin/factchecks/user/{query}").text).css("#result_list tbody tr")
    row = next(row for row in rows if user.email in row.text())
    return {cell.attributes["class"].split()[0]: cell.text().strip() for cell in row.css("th, td")}


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


def test_every_other_admin_is_told_who_joined_what(admin, cast, django_capture_on_commit_callbacks):
    make_user("Ann", people.set_up_groups(), is_staff=True)
    editors = desks.group_for(cast.transport, Role.EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"/admin/factchecks/user/{cast.rita.pk}/change/", person_form(cast.rita, editors))
    assert [message.to for message in mail.outbox] == [["ann@newsroom.example"]]
    assert "Ada added Rita to: Transport: editors." in mail.outbox[0].body


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


def test_the_list_says_role_second_factor_and_last_sign_in(admin, cast):
    Authenticator.objects.create(user=cast.rita, type=Authenticator.Type.WEBAUTHN, data={})
    User.objects.filter(pk=cast.ed.pk).update(is_active=False)
    rita, ed = row_of(admin, cast.rita), row_of(admin, cast.ed)
    assert (rita["field-roles"], rita["field-second_factor"]) == ("Transport: reporters", "✓ On")
    assert (rita["field-last_sign_in"], rita["field-active"]) == ("Never", "Active")
    assert (ed["field-second_factor"], ed["field-active"]) == ("✕ Missing", "Turned off")
    assert row_of(admin, cast.ada)["field-last_sign_in"] != "Never"


@pytest.mark.parametrize(("wanted", "found"), [("on", {"Rita"}), ("missing", {"Ed", "Ada"})])
def test_the_list_is_filtered_by_second_factor(admin, cast, wanted, found):
    User.objects.exclude(name__in=("Rita", "Ed", "Ada")).delete()
    Authenticator.objects.create(user=cast.rita, type=Authenticator.Type.TOTP, data={})
    page = LexborHTMLParser(admin.get(f"/admin/factchecks/user/?second_factor={wanted}").text)
    assert {cell.text() for cell in page.css("th.field-name")} == found


@pytest.mark.parametrize("count", [10, 60])
@pytest.mark.parametrize(("path", "questions"), [("factchecks/user/", 10), ("auth/group/", 9)])
def test_the_questions_of_the_lists_do_not_grow(admin, cast, path, questions, count, django_assert_num_queries):
    for number in range(count):
        make_user(f"Person{number}", desks.group_for(cast.city, Role.EDITOR))
    with django_assert_num_queries(questions):
        assert admin.get(f"/admin/{path}").status_code == 200


def test_a_role_says_who_holds_it_and_what_it_may_do(admin, cast):
    group = desks.group_for(cast.transport, Role.REPORTER)
    page = LexborHTMLParser(admin.get(f"/admin/auth/group/{group.pk}/change/").text)
    text = page.css_first("#content-main").text()
    assert "Ines, Rita" in text
    assert "Transport: read checks, write checks" in text
