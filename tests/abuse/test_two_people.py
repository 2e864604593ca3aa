"""Two people or more on one check at once, and one who wants to be two: one winner, all or nothing, never alone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from factchecks import invariants
from factchecks.models import Event, FactCheck
from factchecks.roles import Role
from factchecks.services import desks, ledger
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.abuse.tally import ON_BOTH, rounds, tell
from tests.abuse.walk import Walk
from tests.chaos.test_races import LATER, back_to_review, one_round, pair
from tests.factories import make_check, make_user, move
from tests.pages.test_access import FILLED, filled, make_open, of, parts
from tests.rules.matrix import PEOPLE, picture
from tests.signed_in import sign_in

__all__ = ["pair"]

pytestmark = ON_BOTH
ON = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NOTE = "Every figure stands in the register."
FORGED = {"state": "published", "author": "1", "author_id": "1", "approved_digest": "0" * 64, "restricted": "on"}
FORGED |= {"live_edition": "1", "desk": "2", "desk_id": "2", "reviewer": "1", "reviewer_id": "1", "is_staff": "on"}
FORGED |= {"is_superuser": "on", "first_published_at": "2020-01-01", "contributors": "", "submitter": "2"}
KEPT = ("state", "author_id", "desk_id", "restricted", "approved_digest", "live_edition_id", "reviewer_id")
KEPT += ("first_published_at", "publish_at", "retracted_at", "taken_down_at")


def figures(tried, unit):
    return {"group": "two people", "tried": tried, "unit": unit, "database": ON[connection.vendor]}


@pytest.mark.race
def test_approving_and_sending_back_at_once_has_one_winner(real_cast, pair):
    count, check, wrong = rounds(5, 200), make_check(real_cast, State.REVIEW), []
    for number in range(count):
        try:
            winner = one_round(pair, check, real_cast, LATER[number % len(LATER)])
        except AssertionError as error:
            wrong.append(str(error))
            break
        check = back_to_review(check, real_cast, winner)
    wrong += list(ledger.faults())
    tell(**figures(count, "rounds"), case="approve and send back at once, without one winner", through=wrong)


def all_at_once(clients, check, action):
    """The statuses of one form, sent by each at the same moment."""
    barrier, path = Barrier(len(clients)), f"/newsroom/checks/{check.pk}/do/{action}/"

    def send(client):
        barrier.wait()
        try:
            return client.post(path, {"version": check.version, "note": NOTE, "origin": "review"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(send, clients))


@pytest.mark.race
def test_of_ten_editors_at_once_one_approves(real_cast):
    group = desks.group_for(real_cast.transport, Role.EDITOR)
    editors = [make_user(f"Editor{number}", group) for number in range(10)]
    wrong, count = [], rounds(1, 20)
    for _ in range(count):
        check = make_check(real_cast, State.REVIEW)
        statuses = all_at_once([sign_in(Client(), one) for one in editors], check, "approve")
        made = Event.objects.filter(chain=f"check:{check.pk}", verb="approve").count()
        wrong += [] if (sorted(statuses), made) == ([302] + [409] * 9, 1) else [f"{made} approvals, {statuses}"]
    tell(**figures(count * 10, "approvals"), case="ten editors approve at once, more than one does", through=wrong)


BUTTONS = ((State.RESEARCH, "submit", "rita"), (State.REVIEW, "approve", "ed"), (State.PUBLISHED, "retract", "cleo"))


@pytest.mark.race
@pytest.mark.parametrize(("state", "action", "name"), BUTTONS)
def test_a_button_pressed_twenty_times_does_it_once(real_cast, state, action, name):
    check, presses = make_check(real_cast, state), rounds(4, 20)
    clients = [sign_in(Client(), getattr(real_cast, name)) for _ in range(presses)]
    all_at_once(clients, check, action)
    made = Event.objects.filter(chain=f"check:{check.pk}", verb=action).count()
    wrong = [] if made == 1 else [f"{made} events"]
    tell(**figures(presses, "presses"), case=f"{action} pressed again and again, done more than once", through=wrong)


def test_no_form_takes_what_it_does_not_ask_for(cast, as_, tmp_path):
    check = make_open(cast, tmp_path)
    known = parts(check) | {"action": "publish"}
    places = list(filled(known, of("check", "check post")).values())[:: rounds(4, 1)]
    before = FactCheck.objects.filter(pk=check.pk).values(*KEPT).get()
    client, wrong = as_(cast.rita), []
    for path in places:
        with transaction.atomic():
            answer = client.post(path, FILLED | FORGED)
            assert not answer.streaming or answer.getvalue()
            after = FactCheck.objects.filter(pk=check.pk).values(*KEPT).get()
            transaction.set_rollback(True)
        wrong += [(path, name) for name in KEPT if after[name] != before[name]]
    tried = len(places) * len(FORGED)
    tell(**figures(tried, "forged fields"), case="fields that no form asks for, taken", through=wrong)


class Broken(DatabaseError):
    """The database that fails at the n-th statement."""


def breaking_at(number):
    """A wrapper of statements that fails at this one, counted from 1, and says whether it came that far."""
    count = 0

    def wrapper(execute, *given):
        nonlocal count
        count += 1
        if count == number:
            raise Broken
        return execute(*given)

    return wrapper


def broke(check, action, by, number):
    """Whether the move was broken off at this statement."""
    try:
        with transaction.atomic(), connection.execute_wrapper(breaking_at(number)):
            transition(check_id=check.pk, action=action, by=by, seen_version=check.version, note=NOTE)
    except Broken:
        return True
    return False


MOVES = (
    (State.RESEARCH, Action.SUBMIT, "rita"),
    (State.REVIEW, Action.APPROVE, "ed"),
    (State.REVIEW, Action.PUBLISH, "ed"),
)


@pytest.mark.parametrize(("state", "action", "name"), MOVES)
def test_a_move_that_breaks_off_has_not_been_made(cast, state, action, name):
    check, by, wrong, number = make_check(cast, state), getattr(cast, name), [], 0
    if action is Action.PUBLISH:
        check = move(check, Action.APPROVE, cast.mo)
    before = picture()
    while broke(check, action, by, number := number + 1):
        wrong += [] if picture() == before else [f"at statement {number}"]
    tell(
        **figures(number - 1, "statements"),
        case=f"{action} broken off at each of its statements, half made",
        through=wrong,
    )


def test_nobody_gets_anywhere_alone_in_a_random_walk(cast):
    walk, steps = Walk(cast=cast, seed=6), rounds(60, 2000)
    for _ in range(steps):
        walk.step()
    assert walk.done > steps / 40
    wrong = [*walk.wrong, *ledger.faults(), *(fault for rule in invariants.ALL for fault in rule())]
    tell(**figures(steps, f"steps by {len(PEOPLE)} people"), case="random walk, a rule broken", through=wrong)


def test_a_walk_without_the_rule_is_found_out(cast, monkeypatch):
    monkeypatch.setattr("factchecks.policy.is_own_work", lambda facts, person: False)
    cast.rita.groups.add(desks.group_for(cast.transport, Role.EDITOR))
    walk = Walk(cast=cast, seed=1)
    check = FactCheck.objects.get(state=State.REVIEW)
    walk.do(check, Action.APPROVE, "rita")
    assert walk.wrong == [f"rita approved {check.number}, having worked on it"]
