"""Role x state x action: each cell through the service, a forged POST, and the admin site."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from factchecks.errors import NewsroomError
from factchecks.models import Verdict
from factchecks.services import access, booking, checks, handover
from factchecks.services.transitions import transition
from factchecks.states import Action
from tests.rules.matrix import PEOPLE, STATES, Undone, check_in, picture, rows

ROWS = rows()
# Editing and handing over have their own forms; their forged POSTs stand with them in tests/pages.
FORMS = (Action.EDIT, Action.HAND_OVER, Action.SET_EMBARGO)
TOMORROW = timezone.now() + timedelta(days=1)


def cells(state):
    """(action, names of those who may) of one state; what a cell does is undone, so that they share one check."""
    return [(action, allowed) for there, action, allowed in ROWS if there == state]


def test_the_table_has_every_cell_once():
    found = [(state, action) for state, action, _ in ROWS]
    assert sorted(found) == sorted((state, action) for state in STATES for action in Action)


def by_service(check, action, person, to):
    """Tries one cell; True when it was done. The rows are put back."""
    try:
        with transaction.atomic():
            if action is Action.EDIT:
                checks.save_text(check_id=check.pk, by=person, seen_version=check.version, values={"headline": "New"})
            elif action is Action.HAND_OVER:
                handover.hand_over(check_id=check.pk, by=person, to=to)
            elif action is Action.SET_EMBARGO:
                booking.set_embargo(check_id=check.pk, by=person, until=TOMORROW - timedelta(hours=1))
            else:
                other = Verdict.objects.get(slug="false")
                seen = {"by": person, "seen_version": check.version, "at": TOMORROW}
                transition(check_id=check.pk, action=action, note="A note.", verdict=other, **seen)
            raise Undone
    except Undone:
        return True
    except NewsroomError:
        return False


def by_post(client, check, action):
    """The same by a forged POST; True when it was done."""
    before = picture()
    with transaction.atomic():
        path = f"/newsroom/checks/{check.pk}/do/{action}/"
        at = TOMORROW.strftime("%Y-%m-%dT%H:%M")
        client.post(path, {"version": check.version, "note": "A note.", "verdict": "false", "at": at})
        done = picture() != before
        transaction.set_rollback(True)
    return done


@pytest.mark.db_rules
@pytest.mark.parametrize("state", STATES)
def test_the_service_lets_exactly_these_people(cast, subtests, state):
    check = check_in(cast, state)
    before = picture()
    for action, allowed in cells(state):
        with subtests.test(action.value):
            done = {name for name in PEOPLE if by_service(check, action, getattr(cast, name), cast.ines)}
            assert done == allowed
            assert picture() == before


@pytest.mark.parametrize("state", STATES)
def test_a_forged_post_does_exactly_as_much(cast, as_, subtests, state):
    check = check_in(cast, state)
    clients = {name: as_(getattr(cast, name)) for name in PEOPLE}
    for action, allowed in cells(state):
        if action not in FORMS:
            with subtests.test(action.value):
                assert {name for name in PEOPLE if by_post(clients[name], check, action)} == allowed


@pytest.mark.parametrize("state", STATES)
def test_the_admin_site_changes_no_check(cast, as_, state):
    check = check_in(cast, state)
    before = picture()
    for name in ("ada", "sue"):
        client = as_(getattr(cast, name))
        for door in ("change", "delete"):
            client.post(f"/admin/factchecks/factcheck/{check.pk}/{door}/", {"state": "published", "post": "yes"})
        client.post("/admin/factchecks/factcheck/add/", {"headline": "Forged", "state": "published"})
        assert picture() == before


@pytest.mark.parametrize("state", STATES)
def test_outsiders_do_not_learn_that_it_exists(cast, state):
    check = check_in(cast, state)
    for name in ("ada", "otto", "noor", "sue"):
        with pytest.raises(access.NotFound):
            access.get_check(check_id=check.pk, by=getattr(cast, name))
