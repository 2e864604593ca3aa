"""The numbers an admin looks at first: second factors, jobs, links. Each is one question, whatever the size."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from factchecks.jobs import JobState
from factchecks.models.factrows import BROKEN
from factchecks.models.job import Job, waits_now
from factchecks.models.link import Link
from factchecks.models.user import User

# Recovery codes alone are no second factor: they stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, kw_only=True)
class Health:
    """Counts of rows; `oldest_waiting` is when the oldest waiting job was asked for, None when none waits."""

    without_second_factor: int
    failed_jobs: int
    waiting_jobs: int
    oldest_waiting: datetime | None
    broken_links: int


def with_second_factor(people: QuerySet[User]) -> QuerySet[Any]:
    """Adds `has_second_factor` (bool) to each person."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return people.annotate(has_second_factor=Exists(factors))


def named_links() -> QuerySet[Link]:
    """Links that admins may see: not the addresses of confidential sources, nor those that a restricted check cites."""
    return Link.objects.exclude(sources__confidential=True).exclude(sources__factcheck__restricted=True)


def look() -> Health:
    """The numbers of this moment, in three queries."""
    waiting = waits_now()
    jobs = Job.objects.filter(waiting | Q(state=JobState.FAILED)).aggregate(
        failed=Count("pk", filter=Q(state=JobState.FAILED)),
        waiting=Count("pk", filter=waiting),
        oldest=Min("created_at", filter=waiting),
    )
    people = with_second_factor(User.objects.filter(is_active=True))
    return Health(
        without_second_factor=people.filter(has_second_factor=False).count(),
        failed_jobs=jobs["failed"],
        waiting_jobs=jobs["waiting"],
        oldest_waiting=jobs["oldest"],
        broken_links=named_links().filter(state__in=BROKEN).count(),
    )
