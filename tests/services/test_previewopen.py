"""What a preview link opens, until when, and what is noted of it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factchecks.errors import NotFound
from factchecks.models import Event, FactCheck, PreviewLink
from factchecks.services import ledger, previewlinks, previewopen
from factchecks.states import Action, State
from tests.factories import blind, make_check, move, state_own


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def token_of(check, by):
    return previewlinks.make(check_id=check.pk, by=by, label="Lawyer").token


def gone(token):
    """Whether the token opens nothing, neither the page nor a picture."""
    for ask in (previewopen.opened, previewopen.found):
        with pytest.raises(NotFound):
            ask(token=token)
    return True


def told():
    return list(Event.objects.filter(verb="open_preview_link").order_by("seq"))


def test_a_token_opens_its_check(check, cast):
    token = token_of(check, cast.rita)
    token_of(make_check(cast), cast.rita)
    assert previewopen.opened(token=token).factcheck == check


@pytest.mark.parametrize("token", ["", "wrong", "\x00", "ü" * 43, "x" * 10_000])
def test_no_other_word_opens_anything(check, cast, token):
    token_of(check, cast.rita)
    assert gone(token)


def test_it_ends_at_its_hour(check, cast):
    start = timezone.now()
    token = token_of(check, cast.rita)
    with time_machine.travel(start + timedelta(days=6, hours=23), tick=False):
        assert previewopen.found(token=token)
    with time_machine.travel(start + timedelta(days=7, minutes=1), tick=False):
        assert gone(token)
        assert PreviewLink.objects.get().is_expired


def test_it_ends_when_it_is_revoked(check, cast):
    token = token_of(check, cast.rita)
    previewlinks.revoke(check_id=check.pk, link_id=PreviewLink.objects.get().pk, by=cast.ed)
    assert gone(token)


def test_it_ends_with_the_publication_and_does_not_come_back(cast):
    check = make_check(cast, State.REVIEW, approved=True)
    token = token_of(check, cast.rita)
    move(check, Action.PUBLISH, cast.ed)
    assert gone(token)
    # As if a correction were written now.
    FactCheck.objects.filter(pk=check.pk).update(state="research")
    assert gone(token)
    assert previewopen.found(token=token_of(check, cast.rita))


def test_what_is_discarded_is_not_shown(cast):
    check = make_check(cast)
    token = token_of(check, cast.rita)
    move(check, Action.DISCARD, cast.rita)
    assert gone(token)
    move(check, Action.RESTORE, cast.rita)
    assert previewopen.found(token=token)


def test_it_ends_when_its_maker_leaves_the_desk_or_is_turned_off(check, cast):
    of_rita, of_ines = token_of(check, cast.rita), token_of(check, cast.ines)
    cast.rita.groups.remove(*Group.objects.all())
    assert gone(of_rita)
    cast.ines.is_active = False
    cast.ines.save()
    assert gone(of_ines)


def test_the_link_of_a_reporter_ends_when_the_check_is_restricted(check, cast):
    token = token_of(check, cast.rita)
    FactCheck.objects.filter(pk=check.pk).update(restricted=True)
    assert gone(token)


def test_a_link_made_before_is_no_way_around_blind_review(cast):
    check = blind(make_check(cast, State.RESEARCH))
    token = token_of(check, cast.ed)
    move(check, Action.SUBMIT, cast.rita)
    assert gone(token)
    state_own(check, cast.ed, "false")
    assert previewopen.found(token=token)


def test_the_same_one_question_answers_wrong_expired_and_revoked(check, cast):
    expired, revoked = token_of(check, cast.rita), token_of(check, cast.rita)
    second, first = PreviewLink.objects.all()
    PreviewLink.objects.filter(pk=first.pk).update(
        expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=7)
    )
    previewlinks.revoke(check_id=check.pk, link_id=second.pk, by=cast.rita)
    asked = []
    for token in ("wrong", expired, revoked):
        with CaptureQueriesContext(connection) as found, pytest.raises(NotFound, match=previewlinks.GONE):
            previewopen.opened(token=token)
        asked.append([query["sql"].split("WHERE")[0] for query in found.captured_queries])
    assert asked[0] == asked[1] == asked[2]
    assert len(asked[0]) == 1


def test_openings_are_counted_and_recorded_once_an_hour(check, cast):
    token, start = token_of(check, cast.rita), timezone.now()
    for minutes in (1, 2, 59, 62, 63, 125):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            previewopen.opened(token=token)
    link = PreviewLink.objects.get()
    assert (link.opened, link.last_opened_at) == (6, start + timedelta(minutes=125))
    assert [event.at for event in told()] == [start + timedelta(minutes=at) for at in (1, 62, 125)]
    assert list(ledger.faults()) == []


@pytest.mark.db_rules
def test_many_at_one_moment_are_all_counted_and_recorded_once(real_cast):
    token = token_of(make_check(real_cast, State.RESEARCH), real_cast.rita)

    def knock(number):
        with closing(connection):
            return previewopen.opened(token=token).label

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(knock, range(20))) == ["Lawyer"] * 20
    assert (PreviewLink.objects.get().opened, len(told())) == (20, 1)
    assert list(ledger.faults()) == []


def test_the_ledger_learns_nothing_of_who_it_was(check, cast):
    previewopen.opened(token=token_of(check, cast.rita))
    (event,) = told()
    assert (event.actor, event.details, event.reason) == (None, {"link": PreviewLink.objects.get().pk}, "")


def test_asking_for_a_picture_is_no_opening(check, cast):
    previewopen.found(token=token_of(check, cast.rita))
    assert (PreviewLink.objects.get().opened, told()) == (0, [])
