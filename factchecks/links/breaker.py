"""When a host keeps failing it is left alone: 30 minutes after five failures in a row, doubling to a day."""

from dataclasses import dataclass
from enum import StrEnum

from factchecks.links.records import Attempt, Failure

THRESHOLD = 5
FIRST_PAUSE = 30 * 60
LONGEST_PAUSE = 24 * 3600

TEMPORARY = frozenset({Failure.DNS, Failure.TIMEOUT, Failure.CONNECT, Failure.PROTOCOL})
SILENT = frozenset({Failure.REFUSED, Failure.INVALID, Failure.DEFERRED, Failure.DNS_GONE})


class Outcome(StrEnum):
    """What a visit says about its host. NONE: nothing was asked of it, or a retry failed again."""

    GOOD = "good"
    BAD = "bad"
    NONE = ""


def outcome(attempt: Attempt) -> Outcome:
    """Any answer but a server error shows that the host lives, whatever it says of the page."""
    if attempt.error in SILENT:
        return Outcome.NONE
    if attempt.error in TEMPORARY or 500 <= attempt.status <= 599:
        return Outcome.BAD if attempt.tries == 1 else Outcome.NONE
    return Outcome.GOOD


@dataclass(slots=True)
class Breaker:
    """One host's count. `trips`: how often it was paused since it last answered."""

    failures: int = 0
    trips: int = 0

    def record(self, seen: Outcome, *, paused: bool) -> float:
        """Seconds to pause the host from now, 0 for none. While `paused`, what was still open counts no more."""
        if seen is Outcome.GOOD:
            self.failures = self.trips = 0
        if seen is not Outcome.BAD or paused:
            return 0.0
        self.failures += 1
        if self.failures < THRESHOLD:
            return 0.0
        self.trips += 1
        return min(FIRST_PAUSE * 2.0 ** (self.trips - 1), LONGEST_PAUSE)
