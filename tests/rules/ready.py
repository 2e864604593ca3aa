"""Facts and persons for the rules, without a database: everything satisfied, so that one thing can be taken away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from factchecks.facts import Facts, Person
from factchecks.roles import DESK_RIGHTS, EVERY_DESK_RIGHTS, Right, Role
from factchecks.states import CorrectionKind, State

# The ids of the people of the matrix (tests/rules/matrix.txt).
IDS = {
    name: number for number, name in enumerate(("rita", "ines", "ed", "mo", "cleo", "ada", "otto", "noor", "sue"), 1)
}

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

READY = Facts(
    state=State.RESEARCH,
    desk_id=1,
    author_id=IDS["rita"],
    assignee_id=IDS["rita"],
    contributor_ids=frozenset({IDS["rita"]}),
    digest="as it is",
    submitted_digest="as it is",
    has_claim=True,
    has_headline=True,
    has_claimant=True,
    has_appearance=True,
    has_standfirst=True,
    has_body=True,
    has_verdict=True,
    has_explanation=True,
    independent_sources=2,
    headings_misplaced=0,
    links_vague=0,
    reply_recorded=True,
    now=NOON,
)


def person(name: str, **more) -> Person:
    """Somebody of the matrix with the rights that their role gives them on the desk of the check."""
    desk = {"rita": Role.REPORTER, "ines": Role.REPORTER, "ed": Role.EDITOR, "mo": Role.EDITOR}
    everywhere = {"cleo": Role.CHIEF, "ada": Role.ADMIN}
    rights = DESK_RIGHTS[desk[name]] if name in desk else EVERY_DESK_RIGHTS.get(everywhere.get(name), frozenset())
    return Person(id=IDS[name], rights=rights, is_chief=name == "cleo", **more)


def holding(*rights: Right, id: int = 99) -> Person:
    """A stranger to the check with exactly these rights."""
    return Person(id=id, rights=frozenset(rights))


def in_review(**more) -> Facts:
    """Submitted by Rita and not decided."""
    return replace(READY, **{"state": State.REVIEW, "submitter_id": IDS["rita"], "round_open": True} | more)


def approved(**more) -> Facts:
    """Approved by Ed and not published."""
    given = {"approver_ids": frozenset({IDS["ed"]}), "approved": True, "approved_digest": READY.digest}
    return in_review(**given | more)


def scheduled(**more) -> Facts:
    """Approved by Ed, and to go out in an hour."""
    return approved(**{"publish_at": NOON + timedelta(hours=1)} | more)


def proposed(**more) -> Facts:
    """Ed has taken the review and has proposed another verdict."""
    return in_review(**{"reviewer_id": IDS["ed"], "proposal_open": True} | more)


def blind(**more) -> Facts:
    """The desk reviews blind; Ed has stated a verdict, the same as Rita's."""
    return in_review(**{"blind": True, "stated_ids": frozenset({IDS["ed"]})} | more)


def correcting(**more) -> Facts:
    """Rita has opened a correction and has said what was wrong."""
    given = {"live": True, "correction": CorrectionKind.CORRECTION, "correction_worded": True}
    return replace(READY, **given | more)


def asked(**more) -> Facts:
    """Cleo asks a second editor to confirm that it is retracted."""
    given = {"live": True, "asked": CorrectionKind.RETRACTION, "asked_by_id": IDS["cleo"]}
    return replace(READY, **{"state": State.PUBLISHED} | given | more)


def retracted(**more) -> Facts:
    """It does not stand any more."""
    return replace(READY, **{"state": State.PUBLISHED, "live": True, "down": CorrectionKind.RETRACTION} | more)


MADE = {
    "approved": approved,
    "scheduled": scheduled,
    "proposed": proposed,
    "blind": blind,
    "review": in_review,
    "correcting": correcting,
    "asked": asked,
    "retracted": retracted,
}


def facts_in(state: str) -> Facts:
    """A state of the matrix."""
    if state in MADE:
        return MADE[state]()
    if state == "discarded":
        return replace(READY, state=State.DRAFT, discarded=True)
    return replace(READY, state=State(state), live=state == "published")
