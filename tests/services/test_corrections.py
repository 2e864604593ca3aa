"""Corrections: opened beside the live page, approved by a second person, told to readers; retractions and back."""

import pytest
from django.db import IntegrityError, transaction

from factchecks import invariants
from factchecks.errors import NotAllowed, Refused
from factchecks.models import Claim, Correction, Edition, FactCheck, Source
from factchecks.models.content import content_of, digest_of
from factchecks.services import ledger, sources
from factchecks.states import Action, State
from tests.factories import NOW, WRONG, add_page, correct, make_check, move, publish_again, reword

pytestmark = pytest.mark.db_rules


@pytest.fixture
def check(cast):
    return make_check(cast, State.PUBLISHED)


def fresh(check):
    return FactCheck.objects.select_related("live_edition", "correction", "standing", "standing_asked").get(pk=check.pk)


def test_opening_one_leaves_what_readers_see_as_it_is(cast, check):
    before = Edition.objects.get(pk=check.live_edition_id)
    opened = fresh(correct(check, cast.rita))
    assert opened.state == State.RESEARCH
    assert opened.live_edition == before
    assert opened.assignee == cast.rita
    assert opened.correction.old_word == "Misleading"
    assert opened.correction.published_at is None


def test_its_words_are_part_of_what_is_approved(cast, check):
    first = digest_of(content_of(fresh(correct(check, cast.rita))))
    second = digest_of(content_of(fresh(reword(check, cast.rita, kind="correction", now="Seven stops."))))
    assert first != second


def test_it_goes_out_with_its_notice_and_a_new_edition(cast, check):
    old = check.live_edition_id
    check = fresh(publish_again(correct(check, cast.rita), cast, cast.rita))
    correction = check.correction
    assert check.state == State.PUBLISHED
    assert check.live_edition_id != old
    assert (correction.from_edition_id, correction.to_edition_id) == (old, check.live_edition_id)
    assert (correction.wrong, correction.now) == (WRONG, NOW)
    assert correction.old_word == correction.new_word == "Misleading"
    assert correction.published_at is not None
    assert WRONG in check.live_edition.html
    assert NOW in check.live_edition.html
    assert list(invariants.faults()) == []
    assert list(ledger.faults()) == []


def test_the_second_person_is_asked_of_a_correction_too(cast, check):
    check = move(correct(check, cast.ed), Action.SUBMIT, cast.ed)
    with pytest.raises(NotAllowed):
        move(check, Action.APPROVE, cast.ed)
    assert move(check, Action.APPROVE, cast.mo).approved_digest


def test_it_is_not_submitted_without_words_for_readers(cast, check):
    check = correct(check, cast.rita, wrong="")
    with pytest.raises(Refused, match="what was wrong, and what it says now"):
        move(check, Action.SUBMIT, cast.rita)


def test_another_verdict_is_no_clarification(cast, check):
    check = reword(correct(check, cast.rita), cast.rita, kind="clarification", verdict="false")
    with pytest.raises(Refused, match="choose which"):
        move(check, Action.SUBMIT, cast.rita)


@pytest.mark.parametrize("kind", ["correction", "update"])
def test_another_verdict_is_told_on_top(cast, check, kind):
    check = reword(correct(check, cast.rita), cast.rita, kind=kind, verdict="false")
    check = fresh(publish_again(check, cast, cast.rita))
    assert (check.correction.old_word, check.correction.new_word) == ("Misleading", "False")
    assert check.correction.new_verdict.slug == "false"
    html = check.live_edition.html
    assert "The verdict changed from “Misleading” to “False”." in html
    assert html.index(WRONG) < html.index("Our verdict")


def test_what_keeps_its_verdict_is_told_below_the_text(cast, check):
    html = fresh(publish_again(correct(check, cast.rita), cast, cast.rita)).live_edition.html
    assert html.index("Our verdict") < html.index("Twelve stops were rebuilt.") < html.index(WRONG)
    assert 'href="#fix">Corrected ' in html


def test_a_minor_edit_has_two_people_and_no_notice(cast, check):
    check = correct(check, cast.rita, kind="minor", wrong="A typing error.", now="")
    check = reword(check, cast.rita, kind="minor", wrong="A typing error.", now="", standfirst="Nine of 54 aren't.")
    check = fresh(publish_again(check, cast, cast.rita))
    assert "typing error" not in check.live_edition.html
    assert "Nine of 54 aren" in check.live_edition.html
    assert not Correction.objects.told().exists()


def test_a_verdict_of_a_further_claim_counts_as_well(cast, check):
    check = correct(check, cast.rita, kind="minor")
    Claim.objects.create(factcheck=check, order=1, text="Every bus has a ramp.", verdict_word="True")
    with pytest.raises(Refused, match="choose which"):
        move(check, Action.SUBMIT, cast.rita)


def test_the_data_tell_of_every_correction(cast, check):
    check = publish_again(correct(check, cast.rita), cast, cast.rita)
    check = publish_again(correct(check, cast.rita, wrong="Again.", now="At last."), cast, cast.rita)
    for one in fresh(check).live_edition.claim_review:
        texts = [comment["text"] for comment in one["correction"]]
        assert texts == ["Correction. Again. At last.", f"Correction. {WRONG} {NOW}"]
        assert {comment["@type"] for comment in one["correction"]} == {"CorrectionComment"}


