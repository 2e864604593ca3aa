"""How far the look at a check's links is: read from the open jobs and the newest "Check now"."""

from dataclasses import dataclass

from django.db.models import Q, Subquery

from factchecks.jobs import JobKind, JobState
from factchecks.models import FactCheck

OPEN = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the last "Check now" of a check is."""

    done: int
    total: int

    @property
    def running(self) -> bool:
        return self.done < self.total

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 100


@dataclass(frozen=True, kw_only=True)
class Looking:
    """What is being looked at: how far the last "Check now" is, and the links with an open job."""

    progress: Progress
    links: frozenset[int]

    @property
    def running(self) -> bool:
        return bool(self.links)


def looking_at(factcheck: FactCheck) -> Looking:
    """The open jobs and the newest batch of the check, in one query."""
    asked = factcheck.jobs.filter(kind=JobKind.LOOK_NOW)
    newest = factcheck.jobs.filter(batch__isnull=False).order_by("-id").values("batch")[:1]
    found = asked.filter(Q(state__in=OPEN) | Q(batch=Subquery(newest))).order_by("id")
    rows = list(found.values_list("args", "state", "batch"))
    batch = next((row[2] for row in reversed(rows) if row[2]), None)
    states = [state for _, state, of in rows if batch and of == batch]
    open_ = sum(state in OPEN for state in states)
    return Looking(
        progress=Progress(done=len(states) - open_, total=len(states)),
        links=frozenset(pk for args, state, _ in rows if state in OPEN for pk in args["links"]),
    )
