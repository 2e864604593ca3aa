"""Desks, verdicts, topics, claimants and settings in the admin: each change is an event with what was and what is."""

import pytest
from django.contrib.auth.models import Permission
from selectolax.lexbor import LexborHTMLParser

from factchecks.models import (
    Claimant,
    Desk,
    DeskUserObjectPermission,
    Event,
    SiteSettings,
    Topic,
    Verdict,
    VerdictScale,
)
from factchecks.roles import Right, Role
from factchecks.services import desks, house, ledger, people
from factchecks.states import State
from tests.factories import make_user
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def admin(cast, as_):
    people.set_up_groups()
    return as_(cast.ada)


def change(client, row, **values):
    model = row._meta.model_name
    return client.post(f"/admin/factchecks/{model}/{row.pk}/change/", values)


def last(verb):
    return Event.objects.filter(chain="site", verb=verb).latest("seq")


def test_a_new_desk_has_its_roles(admin):
    form = {"name": "Money", "slug": "money", "sources_required": 3, "approvals_required": 1, "due_hours": 24}
    assert admin.post("/admin/factchecks/desk/add/", form).status_code == 302
    made = Desk.objects.get(slug="money")
    assert desks.rights_of(desks.group_for(made, Role.REPORTER)) == ["Money: read checks, write checks"]


def test_a_changed_rule_of_a_desk_is_an_event(admin, cast):
    form = {"name": "City", "slug": "city", "sources_required": 5, "approvals_required": 1, "due_hours": 24}
    change(admin, cast.city, **form)
    details = last("desk").details
    assert (details["before"]["sources_required"], details["after"]["sources_required"]) == (2, 5)


def rights_on(client, desk):
    """The table of the desk's page: role and the rights held, by person."""
    page = LexborHTMLParser(client.get(f"/admin/factchecks/desk/{desk.pk}/change/").text)
    names = [head.text() for head in page.css(".adm-rights thead th")][2:]
    rows = [[cell.text().strip() for cell in row.css("th, td")] for row in page.css(".adm-rights tbody tr")]
    return {
        person: (role, [name for name, one in zip(names, held, strict=True) if one == "✓ Yes"])
        for person, role, *held in rows
    }


def test_the_page_of_a_desk_says_who_may_do_what(admin, cast):
    cast.otto.is_active = False
    cast.otto.save()
    everything = ["Read checks", "Write checks", "Review checks", "Publish checks"]
    assert rights_on(admin, cast.city) == {
        "Cleo": ("Chief editors", everything),
        "Noor": ("City: editors", everything),
    }
    assert rights_on(admin, cast.transport)["Rita"] == ("Transport: reporters", everything[:2])


def test_several_roles_add_up_and_rights_held_in_person_are_shown(admin, cast):
    cast.rita.groups.add(desks.group_for(cast.city, Role.EDITOR), desks.group_for(cast.city, Role.REPORTER))
    secret = Permission.objects.get(content_type__app_label="factchecks", codename=Right.CONFIDENTIAL.on_desk)
    DeskUserObjectPermission.objects.create(user=cast.sue, permission=secret, content_object=cast.city)
    found = rights_on(admin, cast.city)
    assert found["Sue"] == ("in person", ["Read confidential sources"])
    assert (found["Rita"][0], len(found["Rita"][1])) == ("City: editors, City: reporters", 4)


@pytest.mark.parametrize("count", [1, 30])
def test_the_questions_of_a_desk_do_not_grow_with_its_people(admin, cast, count, django_assert_num_queries):
    for number in range(count):
        make_user(f"Person{number}", desks.group_for(cast.city, Role.EDITOR))
    with django_assert_num_queries(3):
        assert len(desks.holders(desk=cast.city)) == count + 3


def verdict_form(verdict, **changes):
    names = ("word", "slug", "definition", "silhouette", "fill", "tone", "order")
    values = {name: getattr(verdict, name) for name in names} | {"scale": verdict.scale_id}
    return values | ({"number": verdict.number} if verdict.number else {}) | changes


def test_verdicts_that_look_alike_are_refused_with_the_reason(admin):
    first, second = Verdict.objects.order_by("order")[:2]
    form = verdict_form(second, silhouette=first.silhouette, fill=first.fill)
    assert "they would look alike" in change(admin, second, **form).text


