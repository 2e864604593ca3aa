"""Publishing, retracting, people, rights and exports: who proved it long ago is asked again, and then it goes on."""

import pytest
from django.test import Client
from django.urls import reverse

from factchecks.models import Event, FactCheck, User
from factchecks.services import people
from factchecks.states import Action, State
from tests.factories import PASSWORD, move
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

LONG_AGO = 15 * 60 + 1
ASKED = reverse("account_reauthenticate")


def approved(cast) -> FactCheck:
    return make_check(cast, State.REVIEW, approved=True)


def do(client: Client, check: FactCheck, action: str, **more: str):
    return client.post(f"/newsroom/checks/{check.pk}/do/{action}/", {"version": check.version, **more})


def test_publishing_waits_for_the_password_and_then_goes_on(cast, as_):
    check, client = approved(cast), as_(cast.ed, ago=LONG_AGO)
    asked = do(client, check, "publish", origin="review")
    assert asked.url.startswith(f"{ASKED}?next=%2Fnewsroom")
    assert FactCheck.objects.get(pk=check.pk).state == "review"
    client.post(asked.url, {"password": "not this one"})
    assert FactCheck.objects.get(pk=check.pk).state == "review"
    client.post(asked.url, {"password": PASSWORD})
    assert FactCheck.objects.get(pk=check.pk).state == "published"


def test_within_a_quarter_of_an_hour_nobody_is_asked(cast, as_):
    check = approved(cast)
    do(as_(cast.ed, ago=LONG_AGO - 60), check, "publish")
    assert FactCheck.objects.get(pk=check.pk).state == "published"


def test_a_time_is_still_the_persons_own_when_the_form_goes_on(cast, as_):
    User.objects.filter(pk=cast.ed.pk).update(time_zone="Europe/Helsinki")
    check, client = approved(cast), as_(cast.ed, ago=LONG_AGO)
    asked = do(client, check, "schedule", origin="review", at="2099-01-15T17:00")
    client.post(asked.url, {"password": PASSWORD})
    assert FactCheck.objects.get(pk=check.pk).publish_at.hour == 15


@pytest.mark.parametrize("action", ["retract", "take_down"])
def test_what_readers_would_lose_waits_too(cast, as_, action):
    check = make_check(cast, State.PUBLISHED)
    asked = do(as_(cast.cleo, ago=LONG_AGO), check, action, note="The register was wrong.")
    assert asked.url.startswith(ASKED)


def test_what_can_be_taken_back_is_not_asked_for(cast, as_):
    check = make_check(cast, State.REVIEW)
    do(as_(cast.ed, ago=LONG_AGO), check, "approve")
    assert FactCheck.objects.get(pk=check.pk).approved_digest


def test_looking_is_never_asked_for(cast, as_):
    check = approved(cast)
    assert as_(cast.ed, ago=LONG_AGO).get(f"/newsroom/checks/{check.pk}/review/").status_code == 200


def test_evidence_goes_out_only_to_who_proved_it(cast, as_):
    check, client = make_check(cast, State.RESEARCH), as_(cast.rita, ago=LONG_AGO)
    page = f"/newsroom/checks/{check.pk}/evidence/"
    assert client.post(page).url.startswith(ASKED)
    assert as_(cast.ed, ago=LONG_AGO).post("/newsroom/evidence/export/").url.startswith(ASKED)


def person_form(user: User, **changes: str) -> dict[str, str]:
    return {"name": user.name, "email": user.email, "is_active": "on"} | changes


def test_people_are_changed_after_the_password_and_nothing_typed_is_lost(cast, as_):
    people.set_up_groups()
    client, page = as_(cast.ada, ago=LONG_AGO), f"/admin/factchecks/user/{cast.rita.pk}/change/"
    asked = client.post(f"{page}?_changelist_filters=x", person_form(cast.rita, name="Rita Vance"))
    assert asked.url.startswith(ASKED)
    client.post(asked.url, {"password": PASSWORD})
    assert User.objects.get(pk=cast.rita.pk).name == "Rita Vance"


@pytest.mark.parametrize("page", ["factchecks/desk/add/", "factchecks/factcheck/{}/exceptions/"])
def test_rights_are_given_after_the_password(cast, as_, page):
    people.set_up_groups()
    check, events = make_check(cast), Event.objects.count()
    answer = as_(cast.ada, ago=LONG_AGO).post(f"/admin/{page.format(check.pk)}", {"name": "Sport", "slug": "sport"})
    assert answer.url.startswith(ASKED)
    assert Event.objects.count() == events


def test_a_script_is_led_to_the_question(cast, as_):
    check = approved(cast)
    page = f"/newsroom/checks/{check.pk}/do/publish/"
    answer = as_(cast.ed, ago=LONG_AGO).post(page, {"version": check.version}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith(ASKED)


def test_a_form_that_somebody_else_kept_does_not_go_on_for_another(cast, as_):
    check, client = approved(cast), as_(cast.ed, ago=LONG_AGO)
    asked = do(client, check, "publish")
    client.logout()
    client.post(asked.url, {"password": PASSWORD})
    assert FactCheck.objects.get(pk=check.pk).state == "review"
    assert not Event.objects.filter(verb=Action.PUBLISH).exists()
    assert move(check, Action.PUBLISH, cast.ed).state == "published"
