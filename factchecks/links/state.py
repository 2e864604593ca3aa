"""The state of a link: a fold over observations that is slow to call a page dead and quick to forgive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from factchecks.links.kinds import DEFINITE, GOOD, IMPOSSIBLE, NEUTRAL, TEMPORARY, WALLED
from factchecks.links.observations import Observation, Verdict
from factchecks.links.standing import standing_after
from factchecks.links.status import Confirmation, LinkStatus, Run, State

__all__ = [
    "DEFINITE", "GOOD", "IMPOSSIBLE", "NEUTRAL", "TEMPORARY", "WALLED", "LinkStatus", "State", "confirm", "current",
    "fold",
]  # fmt: skip

DEAD_COUNT, DEAD_SPAN, DEAD_GAP = 3, timedelta(days=6), timedelta(hours=48)
GONE_SPAN = timedelta(hours=24)
UNREACHABLE_COUNT, UNREACHABLE_SPAN = 5, timedelta(days=14)


def extend(run: Run | None, at: datetime, gap: timedelta = timedelta(0)) -> Run:
    """Count one more failure, unless it follows the last counted one by less than `gap`."""
    if run is None:
        return Run(1, at, at)
    return run if at - run.last < gap else Run(run.count + 1, run.first, at)


def fold(status: LinkStatus, observation: Observation, at: datetime) -> LinkStatus:
    """The state after one more observation made `at`."""
    if observation.verdict is Verdict.DEFERRED:
        return replace(status, not_before=_not_before(observation, at))
    seen = replace(
        current(status, at),
        verdict=observation.verdict,
        rule=observation.rule,
        detail=observation.detail,
        last_checked=at,
        not_before=_not_before(observation, at),
    )
    after = _held(_step(seen, observation.verdict, at))
    after = replace(after, standing=standing_after(after, observation.rule))
    return after if after.state is status.state else replace(after, since=at)


def confirm(status: LinkStatus, *, by: str, at: datetime) -> LinkStatus:
    """A person says: "I opened it, it works." Good for 90 days. Raises ValueError without a name.

    What our looks said until then is forgotten; what they said last is not held against the page again.
    """
    if not by.strip():
        raise ValueError("A confirmation needs the name of the person.")
    after = replace(
        _cleared(status), state=State.OK, confirmed=Confirmation(by.strip(), at, status.verdict), not_before=None
    )
    after = replace(after, standing=standing_after(after, None))
    return after if status.state is State.OK else replace(after, since=at)


def current(status: LinkStatus, now: datetime) -> LinkStatus:
    """The status as it stands `now`: a confirmation by hand ends after 90 days."""
    held = status.confirmed
    if held is None or now < held.until:
        return status
    seen_since = status.last_good is not None and status.last_good >= held.at
    if seen_since or status.state is not State.OK:
        return replace(status, confirmed=None)
    return replace(status, confirmed=None, state=State.UNKNOWN, since=held.until)


def _step(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    known = status.confirmed is not None and status.confirmed.against is verdict
    return status if known and verdict in DEFINITE else _STEPS[verdict](status, verdict, at)


def _held(status: LinkStatus) -> LinkStatus:
    """A confirmation outweighs everything but death by new evidence."""
    if status.confirmed is None:
        return status
    dead = status.state is State.DEAD
    return replace(status, confirmed=None) if dead else replace(status, state=State.OK)


def _cleared(status: LinkStatus) -> LinkStatus:
    return replace(status, not_found_since=None, failures=0, definite=None, gone=None, temporary=None)


def _good(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    return replace(_cleared(status), state=State.OK, last_good=at)


def _definite(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    run = extend(status.definite, at, DEAD_GAP)
    gone = extend(status.gone, at, GONE_SPAN) if verdict is Verdict.GONE else None
    dead = run.count >= DEAD_COUNT and run.last - run.first >= DEAD_SPAN
    dead = dead or (gone is not None and gone.count >= 2) or status.state is State.DEAD
    return replace(
        status,
        state=State.DEAD if dead else State.FAILING,
        not_found_since=status.not_found_since or at,
        failures=status.failures + 1,
        definite=run,
        gone=gone,
        temporary=None,
    )


def _temporary(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    run = extend(status.temporary, at)
    state = status.state
    if run.count >= UNREACHABLE_COUNT and run.last - run.first >= UNREACHABLE_SPAN and state is not State.DEAD:
        state = State.UNREACHABLE
    elif state in (State.UNCHECKED, State.OK, State.UNKNOWN, State.REFUSED):
        state = State.UNSTABLE
    return replace(status, state=state, failures=status.failures + 1, definite=None, gone=None, temporary=run)


def _neutral(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    said_nothing = status.state in (State.UNCHECKED, State.REFUSED)
    return replace(status, state=State.UNKNOWN) if said_nothing else status


def _impossible(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    return replace(status, state=State.REFUSED)


type Step = Callable[[LinkStatus, Verdict, datetime], LinkStatus]
_KINDS: tuple[tuple[frozenset[Verdict], Step], ...] = (
    (GOOD, _good),
    (WALLED, _good),
    (DEFINITE, _definite),
    (TEMPORARY, _temporary),
    (NEUTRAL, _neutral),
    (IMPOSSIBLE, _impossible),
)
_STEPS = {verdict: step for verdicts, step in _KINDS for verdict in verdicts}


def _not_before(observation: Observation, at: datetime) -> datetime | None:
    return None if observation.retry_after is None else at + timedelta(seconds=observation.retry_after)
