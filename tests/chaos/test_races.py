"""Two processes decide on one check at the same moment: one wins, the other is told, nothing is done twice."""

import json
import subprocess
import sys
import time
from collections import Counter

import pytest

from factchecks.models import Approval, Event, ReviewRound
from factchecks.services import ledger
from factchecks.states import Action, State
from newsroom.env import BASE_DIR
from tests.chaos.surroundings import surroundings
from tests.factories import make_check, move

pytestmark = [pytest.mark.race, pytest.mark.db_rules]

ROUNDS = 100
# Seconds until the barrier opens; and who comes a little later, so that each wins now and then.
SOON = 0.01
LATER = [(0.0, 0.0), (0.003, 0.0), (0.0, 0.003)]
NOTE = "Name the year, please."


class Decider:
    """A long-lived `python -m tests.chaos.decide`."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.decide"],
            cwd=BASE_DIR,
            env=surroundings(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def order(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.kill()
        self.process.wait()


@pytest.fixture
def pair(real_cast):
    both = (Decider(), Decider())
    yield both
    for one in both:
        one.end()


def decide_at_once(pair, check, cast, later):
    """Ed approves and Mo sends back, on the same version at the same moment. Their answers."""
    at = time.monotonic() + SOON
    shared = {"check": check.pk, "version": check.version}
    orders = (
        {"action": "approve", "by": cast.ed.pk, "note": ""},
        {"action": "send_back", "by": cast.mo.pk, "note": NOTE},
    )
    for one, order, wait in zip(pair, orders, later, strict=True):
        one.order(**shared, **order, at=at + wait)
    return [one.answer() for one in pair]


def traces(check):
    """How many decisions, approvals and events of the two moves there are."""
    return Counter(
        events=Event.objects.filter(chain=f"check:{check.pk}", verb__in=("approve", "send_back")).count(),
        approvals=Approval.objects.filter(round__factcheck=check).count(),
        decisions=ReviewRound.objects.filter(factcheck=check, decision="sent_back").count(),
    )


def back_to_review(check, cast, winner):
    """The next round of the same check: the approval is taken back, or the check is submitted anew."""
    if winner == "approve":
        return move(check, Action.TAKE_BACK_APPROVAL, cast.ed)
    return move(check, Action.SUBMIT, cast.rita)


def one_round(pair, check, cast, later):
    """Which of the two won; everything that the round must leave behind is asserted here."""
    before = traces(check)
    answers = decide_at_once(pair, check, cast, later)
    assert sorted(answer["done"] for answer in answers) == [False, True], answers
    (loser,) = [answer for answer in answers if not answer["done"]]
    assert loser["error"] in ("Stale", "Refused")
    winner = "approve" if answers[0]["done"] else "send_back"
    left = {"events": 1, "approvals" if winner == "approve" else "decisions": 1}
    assert traces(check) - before == Counter(left)
    check.refresh_from_db()
    assert check.state == ("review" if winner == "approve" else "research")
    return winner


def test_of_two_decisions_at_once_exactly_one_is_made(real_cast, pair):
    check = make_check(real_cast, State.REVIEW)
    winners = Counter()
    for number in range(ROUNDS):
        winner = one_round(pair, check, real_cast, LATER[number % len(LATER)])
        winners[winner] += 1
        check = back_to_review(check, real_cast, winner)
    assert winners.total() == ROUNDS
    assert len(winners) == 2
    assert list(ledger.faults()) == []


def test_eight_writers_make_one_chain_without_a_fork(real_cast, pair):
    before = Event.objects.filter(chain=ledger.SITE).count()
    at = time.monotonic() + 0.1
    for one in pair:
        one.order(append=10, writers=4, at=at)
    assert [one.answer() for one in pair] == [{"appended": 40}] * 2
    numbers = list(Event.objects.filter(chain=ledger.SITE).order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, before + 81))
    assert list(ledger.faults()) == []
