"""Moves: compare-and-swap, four eyes, approval bound to content, all or nothing."""

import pytest

from factchecks.errors import NotAllowed, Refused, Stale
from factchecks.models import Claim, Edition, Event, FactCheck, ReviewRound
from factchecks.services import checks
from factchecks.services import transitions as moves
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import move
from tests.prebuilt import make_check
from tests.rules.matrix import picture

pytestmark = pytest.mark.usefixtures("shelf")


def test_it_walks_from_draft_to_published(cast):
    check = make_check(cast, State.PUBLISHED)
    assert (check.state, check.slug) == ("published", "is-every-tram-stop-step-free")
    assert check.live_edition.digest == check.digest
    verbs = list(Event.objects.filter(chain=f"check:{check.pk}").order_by("seq").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb in set(Action)] == ["start_research", "submit", "approve", "publish"]


def test_the_page_names_the_event_that_published_it(cast):
    check = make_check(cast, State.PUBLISHED)
    assert check.live_edition.event_hash == Event.objects.get(chain=f"check:{check.pk}", verb="publish").hash


def test_a_stale_form_changes_nothing(cast):
    check = make_check(cast, State.REVIEW)
    seen = check.version
    move(check, Action.SEND_BACK, cast.ed, "Name the year.")
    before = picture()
    with pytest.raises((Stale, Refused)):
        transition(check_id=check.pk, action=Action.APPROVE, by=cast.mo, seen_version=seen)
    assert picture() == before


def test_review_research_review_in_between_is_not_the_same_review(cast):
    check = make_check(cast, State.REVIEW)
    seen = check.version
    move(check, Action.SEND_BACK, cast.mo, "Shorter, please.")
    move(check, Action.SUBMIT, cast.rita, "Shortened.")
    with pytest.raises(Stale):
        transition(check_id=check.pk, action=Action.APPROVE, by=cast.ed, seen_version=seen)


def test_the_second_of_two_saves_is_told_and_overwrites_nothing(cast):
    check = make_check(cast, State.RESEARCH)
    checks.save_text(check_id=check.pk, by=cast.rita, seen_version=check.version, values={"headline": "Hers"})
    with pytest.raises(Stale):
        checks.save_text(check_id=check.pk, by=cast.ines, seen_version=check.version, values={"headline": "Mine"})
    assert FactCheck.objects.get(pk=check.pk).headline == "Hers"


def test_an_editor_who_changed_a_word_can_no_longer_approve(cast):
    check = make_check(cast, State.RESEARCH)
    checks.save_text(check_id=check.pk, by=cast.ed, seen_version=check.version, values={"headline": "Ed's words"})
    move(check, Action.SUBMIT, cast.rita)
    with pytest.raises(NotAllowed, match="different person"):
        move(check, Action.APPROVE, cast.ed)
    assert move(check, Action.APPROVE, cast.mo).approved_digest


def test_a_save_that_changes_nothing_makes_no_contributor(cast):
    check = make_check(cast, State.RESEARCH)
    checks.save_text(check_id=check.pk, by=cast.ed, seen_version=check.version, values={"headline": check.headline})
    assert not check.contributions.filter(user=cast.ed).exists()


def test_sending_back_needs_words(cast):
    check = make_check(cast, State.REVIEW)
    before = picture()
    with pytest.raises(Refused, match="Say what must change"):
        move(check, Action.SEND_BACK, cast.ed, "   ")
    assert picture() == before


def test_submitting_names_everything_that_is_missing(cast):
    check = move(make_check(cast), Action.START_RESEARCH, cast.rita)
    with pytest.raises(Refused) as refusal:
        move(check, Action.SUBMIT, cast.rita)
    assert refusal.value.reasons == (
        "Write the standfirst.",
        "Write the article.",
        "Propose a verdict.",
        "Say in one or two sentences why that is the verdict.",
        "Add independent sources: 0 of 2.",
        "Record the right of reply: asked, answered, or not needed and why.",
    )


def test_one_changed_character_after_approval_is_not_published(cast):
    check = make_check(cast, State.REVIEW, approved=True)
    Claim.objects.filter(factcheck=check).update(explanation="Most stops are, but nine are not!")
    before = picture()
    with pytest.raises(Refused, match="differs from what was approved"):
        move(check, Action.PUBLISH, cast.ed)
    assert picture() == before


def test_an_approval_taken_back_stays_on_record(cast):
    check = move(make_check(cast, State.REVIEW, approved=True), Action.TAKE_BACK_APPROVAL, cast.ed)
    assert check.approved_digest == ""
    assert check.current_round.approvals.get().taken_back_at is not None
    with pytest.raises(Refused, match="approve it first"):
        move(check, Action.PUBLISH, cast.ed)


def test_a_desk_that_wants_two_editors_waits_for_the_second(cast):
    cast.transport.approvals_required = 2
    cast.transport.save()
    check = move(make_check(cast, State.REVIEW), Action.APPROVE, cast.ed)
    with pytest.raises(Refused, match="approved it already"):
        move(check, Action.APPROVE, cast.ed)
    with pytest.raises(Refused, match="approve it first"):
        move(check, Action.PUBLISH, cast.ed)
    assert move(check, Action.APPROVE, cast.mo).approved_digest == check.digest


def test_sending_back_ends_an_approval(cast):
    check = move(make_check(cast, State.REVIEW, approved=True), Action.SEND_BACK, cast.mo, "One more source.")
    assert (check.state, check.approved_digest) == ("research", "")


@pytest.mark.parametrize("step", ["_write", "_tell", "ledger.record", "publication.publish"])
def test_an_error_at_any_step_leaves_everything_as_it_was(cast, monkeypatch, step):
    check = make_check(cast, State.REVIEW, approved=True)
    before = picture()

    def break_down(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(f"{moves.__name__}.{step}", break_down)
    with pytest.raises(RuntimeError):
        move(check, Action.PUBLISH, cast.ed)
    assert picture() == before


def test_editions_are_made_at_submitting_and_publishing(cast):
    check = make_check(cast, State.PUBLISHED)
    assert list(Edition.objects.filter(factcheck=check).order_by("number").values_list("reason", flat=True)) == [
        "submitted",
        "published",
    ]
    assert ReviewRound.objects.get(factcheck=check).decision == "published"
