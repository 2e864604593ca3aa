"""Published checks whose day to be looked at again has come, as rows of Home: for the author and the desk's editors."""

from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from factchecks.models.check import FactCheck
from factchecks.models.homerow import Row, Task, Urgency
from factchecks.states import State


def again() -> Q:
    """What readers can read and nobody works on, on or after its day."""
    stands = Q(retracted_at__isnull=True, taken_down_at__isnull=True)
    return Q(state=State.PUBLISHED, review_by__lte=timezone.localdate()) & stands


def is_again(check: FactCheck) -> bool:
    """The same of a check that was read."""
    come = check.review_by is not None and check.review_by <= timezone.localdate()
    return come and check.state == State.PUBLISHED and check.retracted_at is None and check.taken_down_at is None


def again_row(check: FactCheck) -> Row:
    """The row; `when` is the beginning of its day."""
    day = check.review_by or timezone.localdate()
    when = timezone.make_aware(datetime.combine(day, time.min))
    return Row(check=check, task=Task.AGAIN, urgency=Urgency.LATER, when=when)
