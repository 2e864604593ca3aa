"""Two processes decide on one check at the same moment: one wins, the other is told, nothing is done twice."""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter

import pytest

from factchecks.models import Approval, Event, FactCheck, ReviewRound
from factchecks.services import ledger
from factchecks.states import Action, State
from newsroom.env import BASE_DIR
from tests.chaos.surroundings import surroundings
from tests.factories import make_check, move

pytestmark = [pytest.mark.race, pytest.mark.db_rules]

ROUNDS = 1000 if os.environ.get("CHAOS") == "long" else 100
# Seconds until the barrier opens; and who comes a little later, so that each wins now and then.
SOON = 0.01
LATER = [(0.0, 0.0), (0.005, 0.0), (0.0, 0.005)]
NOTES = {"approve": "Every figure stands in the register.", "send_back": "Name the year, please."}


class Decider:
    """A long-lived `python -m tests.chaos.decide`."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.decide"],
            cwd=BASE_DIR,
            env=surroundings(DJANGO_SETTINGS_MODULE="newsroom.settings.test"),
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
    """Ed approves and Mo sends back by the form, on the same version at the same moment. Their answers."""
    at = time.monotonic() + SOON
    shared = {"check": check.pk, "version": check.version}
    for one, action, by, wait in zip(pair, NOTES, (cast.ed, cast.mo), later, strict=True):
        one.order(**shared, action=action, by=by.pk, note=NOTES[action], at=at + wait)
    return dict(zip(NOTES, (one.answer() for one in pair), strict=True))


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
    winner, loser = sorted(answers, key=lambda action: answers[action]["status"])
    assert [answers[winner]["status"], answers[loser]["status"]] == [302, 409]
    assert f">{NOTES[loser]}</textarea>" in answers[loser]["page"]
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


def send_back_and_submit(check, cast):
    return move(move(check, Action.SEND_BACK, cast.mo, NOTES["send_back"]), Action.SUBMIT, cast.rita)


def take_back_and_approve(check, cast):
    return move(move(check, Action.TAKE_BACK_APPROVAL, cast.mo), Action.APPROVE, cast.mo)


@pytest.mark.parametrize(
    ("action", "there_and_back"), [("approve", send_back_and_submit), ("publish", take_back_and_approve)]
)
def test_a_form_is_stale_when_all_is_again_as_it_was(real_cast, as_, action, there_and_back):
    check, browser = make_check(real_cast, State.REVIEW), as_(real_cast.ed)
    if action == "publish":
        check = move(check, Action.APPROVE, real_cast.mo)
    page = browser.get(f"/newsroom/checks/{check.pk}/review/").text
    form = {"version": re.search(r'name="version" value="(\d+)"', page)[1], "note": NOTES["approve"]}
    now = there_and_back(check, real_cast)
    assert (now.state, now.approved_digest) == (check.state, check.approved_digest)
    left = Event.objects.count()
    answer = browser.post(f"/newsroom/checks/{check.pk}/do/{action}/", form | {"origin": "review"})
    assert answer.status_code == 409
    assert f">{NOTES['approve']}</textarea>" in answer.text
    assert FactCheck.objects.get(pk=check.pk).version == now.version
    assert Event.objects.count() == left


def test_eight_writers_make_one_chain_without_a_fork(real_cast, pair):
    before = Event.objects.filter(chain=ledger.SITE).count()
    at = time.monotonic() + 0.1
    for one in pair:
        one.order(append=10, writers=4, at=at)
    assert [one.answer() for one in pair] == [{"appended": 40}] * 2
    numbers = list(Event.objects.filter(chain=ledger.SITE).order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, before + 81))
    assert list(ledger.faults()) == []
