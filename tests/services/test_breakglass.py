"""Breaking the glass: an admin publishes what nobody approved, with a reason, and everybody concerned hears of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from factchecks import invariants
from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Event, FactCheck
from factchecks.roles import Role
from factchecks.services import breakglass, desks, ledger, people
from factchecks.services.transitions import carry_on, transition
from factchecks.states import Action, State
from tests.factories import correct, make_user
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

WHY = "No editor can be reached, and the figure puts people in danger."


def break_glass(check: FactCheck, by, reason: str = WHY) -> FactCheck:
    loaded = breakglass.load(check_id=check.pk)
    return carry_on(factcheck=loaded, action=Action.BREAK_GLASS, by=by, seen_version=loaded.version, note=reason)


@pytest.mark.db_rules
@pytest.mark.parametrize("state", [State.RESEARCH, State.REVIEW])
def test_readers_get_it_and_the_ledger_says_that_nobody_approved(cast, client, state):
    check = break_glass(make_check(cast, state), cast.ada)
    event = Event.objects.get(chain=f"check:{check.pk}", verb="break_glass")
    assert (event.actor, event.reason, event.to_state) == (cast.ada.pk, WHY, "published")
    assert event.hash[:16] in client.get(f"/checks/{check.slug}/").text
    assert list(ledger.faults()) == []
    assert [fault for rule in invariants.ALL for fault in rule()] == []


def test_every_admin_and_chief_editor_and_the_author_hear_of_it(cast, django_capture_on_commit_callbacks):
    make_user("Ann", people.set_up_groups(), is_staff=True)
    check = make_check(cast, State.REVIEW)
    with django_capture_on_commit_callbacks(execute=True):
        break_glass(check, cast.ada)
    assert {message.to[0].split("@")[0] for message in mail.outbox} == {"ann", "cleo", "rita", "ada"}
    assert all(WHY in message.body and check.headline not in message.body for message in mail.outbox)


def test_its_history_says_so(cast, as_):
    check = break_glass(make_check(cast, State.REVIEW), cast.ada)
    page = as_(cast.rita).get(f"/newsroom/checks/{check.pk}/").text
    assert "published it without approval: the glass was broken" in page
    assert WHY in page


@pytest.mark.parametrize("name", ["rita", "ed", "cleo", "otto", "noor", "sue"])
def test_nobody_but_an_admin_does_it(cast, name):
    check = make_check(cast, State.REVIEW)
    with pytest.raises(NotAllowed):
        break_glass(check, getattr(cast, name))


def test_it_is_no_way_around_the_second_person(cast):
    cast.ada.groups.add(desks.group_for(cast.transport, Role.REPORTER))
    check = make_check(cast, State.REVIEW, by=cast.ada)
    with pytest.raises(NotAllowed, match="different person"):
        break_glass(check, cast.ada)


@pytest.mark.parametrize("reason", ["", "Because.", " " * 40])
def test_it_needs_a_reason(cast, reason):
    check = make_check(cast, State.REVIEW)
    with pytest.raises(Refused, match="20 characters"):
        break_glass(check, cast.ada, reason)


def test_what_could_be_no_page_does_not_go_out(cast):
    with pytest.raises(Refused, match="headline|article|verdict"):
        break_glass(make_check(cast), cast.ada)


def test_an_embargo_holds(cast):
    check = make_check(cast, State.REVIEW)
    FactCheck.objects.filter(pk=check.pk).update(embargo_until=timezone.now() + timedelta(days=1))
    with pytest.raises(Refused):
        break_glass(check, cast.ada)


def test_switched_off_it_is_off(cast, settings):
    settings.BREAK_GLASS = False
    check = make_check(cast, State.REVIEW)
    with pytest.raises(Refused, match="switched off"):
        break_glass(check, cast.ada)
    assert FactCheck.objects.get(pk=check.pk).state == "review"


def test_a_correction_can_go_out_that_way(cast):
    published = make_check(cast, State.PUBLISHED)
    before = published.live_edition_id
    check = break_glass(correct(published, cast.rita), cast.ada)
    assert check.state == "published"
    assert check.live_edition_id > before


def test_by_the_desks_door_an_admin_does_not_find_the_check(cast):
    check = make_check(cast, State.REVIEW)
    with pytest.raises(NotFound):
        transition(check_id=check.pk, action=Action.BREAK_GLASS, by=cast.ada, seen_version=check.version, note=WHY)


def page_of(check: FactCheck) -> str:
    return reverse("admin:factchecks_factcheck_break_glass", args=[check.pk])


def test_its_page_tells_an_admin_nothing_of_the_text_and_publishes(cast, as_):
    people.set_up_groups()
    check, client = make_check(cast, State.REVIEW), as_(cast.ada)
    page = client.get(page_of(check)).text
    assert check.number in page
    assert check.headline not in page
    assert client.post(page_of(check), {"reason": "short"}).status_code == 422
    assert client.post(page_of(check), {"reason": WHY}).status_code == 302
    assert FactCheck.objects.get(pk=check.pk).state == "published"


def test_its_page_is_for_admins_who_have_just_proved_it(cast, as_):
    people.set_up_groups()
    check = make_check(cast, State.REVIEW)
    old = as_(cast.ada, ago=3600).post(page_of(check), {"reason": WHY})
    assert old.url.startswith(reverse("account_reauthenticate"))
    assert as_(cast.rita).get(page_of(check)).status_code == 302
    assert as_(cast.ada).get(reverse("admin:factchecks_factcheck_break_glass", args=[999_999])).status_code == 404
    assert FactCheck.objects.get(pk=check.pk).state == "review"


def test_its_page_says_when_there_is_nothing_to_do(cast, as_, settings):
    people.set_up_groups()
    client = as_(cast.ada)
    assert "nothing to publish" in client.get(page_of(make_check(cast, State.PUBLISHED))).text
    settings.BREAK_GLASS = False
    assert "switched off" in client.get(page_of(make_check(cast, State.PUBLISHED))).text
