"""From rows to facts: fills `Facts` and `Person` for the rules. Expects a check loaded `with_facts()`."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from factchecks.facts import Facts, Lacking, Person
from factchecks.models.check import FactCheck
from factchecks.models.claim import Claim
from factchecks.models.correction import Correction
from factchecks.models.querysets import contributor_ids
from factchecks.models.scopes import scope_of
from factchecks.models.user import User
from factchecks.states import CorrectionKind, Legal, State


def primary_claim(factcheck: FactCheck) -> Claim | None:
    """The first claim, from what was prefetched."""
    claims = list(factcheck.claims.all())
    return claims[0] if claims else None


@dataclass(frozen=True, kw_only=True, order=True)
class Approved:
    """An approval that stands, in the order in which they were given."""

    id: int
    approver_id: int
    name: str


def approvals_of(factcheck: FactCheck) -> list[Approved]:
    """Who approves the text of the current round at present, oldest first."""
    given = factcheck.approvals_given or ""  # type: ignore[attr-defined]
    return sorted(Approved(**one) for one in json.loads(f"[{given}]"))


def approver_ids(factcheck: FactCheck) -> frozenset[int]:
    """Who approves the text of the current round at present."""
    return frozenset(one.approver_id for one in approvals_of(factcheck))


def _stated(factcheck: FactCheck) -> dict[int, int]:
    """The verdict that each editor stated in the current round, by the ids of both."""
    listed = factcheck.own_verdicts or ""  # type: ignore[attr-defined]
    return {int(editor): int(verdict) for editor, verdict in (one.split(":") for one in listed.split(",") if one)}


def people_of(factcheck: FactCheck) -> Facts:
    """The facts that tell who may see the verdict, of a check that was loaded `with_people()`."""
    round_ = factcheck.current_round
    return Facts(
        state=State(factcheck.state),
        desk_id=factcheck.desk_id,
        discarded=factcheck.discarded_at is not None,
        author_id=factcheck.author_id,
        contributor_ids=contributor_ids(factcheck),
        submitter_id=round_.submitted_by_id if round_ else None,
        round_open=bool(round_ and not round_.decision),
        blind=factcheck.desk.blind_review,
        stated_ids=frozenset(_stated(factcheck)),
    )


def _differing_ids(factcheck: FactCheck) -> frozenset[int]:
    claim = primary_claim(factcheck)
    reported = claim.verdict_id if claim else None
    return frozenset(editor for editor, verdict in _stated(factcheck).items() if verdict != reported)


def _round_facts(factcheck: FactCheck) -> dict[str, object]:
    round_ = factcheck.current_round
    approvers = approver_ids(factcheck)
    required = factcheck.approvals_required
    return {
        "differing_ids": _differing_ids(factcheck),
        "approver_ids": approvers,
        "reviewer_id": factcheck.reviewer_id,
        "proposal_open": factcheck.proposal_open,  # type: ignore[attr-defined]
        "approved": bool(factcheck.approved_digest) and len(approvers) >= required,
        "approvals_required": required,
        "legal": Legal(factcheck.legal),
        "submitted_digest": round_.submitted_edition.digest if round_ else "",
        "approved_digest": factcheck.approved_digest,
    }


def _kind(row: Correction | None) -> CorrectionKind | None:
    return CorrectionKind(row.kind) if row else None


def open_correction(factcheck: FactCheck) -> Correction | None:
    """The correction that is being written or reviewed."""
    found = factcheck.correction
    return found if found and not found.published_at else None


def _correction_facts(factcheck: FactCheck, claims: list[Claim]) -> dict[str, object]:
    found, asked = open_correction(factcheck), factcheck.standing_asked
    return {
        "correction": _kind(found),
        "correction_worded": bool(found and found.wrong.strip() and found.now.strip()),
        "verdict_moved": found is not None and found.before != {str(one.pk): one.verdict_word for one in claims},
        "down": _kind(factcheck.standing),
        "asked": _kind(asked),
        "asked_by_id": asked.opened_by_id if asked else None,
    }


CLAIM_FACTS: dict[str, Callable[[Claim], bool]] = {
    "words": lambda claim: bool(claim.text.strip()),
    "claimant": lambda claim: claim.claimant_id is not None or claim.origin_unknown,
    "appearance": lambda claim: claim.n_appearances > 0 or bool(claim.place.strip()),  # type: ignore[attr-defined]
    "verdict": lambda claim: claim.verdict_id is not None,
    "explanation": lambda claim: bool(claim.explanation.strip()),
}


def _claim_facts(claims: list[Claim]) -> dict[str, object]:
    if not claims:
        return {}
    without = {
        name: tuple(number for number, claim in enumerate(claims, start=1) if not has(claim))
        for name, has in CLAIM_FACTS.items()
    }
    return {
        "has_claim": not without["words"],
        "has_claimant": not without["claimant"],
        "has_appearance": not without["appearance"],
        "has_verdict": not without["verdict"],
        "has_explanation": not without["explanation"],
        "lacking": Lacking(**without) if len(claims) > 1 else Lacking(),
    }


def facts_of(factcheck: FactCheck, *, lint: tuple[str, ...] = (), asked_at: datetime | None = None) -> Facts:
    """The facts of a check that was loaded `with_facts()`; `lint` are faults of its machine-readable data.

    `asked_at`: the time for which somebody asks to schedule it.
    """
    return replace(
        people_of(factcheck),
        live=factcheck.live_edition_id is not None,
        assignee_id=factcheck.assignee_id,
        digest=factcheck.digest,
        has_headline=bool(factcheck.headline.strip()),
        has_standfirst=bool(factcheck.standfirst.strip()),
        has_body=bool(factcheck.body.strip()),
        independent_sources=factcheck.n_independent,  # type: ignore[attr-defined]
        sources_required=factcheck.desk.sources_required,
        quotes_unverified=factcheck.n_unverified_quotes,  # type: ignore[attr-defined]
        sources_unkept=factcheck.n_unkept,  # type: ignore[attr-defined]
        sources_broken=factcheck.n_broken,  # type: ignore[attr-defined]
        links_stale=factcheck.n_stale,  # type: ignore[attr-defined]
        unknown_citations=factcheck.unknown_citations,
        headings_misplaced=factcheck.headings_misplaced,
        links_vague=factcheck.links_vague,
        vague_name=factcheck.vague_name,
        reply_required=factcheck.desk.reply_required,
        reply_recorded=factcheck.n_replies > 0,  # type: ignore[attr-defined]
        images_incomplete=factcheck.n_wordless_pictures,  # type: ignore[attr-defined]
        open_blocking=factcheck.n_open_blocking,  # type: ignore[attr-defined]
        comments_unsent=factcheck.has_unsent,  # type: ignore[attr-defined]
        lint=lint,
        now=timezone.now(),
        publish_at=factcheck.publish_at,
        embargo_until=factcheck.embargo_until,
        schedule_failed=factcheck.schedule_failed_at is not None,
        asked_at=asked_at,
        **_round_facts(factcheck),  # type: ignore[arg-type]
        **_claim_facts(list(factcheck.claims.all())),  # type: ignore[arg-type]
        **_correction_facts(factcheck, list(factcheck.claims.all())),  # type: ignore[arg-type]
    )


def person_for(user: User | AnonymousUser, factcheck: FactCheck) -> Person:
    """Who asks about this check, with the rights held on it."""
    scope = scope_of(user)
    rights = scope.rights(check_id=factcheck.pk, desk_id=factcheck.desk_id, restricted=factcheck.restricted)
    return Person(id=scope.user_id or 0, rights=rights, is_chief=scope.is_chief, is_admin=scope.is_admin)
