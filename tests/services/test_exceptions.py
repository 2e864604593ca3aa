"""Rights on one check: who may give them, what they open, when they end, and what the ledger says of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Event, FactCheck, FactCheckUserObjectPermission, User
from factchecks.policy import OWN_WORK
from factchecks.roles import Right
from factchecks.services import exceptions, ledger, people
from factchecks.services.access import get_check
from factchecks.states import Action, State
from tests.factories import make_check, make_user, move
from tests.rules.matrix import picture

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def check(cast):
    people.set_up_groups()
    return make_check(cast)


def fresh(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def give(cast, check, right=Right.READ, until=None, to=None, by=None):
    exceptions.grant(check_id=check.pk, person=to or cast.otto, right=right, until=until, by=by or cast.ada)


def sees(user, check):
    return FactCheck.objects.visible_to(fresh(user)).filter(pk=check.pk).exists()


def held(cast, check):
    """Right and end of each exception on the check, by holder."""
    found = exceptions.holdings(check_id=check.pk, by=cast.ada)
    return [(one.holder, one.right, one.until, one.over) for one in found]


def test_it_opens_the_check_to_a_person_of_another_desk(cast, check):
    assert not sees(cast.otto, check)
    give(cast, check)
    assert sees(cast.otto, check)
    assert not sees(cast.noor, check)
    assert held(cast, check) == [("Otto", Right.READ, None, False)]


def test_it_opens_a_restricted_check_also_to_its_desk(cast, check):
    FactCheck.objects.filter(pk=check.pk).update(restricted=True)
    give(cast, check, to=cast.ines)
    assert sees(cast.ines, check)
    assert not sees(cast.ed, check)


def test_it_is_over_at_its_date(cast, check):
    with time_machine.travel(NOON, tick=False):
        give(cast, check, until=NOON + timedelta(days=1))
        assert sees(cast.otto, check)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert not sees(cast.otto, check)
        assert [over for *_, over in held(cast, check)] == [True]


def test_it_is_over_when_it_is_ended(cast, check):
    give(cast, check)
    exceptions.end(check_id=check.pk, person=cast.otto, right=Right.READ, by=cast.ada)
    assert not sees(cast.otto, check)
    assert held(cast, check) == []


def test_reading_comes_with_the_right_to_write(cast, check):
    give(cast, check, Right.DRAFT)
    assert [right for _, right, *_ in held(cast, check)] == [Right.READ, Right.DRAFT]
    assert get_check(check_id=check.pk, by=fresh(cast.otto)) == check


def test_reading_lasts_as_long_as_what_needs_it(cast, check):
    early, late = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    give(cast, check, Right.READ, early)
    give(cast, check, Right.DRAFT, late)
    assert [until for _, _, until, _ in held(cast, check)] == [late, late]
    with pytest.raises(Refused, match="may do more on this check for longer"):
        give(cast, check, Right.READ, early)


def test_reading_for_good_stays_so(cast, check):
    late = timezone.now() + timedelta(days=9)
    give(cast, check, Right.READ)
    give(cast, check, Right.DRAFT, late)
    assert [until for _, _, until, _ in held(cast, check)] == [None, late]


def test_with_reading_every_right_ends_and_with_another_only_that(cast, check):
    give(cast, check, Right.DRAFT)
    give(cast, check, Right.REVIEW)
    exceptions.end(check_id=check.pk, person=cast.otto, right=Right.DRAFT, by=cast.ada)
    assert [right for _, right, *_ in held(cast, check)] == [Right.READ, Right.REVIEW]
    exceptions.end(check_id=check.pk, person=cast.otto, right=Right.READ, by=cast.ada)
    assert held(cast, check) == []


def test_given_again_it_has_the_new_end(cast, check):
    late = timezone.now() + timedelta(days=9)
    give(cast, check)
    give(cast, check, until=late)
    assert held(cast, check) == [("Otto", Right.READ, late, False)]


def test_given_twice_the_same_it_is_one_event(cast, check):
    give(cast, check)
    before = picture()
    give(cast, check)
    assert picture() == before


def test_an_outside_reviewer_may_approve_but_an_author_still_may_not(cast):
    people.set_up_groups()
    check = make_check(cast, State.REVIEW)
    give(cast, check, Right.REVIEW, to=cast.rita)
    with pytest.raises(NotAllowed, match=OWN_WORK[:20]):
        move(check, Action.APPROVE, fresh(cast.rita))
    give(cast, check, Right.REVIEW)
    assert move(check, Action.APPROVE, fresh(cast.otto)).approved_digest == check.digest


def refused(cast, check, error, words, **changes):
    """The sentence is given, and no row or event changed."""
    before = picture(), list(FactCheckUserObjectPermission.objects.values_list())
    with pytest.raises(error, match=words):
        give(cast, check, **changes)
    assert (picture(), list(FactCheckUserObjectPermission.objects.values_list())) == before


def test_it_refuses_admins_who_give_to_themselves(cast, check):
    refused(cast, check, Refused, "another admin has to", to=cast.ada)
    refused(cast, check, Refused, "another admin has to", to=cast.sue, by=cast.sue)


def test_another_admin_may_give_it_to_an_admin(cast, check):
    second = make_user("Ann", people.set_up_groups(), is_staff=True)
    give(cast, check, to=cast.ada, by=second)
    assert sees(cast.ada, check)


@pytest.mark.parametrize("name", ["rita", "ed", "cleo", "otto"])
def test_it_refuses_all_but_admins(cast, check, name):
    person = getattr(cast, name)
    refused(cast, check, NotAllowed, "by admins", by=person, to=cast.noor)
    give(cast, check)
    with pytest.raises(NotAllowed):
        exceptions.end(check_id=check.pk, person=cast.otto, right=Right.READ, by=person)
    for look in (exceptions.holdings, exceptions.subject):
        with pytest.raises(NotAllowed):
            look(check_id=check.pk, by=person)
    with pytest.raises(NotAllowed):
        exceptions.restricted(by=person)
    assert sees(cast.otto, check)


def test_it_refuses_an_admin_who_is_turned_off(cast, check):
    User.objects.filter(pk=cast.ada.pk).update(is_active=False)
    refused(cast, check, NotAllowed, "by admins", by=fresh(cast.ada))


def test_it_refuses_an_end_that_has_passed(cast, check):
    refused(cast, check, Refused, "in the past", until=timezone.now() - timedelta(seconds=1))


def test_it_refuses_people_turned_off_whatever_the_form_still_thinks(cast, check):
    User.objects.filter(pk=cast.otto.pk).update(is_active=False)
    refused(cast, check, Refused, "Otto is turned off")


def test_it_refuses_the_right_to_read_confidential_sources(cast, check):
    refused(cast, check, Refused, "is not given on a single check", right=Right.CONFIDENTIAL)


def test_it_refuses_what_does_not_exist(cast, check):
    with pytest.raises(NotFound):
        exceptions.grant(check_id=check.pk + 99, person=cast.otto, right=Right.READ, until=None, by=cast.ada)
    with pytest.raises(Refused, match="does not hold the right to write checks"):
        exceptions.end(check_id=check.pk, person=cast.otto, right=Right.DRAFT, by=cast.ada)


def last(chain):
    event = Event.objects.filter(chain=chain).latest("seq")
    return event.verb, event.actor, event.target, event.details


def test_giving_and_ending_stand_in_both_chains(cast, check):
    until = timezone.now() + timedelta(days=1)
    given, what = {"until": ledger.stamp(until)}, {"right": "read"}
    give(cast, check, until=until)
    person, number = {"person": cast.otto.pk}, {"check": check.pk}
    here, there = f"check:{check.pk}", f"user:{cast.otto.pk}"
    changed = what | {"before": None, "after": given}
    assert last(here) == ("grant_exception", cast.ada.pk, here, person | changed)
    assert last("people") == ("grant_exception", cast.ada.pk, there, number | changed)
    exceptions.end(check_id=check.pk, person=cast.otto, right=Right.READ, by=cast.ada)
    changed = what | {"before": given, "after": None}
    assert last(here) == ("end_exception", cast.ada.pk, here, person | changed)
    assert last("people") == ("end_exception", cast.ada.pk, there, number | changed)
    assert list(ledger.faults()) == []


def test_every_other_admin_is_told(cast, check, django_capture_on_commit_callbacks):
    make_user("Ann", people.set_up_groups(), is_staff=True)
    with django_capture_on_commit_callbacks(execute=True):
        give(cast, check, Right.REVIEW)
    assert [message.to for message in mail.outbox] == [["ann@newsroom.example"]]
    assert f"Ada gave Otto the right to review checks, for {check.number} only." in mail.outbox[0].body


def test_restricted_checks_are_listed_by_number_and_desk(cast, check):
    FactCheck.objects.filter(pk=check.pk).update(restricted=True)
    make_check(cast)
    assert exceptions.restricted(by=cast.ada) == [
        exceptions.Subject(
            id=check.pk, number=check.number, desk_id=cast.transport.pk, desk="Transport", restricted=True
        )
    ]
