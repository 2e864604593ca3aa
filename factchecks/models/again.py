"""Published checks that ask for somebody, as rows of Home: their day has come, or a repeat waits to be confirmed."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from factchecks.models.check import FactCheck
from factchecks.models.homerow import Row, Task, Urgency
from factchecks.models.repeat import Repeat
from factchecks.models.user import User
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


def repeated_for(user: User) -> Q:
    """Checks of which somebody else noted a repeat that nobody has confirmed. Few wait at any time."""
    waiting = Repeat.objects.waiting().exclude(added_by=user)
    return Q(pk__in=waiting.values("factcheck"), retracted_at__isnull=True, taken_down_at__isnull=True)


def repeat_waits(user: User) -> Exists:
    """The same of a row."""
    return Exists(Repeat.objects.waiting().exclude(added_by=user).filter(factcheck=OuterRef("pk")))


def repeated_row(check: FactCheck) -> Row:
    """The row of a repeat that waits."""
    when = check.first_published_at or check.updated_at
    return Row(check=check, task=Task.REPEATED, urgency=Urgency.LATER, when=when)