def test_there_is_one_at_a_time(cast, check):
    check = correct(check, cast.rita)
    given = {"factcheck": check, "kind": "update", "from_edition_id": check.live_edition_id, "opened_by": cast.ed}
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(opened_at=check.updated_at, **given)


def changed_everything(cast, check):
    """A correction in which about everything was touched."""
    check = correct(check, cast.rita)
    source = check.sources.first()
    values = {"title": "Another title", "publisher": "Somebody"}
    sources.save(source_id=source.pk, by=cast.rita, seen_version=source.version, values=values)
    sources.remove(source_id=check.sources.last().pk, by=cast.rita)
    add_page(check, "https://new.example.net/page", "Something else entirely was found here.", cast.rita)
    Claim.objects.create(factcheck=check, order=1, text="Every bus has a ramp.")
    return reword(check, cast.rita, kind="correction", headline="Other", body="<p>Other.</p>", verdict="true")


def test_discarding_it_puts_back_all_that_readers_see(cast, check):
    live = check.live_edition
    check = fresh(move(changed_everything(cast, check), Action.DISCARD_CORRECTION, cast.rita))
    assert check.state == State.PUBLISHED
    assert digest_of(content_of(check)) == live.digest == check.digest
    assert check.correction is None
    assert check.live_edition == live
    assert Source.objects.filter(factcheck=check, cited_url="https://new.example.net/page").exists()
    assert list(invariants.faults()) == []


def test_discarding_the_second_keeps_the_first(cast, check):
    first = publish_again(correct(check, cast.rita), cast, cast.rita).correction
    check = correct(check, cast.rita, wrong="Something else.")
    check = fresh(move(move(check, Action.SUBMIT, cast.rita), Action.DISCARD_CORRECTION, cast.ed))
    assert check.correction == first
    assert digest_of(content_of(check)) == check.live_edition.digest == check.digest
    assert list(invariants.faults()) == []


def test_words_for_readers_of_something_that_is_not_corrected_are_left_alone(cast):
    check = make_check(cast, State.RESEARCH)
    assert reword(check, cast.rita, kind="correction").correction is None


def retract(cast, check, reason="The table it rests on was withdrawn."):
    return move(check, Action.RETRACT, cast.cleo, reason)


def test_a_retraction_needs_a_chief_editor_and_another_editor(cast, check):
    with pytest.raises(NotAllowed):
        retract(type("Cast", (), {"cleo": cast.ed}), check)
    asked = fresh(retract(cast, check))
    assert asked.retracted_at is None
    for nobody in (cast.cleo, cast.rita):
        with pytest.raises((NotAllowed, Refused)):
            move(check, Action.CONFIRM_REQUEST, nobody)
    done = fresh(move(check, Action.CONFIRM_REQUEST, cast.mo))
    assert done.retracted_at is not None
    assert done.standing.decided_by == cast.mo
    assert done.standing_asked is None


def test_a_retraction_needs_a_reason_for_readers(cast, check):
    with pytest.raises(Refused, match="why it is retracted"):
        retract(cast, check, " ")


def test_a_dropped_request_changes_nothing(cast, check):
    retract(cast, check)
    done = fresh(move(check, Action.DROP_REQUEST, cast.cleo))
    assert (done.standing_asked, done.standing, done.retracted_at) == (None, None, None)
    assert not Correction.objects.told().exists()


def test_what_was_retracted_can_be_put_back(cast, check):
    retract(cast, check)
    move(check, Action.CONFIRM_REQUEST, cast.ed)
    move(check, Action.REINSTATE, cast.cleo, "The table was confirmed.")
    done = fresh(move(check, Action.CONFIRM_REQUEST, cast.mo))
    assert (done.retracted_at, done.standing) == (None, None)
    assert [one.kind for one in Correction.objects.told()] == ["reinstatement", "retraction"]


def test_what_is_taken_down_is_told_at_its_address_only(cast, check):
    move(check, Action.TAKE_DOWN, cast.cleo, "A court ordered it.")
    done = fresh(move(check, Action.CONFIRM_REQUEST, cast.ed))
    assert done.taken_down_at is not None
    assert not Correction.objects.told().exists()
    assert not FactCheck.objects.public().exists()


def test_it_can_be_retracted_while_a_correction_is_written(cast, check):
    check = correct(check, cast.rita)
    retract(cast, check)
    done = fresh(move(check, Action.CONFIRM_REQUEST, cast.ed))
    assert done.state == State.RESEARCH
    assert done.retracted_at is not None


@pytest.mark.parametrize("values", [{"decided_by": "opened_by"}, {"wrong": ""}])
def test_the_database_refuses_a_decision_by_one_person_or_without_words(cast, check, values):
    retract(cast, check)
    given = {"decided_by": cast.ed, "published_at": check.updated_at} | values
    given |= {"decided_by": cast.cleo} if values.get("decided_by") else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(**given)
