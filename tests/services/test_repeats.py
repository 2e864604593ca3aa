"""A claim that was repeated: noted by one, confirmed by another, shown from then on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Event, FactCheck, Repeat, queues
from factchecks.models.content import content_of, digest_of
from factchecks.models.homerow import Task
from factchecks.services import claims, repeats
from factchecks.states import Action, State
from tests.factories import correct, make_check, move

pytestmark = pytest.mark.db_rules
PLACE = repeats.Place(url="https://radio.example.org/round-up", title="Evening round-up")


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


@pytest.fixture
def noted(cast, check):
    return repeats.add(check_id=check.pk, by=cast.rita, place=PLACE)


def confirm(check, one, by):
    repeats.confirm(check_id=check.pk, repeat_id=one.pk, by=by)


def test_readers_see_it_once_a_second_person_has_confirmed_it(cast, check, noted):
    assert not Repeat.objects.public().exists()
    confirm(check, noted, cast.ed)
    assert list(Repeat.objects.public()) == [noted]
    assert [one.verb for one in Event.objects.filter(verb__endswith="_repeat").order_by("seq")] == [
        "add_repeat",
        "confirm_repeat",
    ]


def test_the_approved_text_stays_as_it_is(cast, check):
    def digest():
        fresh = FactCheck.objects.get(pk=check.pk)
        return fresh.version, fresh.live_edition_id, digest_of(content_of(fresh))

    before = digest()
    confirm(check, repeats.add(check_id=check.pk, by=cast.rita, place=PLACE), cast.ed)
    assert digest() == before


def test_whoever_added_it_cannot_confirm_it(cast, check):
    made = repeats.add(check_id=check.pk, by=cast.ed, place=PLACE)
    with pytest.raises(NotAllowed, match="second person"):
        confirm(check, made, cast.ed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Repeat.objects.filter(pk=made.pk).update(confirmed_by=cast.ed, confirmed_at=timezone.now())


def test_a_reporter_cannot_confirm_it(cast, check):
    made = repeats.add(check_id=check.pk, by=cast.ed, place=PLACE)
    with pytest.raises(NotAllowed):
        confirm(check, made, cast.rita)


def test_the_same_address_is_noted_once_until_it_is_taken_off(cast, check, noted):
    with pytest.raises(Refused, match="noted already"):
        repeats.add(check_id=check.pk, by=cast.rita, place=PLACE)
    repeats.remove(check_id=check.pk, repeat_id=noted.pk, by=cast.rita)
    assert repeats.add(check_id=check.pk, by=cast.rita, place=PLACE).pk != noted.pk


def test_what_readers_see_is_taken_off_by_an_editor_only(cast, check, noted):
    confirm(check, noted, cast.ed)
    with pytest.raises(NotAllowed):
        repeats.remove(check_id=check.pk, repeat_id=noted.pk, by=cast.rita)
    repeats.remove(check_id=check.pk, repeat_id=noted.pk, by=cast.ed)
    assert not Repeat.objects.public().exists()


def test_a_day_to_come_is_refused(cast, check):
    later = repeats.Place(url=PLACE.url, title="x", seen_on=timezone.localdate() + timedelta(days=2))
    with pytest.raises(Refused, match="has not come"):
        repeats.add(check_id=check.pk, by=cast.rita, place=later)


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW])
def test_what_is_not_published_has_none(cast, state):
    with pytest.raises(Refused, match="Readers get no page"):
        repeats.add(check_id=make_check(cast, state).pk, by=cast.rita, place=PLACE)


def test_what_is_retracted_has_none(cast, check):
    move(check, Action.RETRACT, cast.cleo, "A reason.")
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    with pytest.raises(Refused, match="Readers get no page"):
        repeats.add(check_id=check.pk, by=cast.rita, place=PLACE)


def test_nobody_outside_the_desk_learns_of_it(cast, check, noted):
    for act in (repeats.confirm, repeats.remove):
        with pytest.raises(NotFound):
            act(check_id=check.pk, repeat_id=noted.pk, by=cast.noor)


def test_it_belongs_to_the_check_in_the_address(cast, check, noted):
    other = make_check(cast)
    with pytest.raises(NotFound):
        confirm(other, noted, cast.ed)


def replace_first_claim(check, by):
    """As the workspace does: another claim is added and put first, the old one is removed."""

    def version():
        return FactCheck.objects.get(pk=check.pk).version

    old = check.claims.get()
    new = claims.add(check_id=check.pk, by=by, seen_version=version(), values={"text": "Another."})
    claims.move(check_id=check.pk, claim_id=new.pk, by=by, seen_version=version(), up=True)
    claims.remove(check_id=check.pk, claim_id=old.pk, by=by, seen_version=version())


def test_an_open_correction_takes_nothing_from_readers(cast, check, noted):
    confirm(check, noted, cast.ed)
    replace_first_claim(correct(check, cast.rita), cast.rita)
    assert list(Repeat.objects.public()) == [noted]
    move(check, Action.DISCARD_CORRECTION, cast.rita)
    assert list(Repeat.objects.public()) == [noted]


def test_home_asks_a_second_person_until_it_is_confirmed(cast, check, noted):
    def asked(user):
        return Task.REPEATED in [row.task for row in queues.do_now(user)]

    assert [asked(one) for one in (cast.ed, cast.mo, cast.rita, cast.noor)] == [True, True, False, False]
    confirm(check, noted, cast.ed)
    assert not asked(cast.mo)


def test_home_does_not_ask_whoever_noted_it(cast, check):
    repeats.add(check_id=check.pk, by=cast.ed, place=PLACE)
    assert Task.REPEATED not in [row.task for row in queues.do_now(cast.ed)]


def test_nothing_is_confirmed_on_what_is_retracted(cast, check, noted):
    move(check, Action.RETRACT, cast.cleo, "A reason.")
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    with pytest.raises(Refused, match="Readers get no page"):
        confirm(check, noted, cast.ed)
