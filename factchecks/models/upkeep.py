"""Two small numbers of Home: what a person did in the last days, and what of the program waits for an admin."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from factchecks.jobs import JobState
from factchecks.models.event import Event
from factchecks.models.health import with_second_factor
from factchecks.models.job import Job, waits_now
from factchecks.models.user import User

DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """Jobs that gave up, jobs that wait, and active people who have no second factor."""

    failed_jobs: int
    waiting_jobs: int
    without_second_factor: int

    @property
    def calm(self) -> bool:
        """Whether nothing of it needs an admin; a queue alone does not."""
        return not self.failed_jobs and not self.without_second_factor


def upkeep() -> Upkeep:
    """The numbers of this moment, in two queries."""
    failed, waiting = Count("pk", filter=Q(state=JobState.FAILED)), Count("pk", filter=waits_now())
    jobs = Job.objects.aggregate(failed=failed, waiting=waiting)
    people = with_second_factor(User.objects.filter(is_active=True)).filter(has_second_factor=False)
    return Upkeep(failed_jobs=jobs["failed"], waiting_jobs=jobs["waiting"], without_second_factor=people.count())


def did_lately(user: User, verbs: dict[str, str]) -> dict[str, int]:
    """How often the person did each of these verbs in the last 7 days, by its words; from the ledger, one query."""
    events = Event.objects.filter(actor=user.pk, at__gte=timezone.now() - timedelta(days=DAYS), verb__in=verbs)
    found = dict(events.order_by().values_list("verb").annotate(times=Count("pk")))
    return {words: found.get(verb, 0) for verb, words in verbs.items()}
