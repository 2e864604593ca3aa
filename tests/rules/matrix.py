"""Reads the matrix, brings a check to each of its states, and takes the picture that a refusal must not change."""

from pathlib import Path

from django.db import connection

from factchecks.models import (
    Approval,
    Claim,
    Contribution,
    Correction,
    Edition,
    Event,
    FactCheck,
    Job,
    OwnVerdict,
    ReviewRound,
    VerdictProposal,
)
from factchecks.states import Action, State
from tests.factories import Cast, blind, correct, make_check, move, propose, rows_of, schedule, state_own

PEOPLE = ("rita", "ines", "ed", "mo", "cleo", "ada", "otto", "noor", "sue")
STATES = ("draft", "discarded", "research", "review", "blind", "proposed", "approved", "scheduled", "published")
STATES += ("correcting", "asked", "retracted")


def rows() -> list[tuple[str, Action, frozenset[str]]]:
    """(state, action, names of those who may) for each line of the table."""
    lines = (Path(__file__).parent / "matrix.txt").read_text().splitlines()
    cells = [line.split() for line in lines if line and not line.startswith("#")]
    return [(state, Action(action), frozenset(who) - {"-"}) for state, action, *who in cells]


def check_in(cast: Cast, state: str) -> FactCheck:
    """A check in one of the states of the table."""
    if state == "discarded":
        return move(make_check(cast), Action.DISCARD, cast.rita)
    if state == "approved":
        return make_check(cast, State.REVIEW, approved=True)
    if state == "scheduled":
        return schedule(make_check(cast, State.REVIEW, approved=True), cast.ed)
    if state == "blind":
        return state_own(blind(make_check(cast, State.REVIEW)), cast.ed, "misleading")
    if state == "correcting":
        return correct(make_check(cast, State.PUBLISHED), cast.rita)
    if state in ("asked", "retracted"):
        asked = move(make_check(cast, State.PUBLISHED), Action.RETRACT, cast.cleo, "The figures are not right.")
        return move(asked, Action.CONFIRM_REQUEST, cast.ed) if state == "retracted" else asked
    if state == "proposed":
        return propose(move(make_check(cast, State.REVIEW), Action.TAKE_REVIEW, cast.ed), cast.ed)
    return make_check(cast, State(state))


def picture() -> dict[type, list[tuple]]:
    """Every row, event and job that a move could touch."""
    tables = (FactCheck, Claim, Contribution, Edition, ReviewRound, Approval, VerdictProposal, OwnVerdict, Event, Job)
    tables += (Correction,)
    return rows_of(tables)


class Undone(Exception):
    """Raised to roll back what a cell did."""


def uses_savepoints() -> bool:
    """Whether cells can be tried and undone on one check."""
    return connection.features.uses_savepoints
