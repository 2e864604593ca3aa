"""Who has taken a review: taken, asked for, taken over, given back, and free again after the decision."""

import pytest

from factchecks.errors import NotAllowed, Refused, Stale
from factchecks.models import Desk, Event, FactCheck
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import make_check, move


@pytest.fixture
def check(cast):
    """In review, taken by Ed."""
    return move(make_check(cast, State.REVIEW), Action.TAKE_REVIEW, cast.ed)


def now(check):
    return FactCheck.objects.get(pk=check.pk)


def test_taking_is_kept_and_told(check, cast):
    assert now(check).reviewer == cast.ed
    assert now(check).reviewer_since is not None
    assert Event.objects.filter(chain=f"check:{check.pk}").first().verb == "take_review"


def test_of_two_who_take_it_at_once_one_is_told_of_the_other(cast):
    check = make_check(cast, State.REVIEW)
    seen = {"check_id": check.pk, "action": Action.TAKE_REVIEW, "seen_version": check.version}
    transition(by=cast.ed, **seen)
    with pytest.raises(Stale):
        transition(by=cast.mo, **seen)
    assert now(check).reviewer == cast.ed


def test_another_editor_can_take_it_over(check, cast):
    check = move(check, Action.TAKE_REVIEW, cast.mo)
    assert now(check).reviewer == cast.mo


def test_asking_is_seen_and_makes_no_open_page_stale(check, cast):
    version = now(check).version
    move(check, Action.ASK_REVIEW, cast.mo)
    assert now(check).review_asked_by == cast.mo
    assert now(check).version == version
    transition(check_id=check.pk, action=Action.APPROVE, by=cast.ed, seen_version=version)


def test_what_nobody_has_cannot_be_asked_for(cast):
    with pytest.raises(Refused, match="Nobody has taken this review."):
        move(make_check(cast, State.REVIEW), Action.ASK_REVIEW, cast.mo)


def test_it_is_given_back_by_whoever_has_it(check, cast):
    with pytest.raises(NotAllowed):
        move(check, Action.RELEASE_REVIEW, cast.mo)
    move(check, Action.ASK_REVIEW, cast.mo)
    move(check, Action.RELEASE_REVIEW, cast.ed)
    assert (now(check).reviewer, now(check).reviewer_since, now(check).review_asked_by) == (None, None, None)


@pytest.mark.parametrize(
    ("action", "who"), [(Action.APPROVE, "ed"), (Action.SEND_BACK, "mo"), (Action.WITHDRAW, "rita")]
)
def test_it_is_free_again_once_somebody_decides(check, cast, action, who):
    assert move(check, action, getattr(cast, who), "A note.").reviewer is None


def test_the_first_of_two_approvals_by_another_leaves_it_taken(check, cast):
    Desk.objects.filter(pk=cast.transport.pk).update(approvals_required=2)
    move(check, Action.APPROVE, cast.mo)
    assert now(check).reviewer == cast.ed
    move(check, Action.APPROVE, cast.ed)
    assert now(check).reviewer is None


def test_taking_locks_nobody_out(check, cast):
    assert move(check, Action.APPROVE, cast.mo).approved_digest
