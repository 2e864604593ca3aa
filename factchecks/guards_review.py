"""What must hold before a decision: the round, the approval and what it stands on."""

from factchecks.facts import Facts
from factchecks.guards import Guard
from factchecks.states import Legal

WHY_NOT_MINE = "Say why you approve a verdict that is not yours."


def needs_open_round(f: Facts) -> str | None:
    return None if f.round_open else "The review has been decided."


def needs_unapproved(f: Facts) -> str | None:
    return "It is approved already." if f.approved else None


def needs_same_text_as_submitted(f: Facts) -> str | None:
    return None if f.digest == f.submitted_digest else "The text differs from what was submitted."


def needs_no_proposal(f: Facts) -> str | None:
    return "Another verdict is proposed. The author has to answer first." if f.proposal_open else None


def needs_own_verdict(f: Facts) -> str | None:
    return "State your own verdict first." if f.blind and f.asker_id not in f.stated_ids else None


def needs_blind_desk(f: Facts) -> str | None:
    return None if f.blind else "This desk does not ask for a verdict of your own."


def needs_unstated(f: Facts) -> str | None:
    return "You have stated your verdict. It stays as you gave it." if f.asker_id in f.stated_ids else None


def wants_why_not_mine(f: Facts) -> str | None:
    """Not a guard: it is satisfied by the note of the move."""
    return WHY_NOT_MINE if f.blind and f.asker_id in f.differing_ids else None


def needs_proposal(f: Facts) -> str | None:
    return None if f.proposal_open else "No other verdict is waiting for an answer."


def needs_reviewer(f: Facts) -> str | None:
    return None if f.reviewer_id else "Nobody has taken this review."


def needs_approval(f: Facts) -> str | None:
    return None if f.approved else "An editor has to approve it first."


def needs_an_approver(f: Facts) -> str | None:
    return None if f.approver_ids else "Nobody has approved it."


def needs_approved_text(f: Facts) -> str | None:
    if not f.approved or f.digest == f.approved_digest:
        return None
    return "The text differs from what was approved. It has to be approved again."


def needs_clean_data(f: Facts) -> str | None:
    return f"The machine-readable data is not right: {' '.join(f.lint)}" if f.lint else None


def needs_legal(f: Facts) -> str | None:
    if f.legal is not Legal.REQUIRED:
        return None
    return "The legal check is not complete. Somebody of the legal group has to look at it."


def has_legal_flag(f: Facts) -> bool:
    return f.legal is not Legal.NOT_NEEDED


def needs_never_published(f: Facts) -> str | None:
    return "It has been published, and what was published is never deleted." if f.live else None


ROUND_OPEN = Guard(code="round_open", anchor="review", fix="Show", passed="The review is open", check=needs_open_round)
UNAPPROVED = Guard(code="unapproved", anchor="review", fix="Show", passed="Not approved yet", check=needs_unapproved)
SAME_TEXT = Guard(
    code="same_text",
    anchor="review",
    fix="Show",
    passed="The text is what was submitted",
    check=needs_same_text_as_submitted,
)
NO_PROPOSAL = Guard(
    code="no_proposal",
    anchor="review",
    fix="Show",
    passed="No other verdict waits for an answer",
    check=needs_no_proposal,
)
PROPOSAL = Guard(
    code="proposal", anchor="review", fix="Show", passed="Another verdict is proposed", check=needs_proposal
)
OWN_VERDICT = Guard(
    code="own_verdict",
    anchor="review",
    fix="State it",
    passed="You have stated your own verdict",
    check=needs_own_verdict,
)
BLIND_DESK = Guard(
    code="blind_desk", anchor="review", fix="Show", passed="The desk reviews blind", check=needs_blind_desk
)
UNSTATED = Guard(
    code="unstated", anchor="review", fix="Show", passed="You have not stated a verdict", check=needs_unstated
)
REVIEWER = Guard(
    code="reviewer", anchor="review", fix="Show", passed="Somebody has taken the review", check=needs_reviewer
)
APPROVED = Guard(code="approved", anchor="review", fix="Review", passed="It is approved", check=needs_approval)
AN_APPROVER = Guard(
    code="an_approver", anchor="review", fix="Review", passed="Somebody approved it", check=needs_an_approver
)
APPROVED_TEXT = Guard(
    code="approved_text",
    anchor="review",
    fix="Review",
    passed="The text is what was approved",
    check=needs_approved_text,
)
CLEAN_DATA = Guard(
    code="clean_data",
    anchor="claim",
    fix="Show",
    passed="The machine-readable data is right",
    check=needs_clean_data,
)
LEGAL = Guard(
    code="legal",
    anchor="legal",
    fix="Show",
    passed="The legal check is complete",
    check=needs_legal,
    applies=has_legal_flag,
)
NEVER_PUBLISHED = Guard(
    code="never_published",
    anchor="history",
    fix="Show",
    passed="Never published",
    check=needs_never_published,
)
