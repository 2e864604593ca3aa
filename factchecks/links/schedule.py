"""When a link is looked at again: often at first, seldom later, soon after a failure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from factchecks.links.status import LinkStatus, State

SPREAD = 0.2


@dataclass(frozen=True, slots=True)
class Step:
    """While the article is younger than `age`, look again after `interval`."""

    age: timedelta
    interval: timedelta


# Days 1, 3 and 7 after publication, weekly to week 8, monthly to a year, then quarterly. The ages lie between
# the wanted days, so that a check which the spread brought forward is not made twice.
AFTER_PUBLICATION = (
    Step(timedelta(hours=12), timedelta(days=1)),
    Step(timedelta(days=2), timedelta(days=2)),
    Step(timedelta(days=5), timedelta(days=4)),
    Step(timedelta(weeks=8), timedelta(days=7)),
    Step(timedelta(days=365), timedelta(days=30)),
)
QUARTER = timedelta(days=91)
DRAFT = timedelta(hours=20)  # with the spread never older than 24 hours
AFTER_FAILURE = (timedelta(hours=6), timedelta(hours=24))
UNTIL_DECIDED = timedelta(hours=72)
DECIDED = timedelta(days=30)
YEAR = timedelta(days=365)
FRESH = timedelta(hours=24)


def next_check(
    status: LinkStatus, published_at: datetime | None, now: datetime, jitter: float = 0.0
) -> datetime | None:
    """When to look again; None when only a person asks again (refused addresses, a year after death).

    `published_at` None: still a draft. `jitter` in [-1, 1] spreads the time by up to 20 % of the interval. A
    wait that the host asked for is never cut short.
    """
    if status.state is State.UNCHECKED:
        return _not_too_soon(status, now)
    if status.state is State.REFUSED or _long_dead(status, now):
        return None
    due = now + _interval(status, published_at, now) * (1 + SPREAD * max(-1.0, min(1.0, jitter)))
    # What a person vouched for is looked at when the word runs out.
    if status.confirmed and now < status.confirmed.until < due:
        due = status.confirmed.until
    return _not_too_soon(status, due)


def needs_look_before_publishing(status: LinkStatus, now: datetime) -> bool:
    """Whether the last look is 24 hours old or more. An address that is refused is never looked at."""
    if status.state is State.REFUSED:
        return False
    return status.last_checked is None or now - status.last_checked >= FRESH


def _not_too_soon(status: LinkStatus, due: datetime) -> datetime:
    return max(due, status.not_before) if status.not_before else due


def _long_dead(status: LinkStatus, now: datetime) -> bool:
    return status.state is State.DEAD and status.since is not None and now - status.since > YEAR


def _interval(status: LinkStatus, published_at: datetime | None, now: datetime) -> timedelta:
    if status.state in (State.DEAD, State.UNREACHABLE):
        return DECIDED
    if status.failures:
        return AFTER_FAILURE[status.failures - 1] if status.failures <= len(AFTER_FAILURE) else UNTIL_DECIDED
    if published_at is None:
        return DRAFT
    age = now - published_at
    return next((step.interval for step in AFTER_PUBLICATION if age < step.age), QUARTER)
