"""What checks are made of, and a check in the making."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from factchecks.demo.bulk.staff import Team
from factchecks.demo.bulk.words import Words
from factchecks.models import Claim, Claimant, FactCheck, Source, Topic, User, Verdict
from factchecks.states import State

# Of a hundred checks so many are in each state; the rest is published.
SHARES = ((State.DRAFT, 15), (State.RESEARCH, 15), (State.REVIEW, 5))


@dataclass(kw_only=True)
class Made:
    """A check in the making, with all that its history needs."""

    check: FactCheck
    words: Words
    editor: User
    claim: Claim
    sources: list[Source]
    topic: Topic
    edition: int
    begun: datetime


@dataclass(frozen=True, kw_only=True)
class Stock:
    """What checks are made of. `now` is the moment at which the newsroom stands."""

    random: Random
    now: datetime
    teams: list[Team]
    claimants: list[Claimant]
    topics: list[Topic]
    verdicts: list[Verdict]


def drawn_state(random: Random) -> State:
    """A state, as often as its share says."""
    drawn = random.randrange(100)
    for state, share in SHARES:
        if drawn < share:
            return state
        drawn -= share
    return State.PUBLISHED
