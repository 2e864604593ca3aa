"""The state of a link: a fold over observations that is slow to call a page dead and quick to forgive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from factchecks.links.records import Observation, Verdict
from factchecks.links.status import LinkStatus, Run, State

__all__ = ["DEFINITE", "GOOD", "IMPOSSIBLE", "NEUTRAL", "TEMPORARY", "LinkStatus", "State", "fold"]

GOOD = frozenset({Verdict.OK, Verdict.REDIRECTED, Verdict.MOVED_PERMANENTLY})
DEFINITE = frozenset({Verdict.NOT_FOUND, Verdict.GONE, Verdict.DNS_GONE})
TEMPORARY = frozenset(
    {
        Verdict.DNS_ERROR,
        Verdict.SERVER_ERROR,
        Verdict.TIMEOUT,
        Verdict.CONNECT,
        Verdict.PROTOCOL,
        Verdict.REDIRECT_LOOP,
        Verdict.EMPTY,
    }
)
NEUTRAL = frozenset(
    {
        Verdict.BLOCKED,
        Verdict.RATE_LIMITED,
        Verdict.UNCLEAR,
        Verdict.TLS_PROBLEM,
        Verdict.PAYWALL,
        Verdict.DEFERRED,
    }
)
IMPOSSIBLE = frozenset({Verdict.UNSAFE, Verdict.INVALID})

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
        status,
        verdict=observation.verdict,
        rule=observation.rule,
        detail=observation.detail,
        last_checked=at,
        not_before=_not_before(observation, at),
    )
    after = _STEPS[observation.verdict](seen, observation.verdict, at)
    return after if after.state is status.state else replace(after, since=at)


def _good(status: LinkStatus, verdict: Verdict, at: datetime) -> LinkStatus:
    return replace(
        status,
        state=State.OK,
        last_good=at,
        not_found_since=None,
        failures=0,
        definite=None,
        gone=None,
        temporary=None,
    )


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
_STEPS: dict[Verdict, Step] = {
    verdict: step
    for verdicts, step in (
        (GOOD, _good), (DEFINITE, _definite), (TEMPORARY, _temporary), (NEUTRAL, _neutral), (IMPOSSIBLE,
        _impossible), ) for verdict in verdicts }  # fmt: skip


def _not_before(observation: Observation, at: datetime) -> datetime | None:
    return None if observation.retry_after is None else at + timedelta(seconds=observation.retry_after)
