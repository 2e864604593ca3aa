"""Second locks behind the rules of a decision: each holds by itself, were the first one open."""

import pytest

from factchecks.errors import Refused
from factchecks.models import Approval, FactCheck
from factchecks.models.content import content_of
from factchecks.services import publication
from factchecks.services.access import get_check
from factchecks.states import Action, State
from tests.factories import make_check, move


def test_what_is_published_is_compared_once_more_with_what_was_approved(cast):
    approved = make_check(cast, State.REVIEW, approved=True)
    check = get_check(check_id=approved.pk, by=cast.ed)
    content = content_of(check)
    content["text"]["headline"] += "!"
    with pytest.raises(Refused, match="differs from what was approved"):
        publication.publish(factcheck=check, content=content, by=cast.ed)


def test_the_first_of_two_approvals_binds_nothing_yet(cast):
    cast.transport.approvals_required = 2
    cast.transport.save()
    check = move(make_check(cast, State.REVIEW), Action.APPROVE, cast.ed)
    assert FactCheck.objects.get(pk=check.pk).approved_digest == ""
    check = move(check, Action.APPROVE, cast.mo)
    assert check.approved_digest == check.digest
    assert Approval.objects.filter(digest=check.digest).count() == 2
