"""How long links live: the Kaplan-Meier estimate over links of all ages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# Mean days of a month in the Gregorian calendar (146,097 days in 4,800 months).
MONTH_DAYS = 146_097 / 4_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One link: whole days from first seen until it broke (`ended`), or until the last look that found it."""

    days: int
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From the age of `days` on, `share` (0..1) of the links is still live; `at_risk` had been seen that long."""

    days: int
    share: float
    at_risk: int


def survival(lives: Iterable[Life]) -> list[Step]:
    """The curve: a first step at day 0, one for each age at which links broke, and the oldest age seen. Empty for none.

    Kaplan and Meier (1958): at each age the share falls by broken / at risk. A link that still lives counts until
    it was last seen, so that young links say nothing of old age. A link that broke and came back lives.
    """
    rows = list(lives)
    if not rows:
        return []
    ended, left = Counter(one.days for one in rows if one.ended), Counter(one.days for one in rows)
    at_risk, share = len(rows), 1.0
    steps = [Step(days=0, share=share, at_risk=at_risk)]
    for days in sorted(left):
        if ended[days]:
            share *= 1 - ended[days] / at_risk
            steps.append(Step(days=days, share=share, at_risk=at_risk))
        at_risk -= left[days]
    oldest = max(left)
    if steps[-1].days < oldest:
        steps.append(Step(days=oldest, share=share, at_risk=left[oldest]))
    return steps


def share_at(steps: list[Step], days: float) -> float | None:
    """The share still live at an age; None beyond the oldest age seen."""
    if not steps or days > steps[-1].days:
        return None
    return [one.share for one in steps if one.days <= days][-1]