def test_a_number_off_the_scale_is_refused(admin):
    verdict = Verdict.objects.get(slug="true")
    assert "The scale goes from 1 to 5." in change(admin, verdict, **verdict_form(verdict, number=9)).text


def test_a_changed_verdict_is_an_event_and_leaves_open_checks_alone(admin, cast):
    check = make_check(cast)
    digest = check.digest
    verdict = Verdict.objects.get(slug="true")
    change(admin, verdict, **verdict_form(verdict, definition="Right."))
    assert last("verdict").details["after"]["definition"] == "Right."
    check.refresh_from_db()
    assert check.digest == digest


def test_a_used_verdict_cannot_be_deleted(admin, cast):
    make_check(cast, State.RESEARCH)
    used = Verdict.objects.get(slug="misleading")
    assert admin.post(f"/admin/factchecks/verdict/{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Verdict.objects.filter(pk=used.pk).exists()


def test_a_changed_scale_is_an_event(admin, cast):
    scale = VerdictScale.objects.get()
    change(admin, scale, name="House scale", worst=scale.worst, best=scale.best)
    event = last("scale")
    assert (event.target, event.actor) == (f"scale:{scale.pk}", cast.ada.pk)
    assert (event.details["before"]["name"], event.details["after"]["name"]) == (scale.name, "House scale")


def test_a_topic_is_made_changed_and_removed_with_an_event_each(admin, cast):
    admin.post("/admin/factchecks/topic/add/", {"name": "Trams", "slug": "trams"})
    topic = Topic.objects.get(slug="trams")
    was, now = {"name": "Trams", "slug": "trams"}, {"name": "Trams and buses", "slug": "trams"}
    assert last("topic").details == {"before": {}, "after": was}
    change(admin, topic, **now)
    assert last("topic").details == {"before": was, "after": now}
    admin.post(f"/admin/factchecks/topic/{topic.pk}/delete/", {"post": "yes"})
    assert not Topic.objects.filter(pk=topic.pk).exists()
    gone = last("remove_topic")
    assert (gone.target, gone.actor, gone.details) == (f"topic:{topic.pk}", cast.ada.pk, {"before": now, "after": {}})
    assert list(ledger.faults()) == []


def test_a_topic_that_a_check_is_about_is_not_removed(admin, cast):
    topic = Topic.objects.create(name="Trams", slug="trams")
    make_check(cast).topics.add(topic)
    assert admin.post(f"/admin/factchecks/topic/{topic.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [topic.pk], "post": "yes"}
    admin.post("/admin/factchecks/topic/", chosen)
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_saved_unchanged_it_is_no_event(admin):
    topic = Topic.objects.create(name="Trams", slug="trams")
    before = Event.objects.count()
    assert change(admin, topic, name="Trams", slug="trams").status_code == 302
    assert Event.objects.count() == before


def test_a_changed_claimant_is_an_event_and_leaves_open_checks_alone(admin, cast):
    check = make_check(cast)
    digest, claimant = check.digest, Claimant.objects.get(name="Dana Whitcombe")
    form = {"name": "Dana Holt", "kind": "person", "slug": claimant.slug, "job_title": "Mayor", "same_as": ""}
    assert change(admin, claimant, **form).status_code == 302
    event = last("claimant")
    names = event.details["before"]["name"], event.details["after"]["name"]
    assert (event.target, names) == (f"claimant:{claimant.pk}", ("Dana Whitcombe", "Dana Holt"))
    check.refresh_from_db()
    assert check.digest == digest


def test_changed_settings_are_an_event_with_before_and_after(admin):
    settings = SiteSettings.current()
    settings.save()
    form = {name: getattr(settings, name) for name in ("name", "contact_email", "publishing_principles")}
    change(admin, settings, **form, tagline="Checked twice.", licence_url="")
    details = last("settings").details
    assert (details["before"]["tagline"], details["after"]["tagline"]) == (settings.tagline, "Checked twice.")


def test_a_new_name_of_the_newsroom_is_known_at_once(admin):
    SiteSettings.objects.create(pk=1)
    assert house.house().site.name == "The Newsroom"
    form = {"name": "Quay Checks", "tagline": "t", "contact_email": "a@b.example", "publishing_principles": "/how/"}
    admin.post("/admin/factchecks/sitesettings/1/change/", form)
    assert house.house().site.name == "Quay Checks"
