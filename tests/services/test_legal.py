"""The legal flag: editors ask, the legal group answers, nothing goes out before; and what that group sees."""

import pytest
from django.contrib.auth.models import Group

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Event, FactCheck, User
from factchecks.models.querysets import may_read_confidential
from factchecks.models.scopes import scope_of
from factchecks.policy import OWN_WORK
from factchecks.roles import Right, Role
from factchecks.services import exceptions, legal, people, restricting
from factchecks.services.access import get_check
from factchecks.states import Action, Legal, State
from tests.factories import make_user, move, schedule
from tests.prebuilt import make_check
from tests.rules.matrix import picture

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def lea(cast):
    """Of the legal group, on no desk."""
    return make_user("Lea", Group.objects.get(name=Role.LEGAL.value))


def fresh(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def flag(check, to, by, note=""):
    legal.set_flag(check_id=check.pk, to=to, by=fresh(by), note=note)
    return FactCheck.objects.get(pk=check.pk)


def restricted(check, by):
    restricting.restrict(check_id=check.pk, by=fresh(by), reason="A source is in danger.")
    return FactCheck.objects.get(pk=check.pk)


def test_legal_reads_every_desk_and_what_is_restricted(cast, lea, django_assert_num_queries):
    check = restricted(make_check(cast), cast.ed)
    person = fresh(lea)
    with django_assert_num_queries(2):
        assert list(FactCheck.objects.visible_to(person)) == [check]
    assert get_check(check_id=check.pk, by=person) == check
    assert person.has_perm("factchecks.read_for_check", check)


def test_legal_only_reads(cast, lea):
    check = restricted(make_check(cast, State.REVIEW), cast.ed)
    held = scope_of(fresh(lea)).rights(check_id=check.pk, desk_id=check.desk_id, restricted=True)
    assert held == {Right.READ}
    for action in (Action.APPROVE, Action.SEND_BACK, Action.PUBLISH):
        with pytest.raises(NotAllowed):
            move(check, action, fresh(lea), "A note.")


def test_somebody_of_legal_who_also_writes_for_the_desk_only_reads_what_is_restricted(cast, lea):
    lea.groups.add(*cast.rita.groups.all())
    check = make_check(cast)
    assert Right.DRAFT in scope_of(fresh(lea)).rights(check_id=check.pk, desk_id=check.desk_id, restricted=False)
    assert scope_of(fresh(lea)).rights(check_id=check.pk, desk_id=check.desk_id, restricted=True) == {Right.READ}


def test_whoever_leaves_legal_sees_what_is_restricted_no_more(cast, lea):
    check = restricted(make_check(cast), cast.ed)
    lea.groups.clear()
    with pytest.raises(NotFound):
        get_check(check_id=check.pk, by=fresh(lea))


def reads_secrets(name, cast, check):
    return may_read_confidential(fresh(getattr(cast, name)), FactCheck.objects.get(pk=check.pk))


@pytest.mark.parametrize(
    ("at", "readers"),
    [(State.RESEARCH, {"rita"}), (State.REVIEW, {"rita", "ed", "mo", "cleo"})],
    ids=["research", "review"],
)
def test_confidential_sources_are_for_those_who_work_on_it(cast, lea, at, readers):
    check = make_check(cast, at)
    names = ("rita", "ines", "ed", "mo", "cleo", "ada", "otto", "noor", "sue")
    assert {name for name in names if reads_secrets(name, cast, check)} == readers
    assert not may_read_confidential(fresh(lea), check)


def test_of_a_restricted_check_only_for_those_named_on_it(cast, lea):
    check = restricted(make_check(cast, State.REVIEW), cast.ed)
    names = ("rita", "ines", "ed", "mo", "cleo", "ada", "sue")
    assert {name for name in names if reads_secrets(name, cast, check)} == {"rita", "ed"}
    assert not may_read_confidential(fresh(lea), check)


def test_an_exception_to_read_does_not_open_confidential_sources(cast):
    people.set_up_groups()
    check = make_check(cast, State.RESEARCH)
    exceptions.grant(check_id=check.pk, person=cast.otto, right=Right.READ, until=None, by=cast.ada)
    assert not reads_secrets("otto", cast, check)


def test_editors_ask_and_only_legal_says_that_it_is_done(cast, lea):
    check = flag(make_check(cast), Legal.REQUIRED, cast.ed)
    for to in (Legal.COMPLETE, Legal.NOT_NEEDED):
        for person in (cast.ed, cast.cleo, cast.rita):
            with pytest.raises(NotAllowed, match="Only somebody of the legal group"):
                flag(check, to, person, "I looked.")
    assert flag(check, Legal.COMPLETE, lea, "The quotation is fair.").legal == Legal.COMPLETE
    assert flag(check, Legal.NOT_NEEDED, lea).legal == Legal.NOT_NEEDED


@pytest.mark.parametrize(
    ("name", "error"), [("rita", NotAllowed), ("noor", NotFound), ("ada", NotFound), ("sue", NotFound)]
)
def test_nobody_else_asks(cast, name, error):
    check = make_check(cast)
    before = picture()
    with pytest.raises(error):
        flag(check, Legal.REQUIRED, getattr(cast, name))
    assert picture() == before


def test_legal_does_not_clear_its_own_work(cast, lea):
    lea.groups.add(*cast.rita.groups.all())
    check = flag(make_check(cast, by=fresh(lea)), Legal.REQUIRED, cast.ed)
    with pytest.raises(NotAllowed, match=OWN_WORK):
        flag(check, Legal.COMPLETE, lea, "I looked.")


@pytest.mark.parametrize(
    ("to", "note", "words"),
    [
        (Legal.COMPLETE, " ", "Say what was looked at"),
        (Legal.REQUIRED, "", "It is so already: legal check required"),
    ],
    ids=str,
)
def test_it_refuses_with_a_sentence(cast, lea, to, note, words):
    check = flag(make_check(cast), Legal.REQUIRED, lea)
    with pytest.raises(Refused, match=words):
        flag(check, to, lea, note)


def test_a_discarded_check_has_no_flag_set(cast, lea):
    check = move(make_check(cast), Action.DISCARD, cast.rita)
    with pytest.raises(Refused, match="Restore it first"):
        flag(check, Legal.REQUIRED, lea)
    assert legal.choices(factcheck=get_check(check_id=check.pk, by=fresh(lea)), by=fresh(lea)) == []


@pytest.mark.db_rules
def test_while_it_is_asked_for_nothing_goes_out_and_then_two_have_to_approve(cast, lea):
    check = flag(make_check(cast, State.REVIEW, approved=True), Legal.REQUIRED, cast.mo)
    assert check.approved_digest == ""
    check = move(check, Action.APPROVE, fresh(cast.mo))
    for go in (lambda: move(check, Action.PUBLISH, fresh(cast.ed)), lambda: schedule(check, fresh(cast.ed))):
        with pytest.raises(Refused, match="The legal check is not complete"):
            go()
    flag(check, Legal.COMPLETE, lea, "It is fair.")
    assert move(check, Action.PUBLISH, fresh(cast.ed)).state == State.PUBLISHED


def test_a_flag_that_is_complete_still_asks_for_two(cast, lea):
    check = flag(make_check(cast, State.REVIEW), Legal.COMPLETE, lea, "It is fair.")
    assert move(check, Action.APPROVE, fresh(cast.ed)).approved_digest == ""
    assert move(check, Action.APPROVE, fresh(cast.mo)).approved_digest == check.digest


def test_the_chain_says_who_looked_at_which_text(cast, lea):
    check = flag(make_check(cast), Legal.REQUIRED, cast.ed)
    flag(check, Legal.COMPLETE, lea, "It is fair.")
    asked, done = Event.objects.filter(chain=f"check:{check.pk}").order_by("-seq")[:2][::-1]
    assert (asked.verb, asked.actor) == ("ask_legal", cast.ed.pk)
    assert (done.verb, done.actor, done.reason) == ("legal_complete", lea.pk, "It is fair.")
    assert (done.digest, done.details) == (check.digest, {"before": "required", "after": "complete"})


@pytest.mark.parametrize(
    ("name", "offered"), [("lea", {"required", "complete"}), ("ed", {"required"}), ("rita", set())]
)
def test_what_is_offered_is_what_may_be_set(cast, lea, name, offered):
    check = make_check(cast)
    person = fresh(lea if name == "lea" else getattr(cast, name))
    assert set(legal.choices(factcheck=get_check(check_id=check.pk, by=person), by=person)) == offered
