"""What must hold of the time at which a check goes out: the embargo, the time asked for, a schedule."""

from factchecks.facts import Facts
from factchecks.guards import Guard

EARLIER = "The embargo ends later than this. Choose a later time."


def needs_passed_embargo(f: Facts) -> str | None:
    return "Its embargo has not ended." if f.embargo_until and f.embargo_until > f.now else None


def needs_future(f: Facts) -> str | None:
    return "This time has passed. Choose a later one." if f.asked_at and f.asked_at <= f.now else None


def needs_after_embargo(f: Facts) -> str | None:
    early = f.asked_at and f.embargo_until and f.asked_at < f.embargo_until
    return EARLIER if early else None


def needs_schedule(f: Facts) -> str | None:
    return None if f.publish_at or f.schedule_failed else "It is not scheduled."


EMBARGO = Guard(code="embargo", anchor="review", fix="Show", passed="The embargo has ended", check=needs_passed_embargo)
FUTURE = Guard(code="future", anchor="review", fix="Change it", passed="The time is to come", check=needs_future)
AFTER_EMBARGO = Guard(
    code="after_embargo",
    anchor="review",
    fix="Change it",
    passed="The embargo has ended by then",
    check=needs_after_embargo,
)
SCHEDULED = Guard(code="scheduled", anchor="review", fix="Show", passed="It is scheduled", check=needs_schedule)
