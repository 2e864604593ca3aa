"""What each move writes beside the state, and the table of it. Run by `transitions`, inside its transaction."""

from django.utils import timezone

from factchecks.models import Event
from factchecks.services import (
    booking,
    breakglass,
    discussion,
    ledger,
    links,
    ownverdicts,
    proposals,
    publication,
    reviews,
    steps_public,
)
from factchecks.services.moves import FREE, UNAPPROVED, UNBOOKED, Move, Step, Values
from factchecks.states import Action


def _discarded(move: Move) -> Values:
    return {"discarded_at": timezone.now()}


def _kept(move: Move) -> Values:
    return {"discarded_at": None}


def _unapproved(move: Move) -> Values:
    return UNAPPROVED


def _decided(move: Move) -> Values:
    return UNAPPROVED | FREE


def _open_round(move: Move, event: Event) -> Values:
    return {
        "current_round": reviews.open_round(factcheck=move.factcheck, content=move.content, by=move.by, note=move.note)
    }


def _withdraw(move: Move, event: Event) -> Values:
    reviews.withdraw(factcheck=move.factcheck, by=move.by, note=move.note)
    return {}


def _send_comments(move: Move) -> None:
    if move.facts.comments_unsent:
        discussion.send_drafts(factcheck=move.factcheck, by=move.by)


def _send_back(move: Move, event: Event) -> Values:
    reviews.send_back(factcheck=move.factcheck, by=move.by, note=move.note)
    _send_comments(move)
    return {}


def _approved(move: Move) -> Values:
    """The review is free again once all have approved, or when the one who has it did."""
    digest = reviews.digest_after_approval(factcheck=move.factcheck, by=move.by)
    decided = digest or move.factcheck.reviewer_id == move.by.pk
    return {"approved_digest": digest} | (FREE if decided else {})


def _approve(move: Move, event: Event) -> Values:
    reviews.approve(factcheck=move.factcheck, by=move.by)
    _send_comments(move)
    if move.facts.links_stale:
        links.ask_for_stale(move.factcheck, by=move.by)
    return {}


def _take_back(move: Move, event: Event) -> Values:
    reviews.take_back(factcheck=move.factcheck, by=move.by)
    return {}


def _stated(move: Move) -> Values:
    return {"verdict": move.verdict.pk} if move.verdict else {}


def _state(move: Move, event: Event) -> Values:
    ownverdicts.state(factcheck=move.factcheck, verdict=move.verdict, by=move.by)
    return {}


def _propose(move: Move, event: Event) -> Values:
    proposals.propose(factcheck=move.factcheck, verdict=move.verdict, reason=move.note, by=move.by)
    return {}


def _accepted(move: Move) -> Values:
    proposals.apply(factcheck=move.factcheck)
    return UNAPPROVED


def _accept(move: Move, event: Event) -> Values:
    proposals.accept(factcheck=move.factcheck, note=move.note, by=move.by)
    return {}


def _decline(move: Move, event: Event) -> Values:
    proposals.decline(factcheck=move.factcheck, note=move.note, by=move.by)
    return {}


def _taken(move: Move) -> Values:
    return FREE | {"reviewer": move.by, "reviewer_since": timezone.now()}


def _asked(move: Move) -> Values:
    return {"review_asked_by": move.by}


def _free(move: Move) -> Values:
    return FREE


def _address(move: Move) -> Values:
    return {"slug": publication.slug_of(move.factcheck)} | FREE | UNBOOKED


def _kept_schedule(move: Move) -> Values:
    return {"scheduled": True} if move.at else {}


def _booked(move: Move) -> Values:
    at = booking.free_time(factcheck=move.factcheck, at=move.at)
    return UNBOOKED | {"publish_at": at, "scheduled_by": move.by}


def _kept_time(move: Move) -> Values:
    return {"at": ledger.stamp(move.at)} if move.at else {}


def _book(move: Move, event: Event) -> Values:
    booking.book(factcheck=move.factcheck, by=move.by)
    return {}


def _unbooked(move: Move) -> Values:
    return UNBOOKED


def _publish(move: Move, event: Event) -> Values:
    return publication.publish(factcheck=move.factcheck, content=move.content, by=move.by, event=event)


STEPS: dict[Action, Step] = {
    Action.START_RESEARCH: Step(),
    Action.RETURN_TO_DRAFT: Step(),
    Action.DISCARD: Step(columns=_discarded),
    Action.RESTORE: Step(columns=_kept),
    Action.SUBMIT: Step(columns=_decided, rows=_open_round),
    Action.WITHDRAW: Step(columns=_decided, rows=_withdraw),
    Action.SEND_BACK: Step(columns=_decided, rows=_send_back),
    Action.APPROVE: Step(columns=_approved, rows=_approve),
    Action.TAKE_BACK_APPROVAL: Step(columns=_unapproved, rows=_take_back),
    Action.STATE_VERDICT: Step(rows=_state, details=_stated, quiet=True),
    Action.PROPOSE_VERDICT: Step(rows=_propose),
    Action.ACCEPT_VERDICT: Step(columns=_accepted, rows=_accept),
    Action.DECLINE_VERDICT: Step(rows=_decline),
    Action.TAKE_REVIEW: Step(columns=_taken),
    Action.ASK_REVIEW: Step(columns=_asked, quiet=True),
    Action.RELEASE_REVIEW: Step(columns=_free),
    # A published check has an edition: the database sees to it that the state is not there before.
    Action.PUBLISH: Step(columns=_address, rows=_publish, state_last=True, details=_kept_schedule),
    Action.SCHEDULE: Step(columns=_booked, rows=_book, details=_kept_time),
    Action.UNSCHEDULE: Step(columns=_unbooked),
    Action.BREAK_GLASS: Step(columns=breakglass.columns, rows=breakglass.rows, state_last=True),
    **steps_public.STEPS,
}
