"""The history of a check in words: the events of its chain with person and time, and the versions they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from factchecks.models import Assignment, EditionReason, Event, FactCheck, User
from factchecks.services import ledger
from factchecks.states import Action
from factchecks.views.versionlist import Version, versions_of

EVENTS_SHOWN = 100
# Moves whose notes speak of the verdict; the other notes are about the text.
ABOUT_VERDICTS = (Action.APPROVE, Action.PROPOSE_VERDICT, Action.ACCEPT_VERDICT, Action.DECLINE_VERDICT)
VERBS = {
    "create": "recorded the claim",
    "start_research": "started research",
    "return_to_draft": "returned it to draft",
    "submit": "submitted it for review",
    "withdraw": "took it back from review",
    "send_back": "sent it back",
    "approve": "approved it",
    "take_back_approval": "took back the approval",
    "state_verdict": "stated a verdict of their own",
    "propose_verdict": "proposed another verdict",
    "accept_verdict": "accepted the proposed verdict",
    "decline_verdict": "kept the verdict",
    "take_review": "took the review",
    "ask_review": "asked for the review",
    "release_review": "gave the review back",
    "publish": "published it",
    "set_embargo": "lifted the embargo",
    "schedule": "scheduled it",
    "unschedule": "unscheduled it",
    "schedule_failed": "did not publish it as scheduled",
    "discard": "discarded it",
    "restore": "restored it",
    "open_correction": "opened a correction",
    "discard_correction": "discarded the correction",
    "retract": "asked to retract it",
    "take_down": "asked to take it down",
    "reinstate": "asked to put it back",
    "confirm_request": "confirmed it for readers",
    "drop_request": "dropped the request",
    "look_again": "changed when to look again",
    "still_true": "found that it still holds",
    "add_repeat": "noted where the claim was repeated",
    "confirm_repeat": "confirmed where the claim was repeated",
    "remove_repeat": "took off where the claim was repeated",
    "take": "took it",
    "hand_over": "handed it over",
    "undo_hand_over": "took a hand-over back",
    "nudge": "nudged whose turn it was",
    "add_claim": "added a claim",
    "edit_claim": "edited a claim",
    "move_claim": "changed the order of the claims",
    "remove_claim": "removed a claim",
    "add_appearance": "added where a claim was made",
    "edit_appearance": "changed where a claim was made",
    "remove_appearance": "removed where a claim was made",
    "add_source": "added a source",
    "remove_source": "removed a source",
    "put_back_source": "put a source back",
    "confidential": "changed whether a source is confidential",
    "attach": "added a file",
    "remove_file": "removed a file",
    "waive_quotation": "vouched for a quotation",
    "update_address": "updated the address of a source",
    "alert": "asked whether the verdict still holds",
    "verdict_holds": "found that the verdict holds",
    "cite_copy": "cited the kept copy of a source",
    "confirm_link": "opened a source and found that it works",
    "keep_quote": "kept an old quote",
    "follow_page": "compares a quotation with the page again",
    "page_wrong": "found the published page not to be as it should",
    "page_right": "found the published page to be right again",
    "hold_copy": "kept a file as the copy of a source",
    "export": "exported the evidence",
    "grant_exception": "gave a right on this check",
    "end_exception": "ended a right on this check",
    "restrict": "restricted it to those named on it",
    "unrestrict": "opened it to its desk again",
    "ask_legal": "asked for a legal check",
    "legal_complete": "completed the legal check",
    "legal_not_needed": "found that it needs no legal check",
    "comment": "commented",
    "edit_comment": "changed a comment",
    "remove_comment": "deleted a comment",
    "resolve": "resolved a comment",
    "reopen": "opened a comment again",
    "words_accepted": "accepted suggested words",
    "words_declined": "declined suggested words",
    "reply": "recorded the right of reply",
    "accept_suggestion": "opened it from a reader's suggestion",
    "merge_suggestion": "found a reader's suggestion to be the same claim",
    "undo_suggestion": "took a decision on a reader's suggestion back",
    "accept_report": "accepted a reader's report of a mistake",
    "decline_report": "declined a reader's report of a mistake",
    "undo_report": "took a decision on a reader's report back",
    "make_preview_link": "made a preview link for somebody outside",
    "revoke_preview_link": "revoked a preview link",
    "open_preview_link": "opened the preview",
    "name_version": "named a version",
    "break_glass": "published it without approval: the glass was broken",
    "restore_version": "restored an earlier version",
}
# Words that a time of the event's details follows, where it has one.
TIMED = {
    "set_embargo": "set an embargo until",
    "schedule": "scheduled it for",
    "schedule_failed": "did not publish it, as it was scheduled for",
}
# Who did what nobody on staff did, where it was not the newsroom itself.
OUTSIDE = {"open_preview_link": "Somebody with a preview link"}
# The events that make an edition each: in both lists they come in the same order.
MAKERS = {
    "submit": EditionReason.SUBMITTED,
    "accept_verdict": EditionReason.SUBMITTED,
    "publish": EditionReason.PUBLISHED,
    "break_glass": EditionReason.PUBLISHED,
    "name_version": EditionReason.NAMED,
}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event of the check's chain."""

    seq: int
    verb: str
    actor: str
    words: str
    at: datetime
    reason: str
    version: Version | None = None


