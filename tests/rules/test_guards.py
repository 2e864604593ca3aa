"""Each guard by itself: silent when its fact is there, one sentence when it is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from factchecks import guards, guards_public, guards_review, guards_schedule
from factchecks.facts import Lacking
from factchecks.guards import Guard
from factchecks.states import Action, CorrectionKind, Legal, Severity
from factchecks.workflow import TABLE
from tests.rules.ready import (
    IDS,
    NOON,
    READY,
    approved,
    asked,
    blind,
    correcting,
    in_review,
    proposed,
    retracted,
    scheduled,
)

MINUTE = timedelta(minutes=1)
# Guard, facts that satisfy it, what is taken away, words of the sentence.
CASES = {
    "CLAIM": (READY, {"has_claim": False}, "Write down the claim"),
    "HEADLINE": (READY, {"has_headline": False}, "headline"),
    "CLAIMANT": (READY, {"has_claimant": False}, "Name who made the claim"),
    "APPEARANCE": (READY, {"has_appearance": False}, "where the claim was made"),
    "STANDFIRST": (READY, {"has_standfirst": False}, "Write the standfirst."),
    "BODY": (READY, {"has_body": False}, "Write the article."),
    "VERDICT": (READY, {"has_verdict": False}, "Propose a verdict."),
    "EXPLANATION": (READY, {"has_explanation": False}, "why that is the verdict"),
    "SOURCES": (READY, {"independent_sources": 1}, "1 of 2"),
    "QUOTES": (READY, {"quotes_unverified": 1}, "One quotation has not been found"),
    "COPIES": (READY, {"sources_unkept": 1}, "One source has no kept copy"),
    "LINKS": (READY, {"sources_broken": 1}, "A cited link is broken."),
    "FRESH": (READY, {"links_stale": 1}, "One link was not looked at for a day"),
    "CITATIONS": (READY, {"unknown_citations": 1}, "cites a source that is not public"),
    "HEADINGS": (READY, {"headings_misplaced": 1}, "One heading is out of order."),
    "LINK_NAMES": (READY, {"links_vague": 1, "vague_name": "here"}, "One link does not say where it leads: “here”."),
    "REPLY": (READY, {"reply_recorded": False}, "right of reply"),
    "IMAGES": (READY, {"images_incomplete": 1}, "One picture lacks"),
    "COMMENTS": (READY, {"open_blocking": 1}, "One comment that must be settled first is open."),
    "ROUND_OPEN": (in_review(), {"round_open": False}, "has been decided"),
    "UNAPPROVED": (in_review(), {"approved": True}, "approved already"),
    "SAME_TEXT": (in_review(), {"digest": "other"}, "differs from what was submitted"),
    "NO_PROPOSAL": (in_review(), {"proposal_open": True}, "Another verdict is proposed."),
    "OWN_VERDICT": (blind(asker_id=IDS["ed"]), {"asker_id": IDS["mo"]}, "State your own verdict first."),
    "BLIND_DESK": (blind(), {"blind": False}, "does not ask for a verdict of your own"),
    "UNSTATED": (blind(asker_id=IDS["mo"]), {"asker_id": IDS["ed"]}, "It stays as you gave it."),
    "PROPOSAL": (proposed(), {"proposal_open": False}, "No other verdict is waiting"),
    "REVIEWER": (proposed(), {"reviewer_id": None}, "Nobody has taken"),
    "APPROVED": (approved(), {"approved": False}, "approve it first"),
    "AN_APPROVER": (approved(), {"approver_ids": frozenset()}, "Nobody has approved"),
    "APPROVED_TEXT": (approved(), {"digest": "other"}, "differs from what was approved"),
    "CLEAN_DATA": (approved(), {"lint": ("The rating has no number.",)}, "The rating has no number."),
    "LEGAL": (approved(legal=Legal.COMPLETE), {"legal": Legal.REQUIRED}, "The legal check is not complete."),
    "EMBARGO": (approved(embargo_until=NOON), {"embargo_until": NOON + MINUTE}, "embargo has not ended"),
    "FUTURE": (approved(asked_at=NOON + MINUTE), {"asked_at": NOON}, "has passed. Choose a later one"),
    "AFTER_EMBARGO": (approved(embargo_until=NOON, asked_at=NOON), {"asked_at": NOON - MINUTE}, "ends later than this"),
    "SCHEDULED": (scheduled(), {"publish_at": None}, "not scheduled"),
    "NEVER_PUBLISHED": (READY, {"live": True}, "never deleted"),
    "CORRECTING": (correcting(), {"correction": None}, "No correction is open."),
    "NOT_CORRECTING": (READY, {"correction": CorrectionKind.MINOR}, "Discard the correction instead."),
    "CORRECTION_WORDS": (correcting(), {"correction_worded": False}, "what was wrong, and what it says now"),
    "FITTING_KIND": (
        correcting(correction=CorrectionKind.MINOR),
        {"verdict_moved": True},
        "That is a correction or an update",
    ),
    "LIVE": (asked(), {"live": False}, "never been published"),
    "UNRETRACTED": (asked(), {"down": CorrectionKind.RETRACTION}, "retracted already"),
    "NOT_TAKEN_DOWN": (retracted(), {"down": CorrectionKind.TAKEDOWN}, "taken down already"),
    "DOWN": (retracted(), {"down": None}, "It stands"),
    "NOTHING_ASKED": (retracted(), {"asked": CorrectionKind.RETRACTION}, "A retraction waits"),
    "SOMETHING_ASKED": (asked(), {"asked": None}, "Nothing waits"),
    "SECOND_PERSON": (asked(asker_id=IDS["ed"]), {"asker_id": IDS["cleo"]}, "a different editor has to confirm"),
}
ALL = vars(guards) | vars(guards_review) | vars(guards_public) | vars(guards_schedule)
EVERY = {name: value for name, value in ALL.items() if isinstance(value, Guard)}
# Which guards stand before which move: written by hand, in the order in which a person is told.
WRITTEN = "claim headline claimant appearance"
READY_FOR_REVIEW = (
    f"{WRITTEN} standfirst body verdict explanation sources quotes copies links citations headings link-names"
    " reply images comments"
)
TOLD = "correction_words fitting_kind"
PLACES = {
    Action.EDIT: "",
    Action.HAND_OVER: "",
    Action.START_RESEARCH: WRITTEN,
    Action.RETURN_TO_DRAFT: "not_correcting",
    Action.SUBMIT: f"{READY_FOR_REVIEW} {TOLD}",
    Action.WITHDRAW: "round_open unapproved",
    Action.SEND_BACK: "",
    Action.APPROVE: "round_open unapproved no_proposal own_verdict same_text clean_data",
    Action.TAKE_BACK_APPROVAL: "an_approver",
    Action.STATE_VERDICT: "round_open blind_desk unstated",
    Action.PROPOSE_VERDICT: "round_open unapproved no_proposal own_verdict",
    Action.ACCEPT_VERDICT: "round_open proposal",
    Action.DECLINE_VERDICT: "round_open proposal",
    Action.TAKE_REVIEW: "round_open",
    Action.ASK_REVIEW: "round_open reviewer",
    Action.RELEASE_REVIEW: "",
    Action.PUBLISH: f"approved approved_text legal embargo {READY_FOR_REVIEW} {TOLD} fresh clean_data",
    Action.SET_EMBARGO: "",
    Action.SCHEDULE: f"approved approved_text legal future after_embargo {READY_FOR_REVIEW} {TOLD} clean_data",
    Action.UNSCHEDULE: "scheduled",
    Action.DISCARD: "never_published",
    Action.RESTORE: "",
    Action.OPEN_CORRECTION: "",
    Action.DISCARD_CORRECTION: "correcting",
    Action.RETRACT: "live nothing_asked unretracted not_taken_down",
    Action.TAKE_DOWN: "live nothing_asked not_taken_down",
    Action.REINSTATE: "down nothing_asked",
    Action.CONFIRM_REQUEST: "something_asked second_person",
    Action.DROP_REQUEST: "something_asked",
    Action.BREAK_GLASS: f"claim headline claimant standfirst body verdict explanation embargo {TOLD} clean_data",
}


# Guard, what is taken away of which of several claims, the whole sentence.
OF_SEVERAL = {
    "CLAIM": ("has_claim", Lacking(words=(2,)), "Write down claim 2, word for word."),
    "CLAIMANT": (
        "has_claimant",
        Lacking(claimant=(1, 3)),
        "Name who made claims 1 and 3, or state that the origin is unknown.",
    ),
    "APPEARANCE": ("has_appearance", Lacking(appearance=(2, 3)), "Say where claims 2 and 3 were made."),
    "VERDICT": ("has_verdict", Lacking(verdict=(2,)), "Propose a verdict for claim 2."),
    "EXPLANATION": (
        "has_explanation",
        Lacking(explanation=(1, 2, 3)),
        "Say in one or two sentences why that is the verdict for claims 1, 2 and 3.",
    ),
}


@pytest.mark.parametrize("name", OF_SEVERAL)
def test_it_names_which_of_several_claims_it_means(name):
    taken, lacking, sentence = OF_SEVERAL[name]
    assert EVERY[name].check(replace(READY, **{taken: False}, lacking=lacking)) == sentence


def test_every_guard_is_tried_here():
    assert set(CASES) == set(EVERY)
    assert len({guard.code for guard in EVERY.values()}) == len(EVERY)


@pytest.mark.parametrize("name", CASES)
def test_it_is_silent_when_its_fact_is_there(name):
    facts, _, _ = CASES[name]
    assert EVERY[name].check(facts) is None


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_is_missing_in_a_sentence(name):
    facts, taken, words = CASES[name]
    sentence = EVERY[name].check(replace(facts, **taken))
    assert words in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", ["QUOTES", "COPIES", "LINKS", "FRESH", "CITATIONS", "IMAGES", "COMMENTS"])
def test_it_counts_when_there_are_several(name):
    facts, taken, _ = CASES[name]
    assert "3" in EVERY[name].check(replace(facts, **dict.fromkeys(taken, 3)))


def test_as_many_sources_as_the_desk_asks_are_enough():
    assert EVERY["SOURCES"].check(replace(READY, sources_required=3)) == "Add independent sources: 2 of 3."
    assert EVERY["SOURCES"].check(replace(READY, sources_required=0, independent_sources=0)) is None


def test_a_desk_that_asks_for_no_reply_gets_none():
    assert EVERY["REPLY"].check(replace(READY, reply_recorded=False, reply_required=False)) is None


def test_the_text_is_compared_with_the_approved_one_only_once_it_is_approved():
    assert EVERY["APPROVED_TEXT"].check(in_review(digest="other")) is None


def test_links_and_headings_are_counted_when_there_are_several():
    three = replace(READY, headings_misplaced=3, links_vague=3, vague_name="here")
    assert EVERY["HEADINGS"].check(three) == "3 headings are out of order."
    assert EVERY["LINK_NAMES"].check(three) == "3 links do not say where they lead: “here”."


def test_a_link_without_words_is_not_quoted():
    assert EVERY["LINK_NAMES"].check(replace(READY, links_vague=1)) == "One link does not say where it leads."


def test_where_the_claim_was_made_and_the_build_of_the_text_are_matters_of_advice():
    advice = [name for name, guard in EVERY.items() if guard.severity is Severity.WARN]
    assert advice == ["APPEARANCE", "HEADINGS", "LINK_NAMES"]


@pytest.mark.parametrize("action", list(Action))
def test_these_guards_stand_before_the_move(action):
    assert [guard.code for guard in TABLE[action].guards] == PLACES[action].split()


def test_only_a_desk_that_reviews_blind_asks_for_a_verdict_of_ones_own():
    assert EVERY["OWN_VERDICT"].check(in_review(asker_id=IDS["mo"])) is None


@pytest.mark.parametrize("kind", [CorrectionKind.CORRECTION, CorrectionKind.UPDATE])
def test_a_correction_or_an_update_may_tell_of_another_verdict(kind):
    assert EVERY["FITTING_KIND"].check(correcting(correction=kind, verdict_moved=True)) is None


def test_a_minor_edit_needs_no_words_for_readers():
    assert EVERY["CORRECTION_WORDS"].check(correcting(correction=CorrectionKind.MINOR, correction_worded=False)) is None
