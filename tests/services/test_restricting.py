"""Restricting a check to those named on it: who may, who stays, who is told, and how it is opened again."""

import pytest
from django.core import mail

from factchecks.errors import NotAllowed, NotFound, Refused, Stale
from factchecks.models import Event, FactCheck, FactCheckUserObjectPermission, User
from factchecks.models.waits import waiting
from factchecks.roles import Right
from factchecks.services import exceptions, ledger, people, restricting
from factchecks.services.access import get_check
from factchecks.services.transitions import carry_on
from factchecks.states import Action, State
from tests.factories import move, schedule
from tests.prebuilt import make_check
from tests.rules.matrix import picture

pytestmark = pytest.mark.usefixtures("shelf")

WHY = "A source is in danger."


@pytest.fixture
def check(cast):
    people.set_up_groups()
    return make_check(cast, State.RESEARCH)


def fresh(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def restrict(check, by, reason=WHY):
    restricting.restrict(check_id=check.pk, by=fresh(by), reason=reason)
    return FactCheck.objects.get(pk=check.pk)


def sees(user, check):
    return FactCheck.objects.visible_to(fresh(user)).filter(pk=check.pk).exists()


def held(check):
    """(name, right) of every exception on the check."""
    rows = FactCheckUserObjectPermission.objects.filter(content_object=check)
    return {(name, code.split("_")[0]) for name, code in rows.values_list("user__name", "permission__codename")}


EDITOR = ("read", "draft", "review", "publish")


def test_those_who_work_on_it_stay_and_nobody_else(cast, check):
    restrict(check, cast.ed)
    assert held(check) == {("Rita", "read"), ("Rita", "draft"), *(("Ed", right) for right in EDITOR)}
    names = ("rita", "ines", "ed", "mo", "cleo", "ada", "sue")
    assert {name for name in names if sees(getattr(cast, name), check)} == {"rita", "ed"}


def test_the_reviewer_of_the_open_round_and_who_approved_stay(cast):
    check = make_check(cast, State.REVIEW)
    move(check, Action.TAKE_REVIEW, cast.ed)
    restrict(check, cast.mo)
    assert {name for name, _ in held(check)} == {"Rita", "Ed", "Mo"}


def test_work_goes_on(cast, check):
    restrict(check, cast.ed)
    check = move(check, Action.SUBMIT, fresh(cast.rita))
    assert move(check, Action.SEND_BACK, fresh(cast.ed), "Say which stops.").state == State.RESEARCH


def test_home_names_only_those_who_see_it_as_who_can_decide(cast):
    check = make_check(cast, State.REVIEW)
    assert [one.others for one in waiting(fresh(cast.rita))] == [("Cleo", "Ed", "Mo")]
    restrict(check, cast.ed)
    assert [one.others for one in waiting(fresh(cast.rita))] == [("Ed",)]


def test_a_chief_editor_restricts_too(cast, check):
    restrict(check, cast.cleo)
    assert sees(cast.cleo, check)
    assert not sees(cast.ed, check)


@pytest.mark.parametrize(("name", "error"), [("rita", NotAllowed), ("ines", NotAllowed), ("noor", NotFound)])
def test_nobody_else_restricts(cast, check, name, error):
    before = picture()
    with pytest.raises(error):
        restrict(check, getattr(cast, name))
    assert picture() == before


@pytest.mark.parametrize("name", ["ada", "sue"])
def test_an_office_is_no_way_in(cast, check, name):
    with pytest.raises(NotFound):
        restrict(check, getattr(cast, name))


def test_an_outside_reviewer_decides_about_the_text_not_about_who_sees_it(cast, check):
    exceptions.grant(check_id=check.pk, person=cast.noor, right=Right.REVIEW, until=None, by=cast.ada)
    with pytest.raises(NotAllowed, match="Who sees a check is decided"):
        restrict(check, cast.noor)


@pytest.mark.parametrize("at", [State.PUBLISHED, "correcting"])
def test_what_readers_have_seen_is_not_restricted(cast, at):
    check = make_check(cast, State.PUBLISHED)
    if at == "correcting":
        move(check, Action.OPEN_CORRECTION, cast.rita)
    with pytest.raises(Refused, match="It has been published"):
        restrict(check, cast.ed)


def test_it_needs_a_reason_and_is_done_once(cast, check):
    with pytest.raises(Refused, match="Say why"):
        restrict(check, cast.ed, "  ")
    restrict(check, cast.ed)
    with pytest.raises(Refused, match="restricted already"):
        restrict(check, cast.ed)


def test_a_discarded_check_is_restored_first(cast):
    check = move(make_check(cast), Action.DISCARD, cast.rita)
    with pytest.raises(Refused, match="Restore it first"):
        restrict(check, cast.ed)


def test_opened_again_its_desk_sees_it_and_what_was_given_for_it_ends(cast, check):
    exceptions.grant(check_id=check.pk, person=cast.otto, right=Right.READ, until=None, by=cast.ada)
    restrict(check, cast.ed)
    restricting.unrestrict(check_id=check.pk, by=fresh(cast.ed))
    assert held(check) == {("Otto", "read")}
    assert sees(cast.mo, check)
    cast.rita.groups.clear()
    assert not sees(cast.rita, check)


def test_only_an_editor_who_is_named_opens_it_again(cast, check):
    restrict(check, cast.ed)
    for name, error in (("rita", NotAllowed), ("mo", NotFound), ("cleo", NotFound), ("ada", NotFound)):
        with pytest.raises(error):
            restricting.unrestrict(check_id=check.pk, by=fresh(getattr(cast, name)))


def test_what_is_open_is_not_opened(cast, check):
    with pytest.raises(Refused, match="open to its desk already"):
        restricting.unrestrict(check_id=check.pk, by=cast.ed)


def test_both_stand_in_the_chain_with_ids_only(cast, check):
    restrict(check, cast.ed)
    restricting.unrestrict(check_id=check.pk, by=fresh(cast.ed))
    events = Event.objects.filter(chain=f"check:{check.pk}", verb__in=("restrict", "unrestrict")).order_by("seq")
    given = [[cast.rita.pk, "read"], [cast.rita.pk, "draft"], *([cast.ed.pk, right] for right in EDITOR)]
    assert [(one.verb, one.actor, one.reason, one.details) for one in events] == [
        ("restrict", cast.ed.pk, WHY, {"given": given}),
        ("unrestrict", cast.ed.pk, "", {"ended": given}),
    ]
    assert list(ledger.faults()) == []


def test_admins_and_the_editors_on_it_are_told_by_number(cast, django_capture_on_commit_callbacks):
    check = move(make_check(cast, State.REVIEW), Action.TAKE_REVIEW, cast.mo)
    with django_capture_on_commit_callbacks(execute=True):
        restrict(check, cast.ed)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ada@newsroom.example", "mo@newsroom.example"]
    assert all(letter.subject.endswith(f"{check.number} is restricted") for letter in mail.outbox)
    assert all(WHY not in letter.body and check.headline not in letter.body for letter in mail.outbox)


@pytest.mark.db_rules
def test_it_asks_for_two_editors_and_an_approval_by_one_stands_no_more(cast):
    check = schedule(make_check(cast, State.REVIEW, approved=True), cast.ed)
    check = restrict(check, cast.mo)
    assert (check.approved_digest, check.publish_at, check.approvals_required) == ("", None, 2)
    with pytest.raises(Refused, match="An editor has to approve it first"):
        move(check, Action.PUBLISH, fresh(cast.ed))
    move(check, Action.APPROVE, fresh(cast.mo))
    assert move(check, Action.PUBLISH, fresh(cast.ed)).state == State.PUBLISHED


def test_opened_again_what_one_has_approved_stands_where_the_desk_asks_for_one(cast):
    check = restrict(make_check(cast, State.REVIEW, approved=True), cast.mo)
    assert check.approved_digest == ""
    restricting.unrestrict(check_id=check.pk, by=fresh(cast.mo))
    assert move(check, Action.PUBLISH, fresh(cast.ed)).state == State.PUBLISHED


def test_opened_again_what_nobody_has_approved_is_not_approved(cast):
    check = restrict(make_check(cast, State.REVIEW), cast.mo)
    restricting.unrestrict(check_id=check.pk, by=fresh(cast.mo))
    check.refresh_from_db()
    assert check.approved_digest == ""


def test_a_decision_made_at_the_same_moment_does_not_pass_by_it(cast):
    check = make_check(cast, State.REVIEW, approved=True)
    loaded = get_check(check_id=check.pk, by=fresh(cast.ed))
    restrict(check, cast.mo)
    with pytest.raises(Stale):
        carry_on(factcheck=loaded, action=Action.PUBLISH, by=fresh(cast.ed), seen_version=loaded.version)


def test_what_is_being_written_is_not_made_stale_by_it(cast, check):
    seen = check.version
    assert restrict(check, cast.ed).version == seen


def test_it_opens_by_its_address_only_to_those_named(cast, check):
    restrict(check, cast.ed)
    assert get_check(check_id=check.pk, by=fresh(cast.rita)) == check
    with pytest.raises(NotFound):
        get_check(check_id=check.pk, by=fresh(cast.mo))