@dataclass(frozen=True, kw_only=True)
class History:
    """Newest first. `earlier`: versions whose events are older than those shown."""

    happenings: list[Happening]
    versions: list[Version]
    earlier: list[Version]

    @property
    def sent_back(self) -> Happening | None:
        """The send-back that is still to be answered: nothing was submitted after it."""
        moves = (one for one in self.happenings if one.verb in (Action.SEND_BACK, Action.SUBMIT))
        last = next(moves, None)
        return last if last and last.verb == Action.SEND_BACK else None


def _notes(events: Sequence[Event]) -> dict[int, Assignment]:
    """What the ledger only points to: the hand-overs, by the id of their event. No query where there are none."""
    wanted = {event.pk: event.details.get("assignment") for event in events if event.verb == "hand_over"}
    if not any(wanted.values()):
        return {}
    rows = Assignment.objects.select_related("to").in_bulk([pk for pk in wanted.values() if pk])
    return {event_id: rows[pk] for event_id, pk in wanted.items() if pk in rows}


def _words(event: Event, note: Assignment | None) -> str:
    if event.verb == Action.PUBLISH and event.details.get("scheduled"):
        return "published it, as scheduled"
    if event.verb in TIMED and event.details.get("at"):
        at = timezone.localtime(datetime.fromisoformat(event.details["at"]))
        return f"{TIMED[event.verb]} {date_format(at, 'j F Y, H:i')}"
    return f"handed it over to {note.to}" if note else VERBS.get(event.verb, event.verb.replace("_", " "))


def _reason(event: Event, note: Assignment | None, factcheck: FactCheck) -> str:
    if factcheck.veiled and event.verb in ABOUT_VERDICTS:
        return ""
    return event.reason or (note.note if note else "")


def _happening(event: Event, version: Version | None, note: Assignment | None, reason: str) -> Happening:
    return Happening(
        seq=event.seq,
        verb=event.verb,
        actor=event.name or OUTSIDE.get(event.verb, "The newsroom"),  # type: ignore[attr-defined]
        words=_words(event, note),
        at=event.at,
        reason=reason,
        version=version,
    )


def read(factcheck: FactCheck) -> History:
    """Events and versions, in two queries, or three when it was handed over; the editions' content is not read.

    Of a check whose verdict is kept from whoever it was loaded for, the notes about the verdict are left out.
    """
    name = User.objects.filter(pk=OuterRef("actor")).values("name")
    events = Event.objects.filter(chain=ledger.chain_of(factcheck)).order_by("-seq")
    told = list(events.annotate(name=Subquery(name))[:EVENTS_SHOWN])
    notes, found = _notes(told), versions_of(factcheck)
    waiting = {reason: [words for row, words in found if row.reason == reason] for reason in EditionReason}
    happenings = []
    for event in told:
        made = waiting[MAKERS[event.verb]] if event.verb in MAKERS else []
        note = notes.get(event.pk)
        happenings.append(_happening(event, made.pop(0) if made else None, note, _reason(event, note, factcheck)))
    left = [words for row, words in found if words in waiting[EditionReason(row.reason)]]
    return History(happenings=happenings, versions=[words for _, words in found], earlier=left)
