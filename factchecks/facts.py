"""What the rules may know: one frozen record of a check and one of a person. No query, no request."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from factchecks.roles import Right
from factchecks.states import CorrectionKind, Legal, State

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


# What a restricted check asks for, and one with the legal flag, whatever its desk asks for.
TWO_APPROVERS = 2


def approvals_needed(*, desk: int, restricted: bool, legal: str) -> int:
    """How many editors have to approve: what the desk asks for, and two where few see it or the law is near."""
    careful = restricted or legal != Legal.NOT_NEEDED
    return max(desk, TWO_APPROVERS) if careful else desk


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """Which of several claims lack something: their numbers from 1. Empty while there is one claim."""

    words: tuple[int, ...] = ()
    claimant: tuple[int, ...] = ()
    appearance: tuple[int, ...] = ()
    verdict: tuple[int, ...] = ()
    explanation: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a guard reads about a check, counted by the queryset (`models/facts.py`).

    What it has of a claim (words, claimant, appearance, verdict, explanation), every one of its claims has.
    `stated_ids` are editors who stated a verdict of their own in this round, `differing_ids` those of them whose
    verdict is not the reporter's. `asker_id` is put in by `policy`; 0 where nobody in particular asks. `asked_at` is
    the time for which somebody asks to schedule it; None where nobody does.
    `correction` is the kind of the open correction, `verdict_moved` whether a verdict is another one than readers see;
    `down` says as what the page does not stand, `asked` what a chief editor asks a second editor to confirm.
    """

    state: State
    desk_id: int
    discarded: bool = False
    live: bool = False
    author_id: int | None = None
    assignee_id: int | None = None
    contributor_ids: frozenset[int] = field(default_factory=frozenset)
    submitter_id: int | None = None
    approver_ids: frozenset[int] = field(default_factory=frozenset)
    reviewer_id: int | None = None
    proposal_open: bool = False
    blind: bool = False
    stated_ids: frozenset[int] = field(default_factory=frozenset)
    differing_ids: frozenset[int] = field(default_factory=frozenset)
    asker_id: int = 0
    round_open: bool = False
    approved: bool = False
    approvals_required: int = 1
    digest: str = ""
    legal: Legal = Legal.NOT_NEEDED
    submitted_digest: str = ""
    approved_digest: str = ""
    has_claim: bool = False
    has_headline: bool = False
    has_claimant: bool = False
    has_appearance: bool = False
    has_standfirst: bool = False
    has_body: bool = False
    has_verdict: bool = False
    has_explanation: bool = False
    lacking: Lacking = field(default_factory=Lacking)
    independent_sources: int = 0
    sources_required: int = 2
    quotes_unverified: int = 0
    sources_unkept: int = 0
    sources_broken: int = 0
    links_stale: int = 0
    unknown_citations: int = 0
    headings_misplaced: int = 0
    links_vague: int = 0
    vague_name: str = ""
    reply_required: bool = True
    reply_recorded: bool = False
    images_incomplete: int = 0
    open_blocking: int = 0
    comments_unsent: bool = False
    lint: tuple[str, ...] = ()
    correction: CorrectionKind | None = None
    correction_worded: bool = False
    verdict_moved: bool = False
    down: CorrectionKind | None = None
    asked: CorrectionKind | None = None
    asked_by_id: int | None = None
    now: datetime = EPOCH
    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    schedule_failed: bool = False
    asked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who asks: the id, and the rights held for the check in question (desk rights plus exceptions)."""

    id: int
    rights: frozenset[Right] = field(default_factory=frozenset)
    is_chief: bool = False
    is_admin: bool = False
