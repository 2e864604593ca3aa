"""Still true?: a day to look again, a second person who finds that it holds, and nothing of it in the approved text."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.forms.stilltrue import in_months
from factchecks.models import Event, FactCheck, ReaderReport, queues
from factchecks.models.homerow import Task
from factchecks.services import ledger, readerpost, stilltrue
from factchecks.states import Action, State
from tests.factories import correct, make_check, move, publish_again, reword

pytestmark = pytest.mark.db_rules


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def day(**ahead):
    return timezone.localdate() + timedelta(**ahead)


def come(check):
    """The day has come."""
    FactCheck.objects.filter(pk=check.pk).update(review_by=day(days=0))
    return FactCheck.objects.get(pk=check.pk)


def confirm(check, by, on=None):
    stilltrue.confirm(check_id=check.pk, by=by, seen_edition=check.live_edition_id, on=on)
    return FactCheck.objects.get(pk=check.pk)


def tasks(user):
    return [row.task for row in queues.do_now(user)]


def test_whoever_writes_sets_the_day_and_takes_it_away(cast, check):
    for on in (day(days=90), None):
        stilltrue.set_day(check_id=check.pk, by=cast.rita, on=on)
        assert FactCheck.objects.get(pk=check.pk).review_by == on
    verbs = Event.objects.filter(chain=f"check:{check.pk}", verb="look_again")
    assert [one.details["on"] for one in verbs.order_by("seq")] == [day(days=90).isoformat(), ""]


def test_the_same_day_twice_is_one_event(cast, check):
    for _ in range(2):
        stilltrue.set_day(check_id=check.pk, by=cast.rita, on=day(days=90))
    assert Event.objects.filter(verb="look_again").count() == 1


@pytest.mark.parametrize("ahead", [0, -1, 5000])
def test_a_day_that_makes_no_sense_is_refused(cast, check, ahead):
    with pytest.raises(Refused, match="Choose a day"):
        stilltrue.set_day(check_id=check.pk, by=cast.rita, on=day(days=ahead))
    with pytest.raises(Refused, match="Choose a day"):
        confirm(check, cast.ed, on=day(days=ahead))


def test_nothing_is_set_on_what_is_not_published(cast):
    check = make_check(cast, State.REVIEW)
    with pytest.raises(Refused, match="Readers get no page"):
        stilltrue.set_day(check_id=check.pk, by=cast.rita, on=day(days=9))


def test_home_asks_author_and_editors_on_that_day_and_not_before(cast, check):
    stilltrue.set_day(check_id=check.pk, by=cast.rita, on=day(days=1))
    assert Task.AGAIN not in tasks(cast.rita) + tasks(cast.ed)
    come(check)
    assert tasks(cast.rita).count(Task.AGAIN) == tasks(cast.ed).count(Task.AGAIN) == 1
    assert Task.AGAIN not in tasks(cast.noor)


def test_it_is_not_asked_while_it_is_corrected_nor_of_what_is_retracted(cast, check):
    come(check)
    correct(check, cast.rita)
    assert Task.AGAIN not in tasks(cast.ed)
    move(FactCheck.objects.get(pk=check.pk), Action.DISCARD_CORRECTION, cast.rita)
    assert Task.AGAIN in tasks(cast.ed)
    move(FactCheck.objects.get(pk=check.pk), Action.RETRACT, cast.cleo, "A reason.")
    move(FactCheck.objects.get(pk=check.pk), Action.CONFIRM_REQUEST, cast.ed)
    assert Task.AGAIN not in tasks(cast.ed)


def test_a_second_person_finds_that_it_holds(cast, check):
    held = confirm(come(check), cast.ed, on=day(days=180))
    assert (held.held, held.review_by) == (True, day(days=180))
    assert held.live_edition_id == check.live_edition_id
    assert Task.AGAIN not in tasks(cast.ed)
    assert list(ledger.faults()) == []


def test_whoever_wrote_it_cannot_say_so(cast, check):
    with pytest.raises(NotAllowed):
        confirm(check, cast.rita)
    FactCheck.objects.filter(pk=check.pk).update(author=cast.ed)
    with pytest.raises(NotAllowed, match="did not write"):
        confirm(check, cast.ed)


def test_nobody_outside_the_desk_learns_of_it(cast, check):
    with pytest.raises(NotFound):
        confirm(check, cast.noor)


def test_it_is_not_said_of_another_edition_than_was_read(cast, check):
    publish_again(correct(check, cast.rita), cast, cast.rita)
    with pytest.raises(Refused, match="Another edition"):
        confirm(check, cast.mo)


def test_it_is_not_said_while_a_correction_is_open(cast, check):
    correct(check, cast.rita)
    with pytest.raises(Refused, match="correction is open"):
        confirm(check, cast.ed)


def test_a_later_change_ends_it(cast, check):
    assert confirm(check, cast.ed).held
    again = publish_again(reword(correct(check, cast.rita), cast.rita, kind="correction"), cast, cast.rita)
    assert not FactCheck.objects.get(pk=again.pk).held


def test_whoever_corrects_it_has_looked(cast, check):
    check = publish_again(reword(correct(come(check), cast.rita), cast.rita, kind="correction"), cast, cast.rita)
    assert FactCheck.objects.get(pk=check.pk).review_by is None
    assert Task.AGAIN not in tasks(cast.ed)


def test_a_minor_edit_answers_no_report(cast, check):
    report = check.reader_reports.create(text="Nine.", fingerprint="-", at=timezone.now())
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    publish_again(
        reword(correct(check, cast.rita), cast.rita, kind="minor", body="<p>Nine stops.</p>"), cast, cast.rita
    )
    assert ReaderReport.objects.get(pk=report.pk).correction is None


def test_half_a_year_from_any_day_is_a_day(monkeypatch):
    for today, wanted in ((date(2026, 8, 31), date(2027, 2, 28)), (date(2026, 12, 1), date(2027, 6, 1))):
        monkeypatch.setattr(timezone, "localdate", lambda today=today: today)
        assert in_months(6) == wanted


def test_a_reported_mistake_is_answered_by_the_correction_that_follows(cast, check):
    report = check.reader_reports.create(text="Nine.", fingerprint="-", at=timezone.now())
    declined = check.reader_reports.create(text="Ten.", fingerprint="-", at=timezone.now())
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    readerpost.decline_report(report_id=declined.pk, reason="It is nine.", by=cast.ed)
    check = FactCheck.objects.get(pk=publish_again(correct(check, cast.rita), cast, cast.rita).pk)
    assert ReaderReport.objects.get(pk=report.pk).correction == check.correction
    assert ReaderReport.objects.get(pk=declined.pk).correction is None


def test_a_retraction_does_not_lose_a_reported_mistake(cast, check):
    report = check.reader_reports.create(text="Nine.", fingerprint="-", at=timezone.now())
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    move(check, Action.RETRACT, cast.cleo, "A reason.")
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    assert list(ReaderReport.objects.to_answer(FactCheck.objects.get(pk=check.pk))) == [report]
