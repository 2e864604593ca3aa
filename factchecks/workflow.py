"""The moves of a check: where each starts and ends, who may make it, and what must hold first."""

from collections.abc import Callable
from dataclasses import dataclass

from factchecks import guards as g
from factchecks import guards_review as r
from factchecks import guards_schedule as s
from factchecks.facts import Facts
from factchecks.guards import Guard
from factchecks.states import Action, Relation, State


def _never(facts: Facts) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of the table. `target` None keeps the state: the action changes a fact beside it.

    `note_if` says why a note is needed where it depends on the check, None where it is not.
    """

    action: Action
    sources: frozenset[State]
    target: State | None
    who: frozenset[Relation]
    label: str
    follows: str
    guards: tuple[Guard, ...] = ()
    note_required: bool = False
    note_asked: str = "Say what must change."
    note_if: Callable[[Facts], str | None] = _never
    from_discarded: bool = False
    own_work_refused: bool = False


def _row(action: Action, source: str, target: State | None, who: str, label: str, **more: object) -> Transition:
    return Transition(
        action=action,
        sources=frozenset(State(word) for word in source.split()),
        target=target,
        who=frozenset(Relation(word) for word in who.split(", ")),
        label=label,
        **more,  # type: ignore[arg-type]
    )


_ROWS = (
    _row(
        Action.EDIT,
        "draft research",
        None,
        "writer",
        "Save",
        follows="Your name is added to those who worked on it.",
    ),
    _row(
        Action.HAND_OVER,
        "draft research",
        None,
        "author, assignee, editor",
        "Hand over",
        follows="Another writer of the desk works on it from now on.",
    ),
    _row(
        Action.START_RESEARCH,
        "draft",
        State.RESEARCH,
        "author, assignee, editor",
        "Start research",
        follows="It moves to Research, where sources are collected and the article is written.",
        guards=g.FOR_RESEARCH,
    ),
    _row(
        Action.RETURN_TO_DRAFT,
        "research",
        State.DRAFT,
        "author, editor",
        "Return to draft",
        follows="It moves back to Draft. Nothing is lost.",
    ),
    _row(
        Action.SUBMIT,
        "research",
        State.REVIEW,
        "author, assignee",
        "Submit for review",
        follows="The text is locked and the editors of the desk are asked to decide.",
        guards=g.FOR_REVIEW,
    ),
    _row(
        Action.WITHDRAW,
        "review",
        State.RESEARCH,
        "submitter",
        "Take back from review",
        follows="It moves back to Research and can be edited.",
        guards=(r.ROUND_OPEN, r.UNAPPROVED),
    ),
    _row(
        Action.SEND_BACK,
        "review",
        State.RESEARCH,
        "editor",
        "Send back",
        follows="It moves back to Research with your note.",
        note_required=True,
        own_work_refused=True,
    ),
    _row(
        Action.APPROVE,
        "review",
        None,
        "editor",
        "Approve",
        follows="The text you see is approved as it is. An editor publishes it; you can take it back until then.",
        guards=(r.ROUND_OPEN, r.UNAPPROVED, r.NO_PROPOSAL, r.OWN_VERDICT, r.SAME_TEXT, r.CLEAN_DATA),
        note_if=r.wants_why_not_mine,
        own_work_refused=True,
    ),
    _row(
        Action.TAKE_BACK_APPROVAL,
        "review",
        None,
        "approver, chief editor",
        "Take back the approval",
        follows="It waits for a decision again.",
        guards=(r.AN_APPROVER,),
    ),
    _row(
        Action.STATE_VERDICT,
        "review",
        None,
        "editor",
        "State your verdict",
        follows="You see the reporter's verdict beside yours. Yours cannot be changed in this round.",
        guards=(r.ROUND_OPEN, r.BLIND_DESK, r.UNSTATED),
        own_work_refused=True,
    ),
    _row(
        Action.PROPOSE_VERDICT,
        "review",
        None,
        "editor",
        "Propose another verdict",
        follows="The author is asked to accept it or to keep the verdict. Nobody can approve until then.",
        guards=(r.ROUND_OPEN, r.UNAPPROVED, r.NO_PROPOSAL, r.OWN_VERDICT),
        note_required=True,
        note_asked="Say why it should be another verdict.",
        own_work_refused=True,
    ),
    _row(
        Action.ACCEPT_VERDICT,
        "review",
        None,
        "author, assignee",
        "Accept the proposed verdict",
        follows="The verdict is changed in this review. Approvals given before are taken back.",
        guards=(r.ROUND_OPEN, r.PROPOSAL),
    ),
    _row(
        Action.DECLINE_VERDICT,
        "review",
        None,
        "author, assignee",
        "Keep the verdict",
        follows="The verdict stays as it is. The editor reads why.",
        guards=(r.ROUND_OPEN, r.PROPOSAL),
        note_required=True,
        note_asked="Say why the verdict should stay.",
    ),
    _row(
        Action.TAKE_REVIEW,
        "review",
        None,
        "editor",
        "Take this review",
        follows="The others see that you have it. It is free again when you decide or give it back.",
        guards=(r.ROUND_OPEN,),
        own_work_refused=True,
    ),
    _row(
        Action.ASK_REVIEW,
        "review",
        None,
        "editor",
        "Ask for this review",
        follows="Whoever has it sees that you ask.",
        guards=(r.ROUND_OPEN, r.REVIEWER),
        own_work_refused=True,
    ),
    _row(
        Action.RELEASE_REVIEW,
        "review",
        None,
        "reviewer",
        "Give this review back",
        follows="The others see that nobody has it.",
    ),
    _row(
        Action.PUBLISH,
        "review",
        State.PUBLISHED,
        "publisher",
        "Publish",
        follows="Readers can see it at once.",
        guards=(r.APPROVED, r.APPROVED_TEXT, s.EMBARGO, *g.FOR_REVIEW, g.FRESH, r.CLEAN_DATA),
        own_work_refused=True,
    ),
    _row(
        Action.SET_EMBARGO,
        "draft research review",
        None,
        "author, assignee, editor",
        "Set the embargo",
        follows="It cannot be published before that time.",
    ),
    _row(
        Action.SCHEDULE,
        "review",
        None,
        "publisher",
        "Schedule",
        follows="It goes out by itself at that time, if all that is needed to publish it still holds then.",
        guards=(r.APPROVED, r.APPROVED_TEXT, s.FUTURE, s.AFTER_EMBARGO, *g.FOR_REVIEW, r.CLEAN_DATA),
        own_work_refused=True,
    ),
    _row(
        Action.UNSCHEDULE,
        "review",
        None,
        "publisher, chief editor",
        "Unschedule",
        follows="It stays approved and goes out when an editor publishes it.",
        guards=(s.SCHEDULED,),
    ),
    _row(
        Action.DISCARD,
        "draft",
        None,
        "author, editor",
        "Discard",
        follows="It leaves the lists. You can restore it.",
        guards=(r.NEVER_PUBLISHED,),
    ),
    _row(
        Action.RESTORE,
        "draft",
        None,
        "author, editor",
        "Restore",
        follows="It is back in the lists, as a draft.",
        from_discarded=True,
    ),
)

TABLE: dict[Action, Transition] = {row.action: row for row in _ROWS}
