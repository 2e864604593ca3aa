"""Second locks behind the rules of a decision: each holds by itself, were the first one open."""

import pytest

from factchecks.errors import Refused
from factchecks.models import Approval, Event, FactCheck
from factchecks.models.content import content_of
from factchecks.services import publication
from factchecks.services.access import get_check
from factchecks.states import Action, State
from tests.factories import make_check, move


def check_event(check):
    return Event.objects.filter(chain=f"check:{check.pk}").last()


def test_a_text_changed_behind_the_rules_is_never_published(cast):
    check = make_check(cast, State.REVIEW)
    FactCheck.objects.filter(pk=check.pk).update(headline="Changed past every rule")
    approved = move(check, Action.APPROVE, cast.ed)
    assert approved.approved_digest == check.current_round.submitted_edition.digest
    with pytest.raises(Refused, match="differs from what was approved"):
        move(approved, Action.PUBLISH, cast.ed)
    assert FactCheck.objects.get(pk=check.pk).live_edition is None


def test_what_is_published_is_compared_once_more_with_what_was_approved(cast):
    approved = make_check(cast, State.REVIEW, approved=True)
    check = get_check(check_id=approved.pk, by=cast.ed)
    content = content_of(check)
    content["text"]["headline"] += "!"
    with pytest.raises(Refused, match="differs from what was approved"):
        publication.publish(factcheck=check, content=content, by=cast.ed, event=check_event(check))


def test_the_first_of_two_approvals_binds_nothing_yet(cast):
    cast.transport.approvals_required = 2
    cast.transport.save()
    check = move(make_check(cast, State.REVIEW), Action.APPROVE, cast.ed)
    assert FactCheck.objects.get(pk=check.pk).approved_digest == ""
    check = move(check, Action.APPROVE, cast.mo)
    assert check.approved_digest == check.digest
    assert Approval.objects.filter(digest=check.digest).count() == 2
