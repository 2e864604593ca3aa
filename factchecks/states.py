"""The words of the workflow: states of the working copy, actions, and relations of a person to a check."""

from enum import StrEnum


class State(StrEnum):
    """The state of the working copy. What readers see is decided by other columns, never by this."""

    DRAFT = "draft"
    RESEARCH = "research"
    REVIEW = "review"
    PUBLISHED = "published"


class Action(StrEnum):
    """What a person can do to a check."""

    EDIT = "edit"
    HAND_OVER = "hand_over"
    START_RESEARCH = "start_research"
    RETURN_TO_DRAFT = "return_to_draft"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    TAKE_BACK_APPROVAL = "take_back_approval"
    STATE_VERDICT = "state_verdict"
    PROPOSE_VERDICT = "propose_verdict"
    ACCEPT_VERDICT = "accept_verdict"
    DECLINE_VERDICT = "decline_verdict"
    TAKE_REVIEW = "take_review"
    ASK_REVIEW = "ask_review"
    RELEASE_REVIEW = "release_review"
    PUBLISH = "publish"
    SET_EMBARGO = "set_embargo"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    DISCARD = "discard"
    RESTORE = "restore"
    OPEN_CORRECTION = "open_correction"
    DISCARD_CORRECTION = "discard_correction"
    RETRACT = "retract"
    TAKE_DOWN = "take_down"
    REINSTATE = "reinstate"
    CONFIRM_REQUEST = "confirm_request"
    DROP_REQUEST = "drop_request"
    BREAK_GLASS = "break_glass"


class Relation(StrEnum):
    """Why a person may act: each but the admin needs the right named in `policy.RELATION_RIGHTS` as well."""

    WRITER = "writer"
    AUTHOR = "author"
    ASSIGNEE = "assignee"
    SUBMITTER = "submitter"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    APPROVER = "approver"
    REVIEWER = "reviewer"
    CHIEF = "chief editor"
    ADMIN = "admin"


class CorrectionKind(StrEnum):
    """What a change of something published is. The first four change the text, the others whether it stands."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    MINOR = "minor"
    RETRACTION = "retraction"
    TAKEDOWN = "takedown"
    REINSTATEMENT = "reinstatement"


TEXT_KINDS = (CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION, CorrectionKind.UPDATE, CorrectionKind.MINOR)
STANDING_KINDS = (CorrectionKind.RETRACTION, CorrectionKind.TAKEDOWN, CorrectionKind.REINSTATEMENT)


class Legal(StrEnum):
    """Whether somebody of the legal group has to look at a check before it goes out."""

    NOT_NEEDED = "not_needed"
    REQUIRED = "required"
    COMPLETE = "complete"


class Severity(StrEnum):
    """Whether a guard stops the action or only speaks."""

    BLOCK = "block"
    WARN = "warn"


STATE_LABELS: dict[State, str] = {
    State.DRAFT: "Draft",
    State.RESEARCH: "Research",
    State.REVIEW: "Review",
    State.PUBLISHED: "Published",
}

LEGAL_LABELS: dict[Legal, str] = {
    Legal.NOT_NEEDED: "Legal check not needed",
    Legal.REQUIRED: "Legal check required",
    Legal.COMPLETE: "Legal check complete",
}

ORDER: tuple[State, ...] = (State.DRAFT, State.RESEARCH, State.REVIEW, State.PUBLISHED)
