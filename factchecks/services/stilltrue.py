"""Whether what is published still holds: the day on which somebody looks again, and what a second person found then."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factchecks.errors import NotAllowed, Refused
from factchecks.models import FactCheck, User
from factchecks.models.facts import person_for
from factchecks.models.querysets import contributor_ids
from factchecks.roles import Right
from factchecks.services import access, ledger
from factchecks.states import State

# Further away nobody plans; a day that is this far is a slip of the hand.
FARTHEST = timedelta(days=3653)
NOT_LIVE = "Readers get no page of this check, so there is nothing to look at again."
OPEN = "A correction is open: it says what still holds. Publish or discard it first."
PAST = "Choose a day after today."
FAR = "Choose a day within ten years."
TWO_PEOPLE = "Somebody who did not write the check has to say that it still holds."


def _live(check_id: int, by: User, right: Right) -> FactCheck:
    factcheck = access.get_check(check_id=check_id, by=by)
    if right not in person_for(by, factcheck).rights:
        raise NotAllowed(f"You need the right to {right.value} this check. An admin can give it to you.")
    if factcheck.live_edition_id is None or factcheck.retracted_at or factcheck.taken_down_at:
        raise Refused(NOT_LIVE)
    return factcheck


def _day(on: date | None) -> None:
    today = timezone.localdate()
    if on and on <= today:
        raise Refused(PAST)
    if on and on - today > FARTHEST:
        raise Refused(FAR)


@transaction.atomic
def set_day(*, check_id: int, by: User, on: date | None) -> None:
    """The day on which Home asks whether it still holds; None for never. Raises NotFound, NotAllowed or Refused."""
    factcheck = _live(check_id, by, Right.DRAFT)
    _day(on)
    if on != factcheck.review_by:
        FactCheck.objects.filter(pk=factcheck.pk).update(review_by=on)
        ledger.record(factcheck=factcheck, verb="look_again", by=by, details={"on": on.isoformat() if on else ""})


@transaction.atomic
def confirm(*, check_id: int, by: User, seen_edition: int, on: date | None) -> None:
    """It still holds, says an editor who did not write it; readers see the day. `on`: when to look again.

    Raises NotFound, NotAllowed, or Refused; also when another edition went out since the page was loaded.
    """
    factcheck = _live(check_id, by, Right.REVIEW)
    if by.pk == factcheck.author_id or by.pk in contributor_ids(factcheck):
        raise NotAllowed(TWO_PEOPLE)
    if factcheck.state != State.PUBLISHED:
        raise Refused(OPEN)
    _day(on)
    same = FactCheck.objects.filter(pk=factcheck.pk, live_edition=seen_edition, state=State.PUBLISHED)
    if not same.update(review_by=on, reviewed_at=timezone.now(), version=F("version") + 1):
        raise Refused("Another edition went out meanwhile. Look at that one.")
    details = {"edition": seen_edition, "on": on.isoformat() if on else ""}
    ledger.record(factcheck=factcheck, verb="still_true", by=by, details=details)
