"""Decisions on letters: who may, what they leave behind, what two at once do, and what is erased when."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks import tasks
from factchecks.errors import NotAllowed, NotFound, Overtaken, Refused
from factchecks.models import ClaimSuggestion, Event, FactCheck, PostState, ReaderReport, Repeat
from factchecks.roles import Role
from factchecks.services import ledger, readerpost, readersend, readerundo, sources
from factchecks.states import State
from tests.factories import correct, make_user, publish_again
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

WHY = "It is an opinion."


@pytest.fixture
def suggestion(cast):
    url = "https://news.example.org/buses"
    return readersend.suggest(text="Buses are electric.", who="Dana", url=url, why="Fares.", email="a@example.org")


@pytest.fixture
def report(cast):
    check = make_check(cast, State.PUBLISHED)
    return readersend.report(slug=check.slug, text="It is 55.", email="b@example.org")


def verbs(check):
    return list(Event.objects.filter(chain=f"check:{check.pk}").order_by("seq").values_list("verb", flat=True))


def accept(suggestion, cast, by=None):
    return readerpost.accept_suggestion(suggestion_id=suggestion.pk, desk=cast.transport, by=by or cast.rita)


def test_an_accepted_suggestion_is_a_check_with_what_the_reader_wrote(cast, suggestion):
    check = accept(suggestion, cast).factcheck
    claim = check.claims.get()
    assert (claim.text, claim.claimant_name, check.reviewer_note) == ("Buses are electric.", "Dana", "Fares.")
    assert claim.appearances.get().url == suggestion.url
    assert check.reader_suggestions.get() == suggestion
    assert (check.state, check.author) == (State.DRAFT, cast.rita)
    assert verbs(check) == ["create", "accept_suggestion"]
    assert Event.objects.get(verb="accept_suggestion").details == {"suggestion": suggestion.pk}


def test_it_is_merged_with_a_check_that_the_person_may_see(cast, suggestion):
    check = make_check(cast)
    with pytest.raises(NotFound):
        readerpost.merge_suggestion(suggestion_id=suggestion.pk, check_id=check.pk, by=cast.otto)
    merged = readerpost.merge_suggestion(suggestion_id=suggestion.pk, check_id=check.pk, by=cast.rita)
    merged.refresh_from_db()
    assert (merged.state, merged.factcheck, merged.decided_by) == ("merged", check, cast.rita)
    assert verbs(check)[-1] == "merge_suggestion"


def merged(cast, suggestion, url):
    """The suggestion, with this address, merged with a check that readers can read."""
    check = make_check(cast, State.PUBLISHED)
    ClaimSuggestion.objects.filter(pk=suggestion.pk).update(url=url)
    return readerpost.merge_suggestion(suggestion_id=suggestion.pk, check_id=check.pk, by=cast.rita)


def test_where_a_reader_saw_it_waits_for_a_second_person(cast, suggestion):
    found = merged(cast, suggestion, "https://radio.example.org/round-up")
    (repeat,) = Repeat.objects.waiting()
    assert (repeat.factcheck, repeat.title, repeat.added_by) == (found.factcheck, "radio.example.org", cast.rita)
    readerundo.undo_suggestion(suggestion_id=suggestion.pk, by=cast.rita)
    assert not Repeat.objects.standing().exists()
    assert list(ledger.faults()) == []


@pytest.mark.parametrize("url", ["", "on the radio", "javascript:x()", "ftp://a.example/", "https://me:x@a.example/"])
def test_what_is_no_address_is_noted_nowhere(cast, suggestion, url):
    merged(cast, suggestion, url)
    assert not Repeat.objects.exists()


def test_it_is_not_merged_with_what_is_discarded(cast, suggestion):
    check = make_check(cast)
    FactCheck.objects.filter(pk=check.pk).update(discarded_at=timezone.now())
    with pytest.raises(Refused, match="is discarded"):
        readerpost.merge_suggestion(suggestion_id=suggestion.pk, check_id=check.pk, by=cast.rita)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_declining_needs_a_reason_of_some_length(cast, suggestion, report, reason):
    with pytest.raises(Refused):
        readerpost.decline_suggestion(suggestion_id=suggestion.pk, reason=reason, by=cast.rita)
    with pytest.raises(Refused):
        readerpost.decline_report(report_id=report.pk, reason=reason, by=cast.rita)
    assert {suggestion.state, report.state} == {"open"}


def test_neither_reason_nor_address_stands_in_the_ledger(cast, suggestion, report):
    readerpost.decline_suggestion(suggestion_id=suggestion.pk, reason=WHY, by=cast.rita)
    readerpost.decline_report(report_id=report.pk, reason=WHY, by=cast.ed)
    told = repr(list(Event.objects.values_list()))
    assert not any(words in told for words in (WHY, "example.org'", "a@example.org", "b@example.org", "It is 55."))
    assert Event.objects.get(verb="decline_suggestion").target == f"suggestion:{suggestion.pk}"
    assert verbs(report.factcheck)[-1] == "decline_report"
    assert list(ledger.faults()) == []


def test_an_accepted_report_is_to_be_answered_until_a_correction_answers_it(cast, report):
    check = report.factcheck
    assert list(ReaderReport.objects.to_answer(check)) == []
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    assert list(ReaderReport.objects.to_answer(check)) == [report]
    publish_again(correct(check, cast.rita), cast, cast.rita)
    assert list(ReaderReport.objects.to_answer(check)) == []


def test_who_is_on_no_desk_or_only_reads_decides_nothing(cast, suggestion):
    legal = make_user("Lea", Group.objects.get(name=Role.LEGAL.value))
    nobody = make_user("Nobody")
    for person, error in ((legal, NotAllowed), (cast.ada, NotAllowed), (nobody, NotFound)):
        with pytest.raises(error):
            accept(suggestion, cast, by=person)
    with pytest.raises(NotAllowed):
        accept(suggestion, cast, by=cast.otto)
    assert not FactCheck.objects.exists()


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_a_report_does_not_exist_for_other_desks(cast, report, name):
    with pytest.raises(NotFound):
        readerpost.accept_report(report_id=report.pk, by=getattr(cast, name))


def test_who_comes_second_is_told_what_the_first_one_did(cast, suggestion, report):
    readerpost.decline_suggestion(suggestion_id=suggestion.pk, reason=WHY, by=cast.ed)
    with pytest.raises(Overtaken, match="Ed declined it meanwhile. The reason: “It is an opinion.”"):
        accept(suggestion, cast)
    assert not FactCheck.objects.filter(claims__text=suggestion.text).exists()
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    with pytest.raises(Overtaken, match="Ed accepted it meanwhile."):
        readerpost.decline_report(report_id=report.pk, reason=WHY, by=cast.rita)


def test_of_two_who_read_it_open_one_wins(cast, suggestion):
    """The second has read it before the first one wrote."""
    seen = ClaimSuggestion.objects.get(pk=suggestion.pk)
    accept(suggestion, cast)
    with pytest.raises(Overtaken, match="Rita accepted it"):
        readerpost._decide(seen, PostState.DECLINED, cast.ed, reason=WHY)
    seen.refresh_from_db()
    assert (seen.state, seen.decided_by) == ("accepted", cast.rita)


def test_undo_opens_it_again_and_discards_the_check(cast, suggestion):
    check = accept(suggestion, cast).factcheck
    readerundo.undo_suggestion(suggestion_id=suggestion.pk, by=cast.rita)
    suggestion.refresh_from_db()
    check.refresh_from_db()
    assert (suggestion.state, suggestion.factcheck, suggestion.decided_by) == ("open", None, None)
    assert check.discarded_at
    assert verbs(check)[-2:] == ["discard", "undo_suggestion"]
    assert accept(suggestion, cast).factcheck != check
    assert list(ledger.faults()) == []


def test_undo_of_the_other_decisions(cast, suggestion, report):
    check = make_check(cast)
    readerpost.merge_suggestion(suggestion_id=suggestion.pk, check_id=check.pk, by=cast.rita)
    readerundo.undo_suggestion(suggestion_id=suggestion.pk, by=cast.rita)
    readerpost.decline_suggestion(suggestion_id=suggestion.pk, reason=WHY, by=cast.rita)
    readerundo.undo_suggestion(suggestion_id=suggestion.pk, by=cast.rita)
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    readerundo.undo_report(report_id=report.pk, by=cast.ed)
    for letter in (suggestion, report):
        letter.refresh_from_db()
        assert (letter.state, letter.reason, letter.decided_at) == ("open", "", None)


def test_undo_is_for_who_decided_right_after_and_not_for_a_check_in_work(cast, suggestion, report):
    check = accept(suggestion, cast).factcheck
    with pytest.raises(Refused, match="no longer"):
        readerundo.undo_suggestion(suggestion_id=suggestion.pk, by=cast.ed)
    sources.add_described(check_id=check.pk, title="Call", description="A call.", by=cast.rita)
    with pytest.raises(Refused, match="has worked on"):
        readerundo.undo_suggestion(suggestion_id=suggestion.pk, by=cast.rita)
    readerpost.accept_report(report_id=report.pk, by=cast.ed)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)), pytest.raises(Refused, match="no longer"):
        readerundo.undo_report(report_id=report.pk, by=cast.ed)


def test_addresses_are_erased_after_90_days_and_the_words_stay(cast, suggestion, report):
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert readersend.forget_emails() == 0
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        tasks.forget_readers()
        assert readersend.forget_emails() == 0
    for letter in (suggestion, report):
        letter.refresh_from_db()
        assert (letter.email, bool(letter.text)) == ("", True)
    assert settings.CELERY_BEAT_SCHEDULE["forget_readers"]["task"] == tasks.forget_readers.name


def test_without_words_nothing_is_kept(cast, report):
    with pytest.raises(Refused):
        readersend.suggest(text="  ")
    with pytest.raises(Refused):
        readersend.report(slug=report.factcheck.slug, text="")


@pytest.mark.db_rules
@pytest.mark.parametrize(
    "values",
    [
        {"state": "declined", "reason": ""},
        {"state": "declined", "reason": "No.", "decided_at": None},
        {"state": "declined", "reason": "No.", "decided_by": None},
        {"state": "accepted", "reason": ""},
    ],
)
def test_the_database_refuses_half_a_decision(cast, suggestion, values):
    whole = {"decided_at": timezone.now(), "decided_by": cast.rita}
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimSuggestion.objects.filter(pk=suggestion.pk).update(**whole | values)


@pytest.mark.db_rules
def test_the_database_knows_no_merged_report(cast, report):
    whole = {"decided_at": timezone.now(), "decided_by": cast.rita}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderReport.objects.filter(pk=report.pk).update(state="merged", **whole)
