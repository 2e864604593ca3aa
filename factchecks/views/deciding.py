"""The decision box and the readiness beside it: what may be done, and the sentences that stand where it may not."""

from dataclasses import dataclass

from factchecks.facts import Facts, Person
from factchecks.guards import Guard
from factchecks.models import Approval, FactCheck, ReviewRound, User, Verdict, VerdictProposal
from factchecks.models.facts import person_for, primary_claim
from factchecks.policy import OWN_WORK, Reason, blockers, is_own_work, offered, open_items, passed_items
from factchecks.states import Action, Severity, State


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One button of the decision box, or the sentences that stand in its place."""

    shown: bool
    reasons: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the button can be pressed."""
        return self.shown and not self.reasons


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The rules of publishing that are fixed in the workspace; approval itself is the decision box's matter."""

    open: tuple[Reason, ...]
    passed: tuple[Guard, ...]

    @property
    def fell(self) -> Reason | None:
        """The first open item that keeps it from readers: it was met when the check was submitted."""
        return next((one for one in self.open if one.severity is not Severity.WARN), None)

    @property
    def total(self) -> int:
        return len(self.open) + len(self.passed)


def readiness(facts: Facts) -> Readiness:
    """Recomputed on every opening."""
    return Readiness(
        open=tuple(one for one in open_items(facts, Action.PUBLISH) if one.anchor != "review"),
        passed=tuple(one for one in passed_items(facts, Action.PUBLISH) if one.anchor != "review"),
    )


def offer(facts: Facts, action: Action, person: Person) -> Offer:
    """Whether the person gets this button, and what keeps it from being pressed."""
    reasons = tuple(reason.sentence for reason in blockers(facts, action, person))
    return Offer(shown=offered(facts, action, person), reasons=reasons)


def _why_not(facts: Facts, person: Person, approve: Offer) -> tuple[str, ...]:
    """Said instead of the buttons, before anything is pressed."""
    if facts.state is not State.REVIEW or approve.shown:
        return ()
    return (OWN_WORK,) if is_own_work(facts, person) else approve.reasons


def _approvals(factcheck: FactCheck) -> list[Approval]:
    """The approvals that stand, oldest first."""
    standing = Approval.objects.filter(round=factcheck.current_round_id, taken_back_at__isnull=True)
    return list(standing.select_related("approver"))


def proposals_of(current: ReviewRound | None) -> list[VerdictProposal]:
    """Verdicts proposed in this round, oldest first, with what became of them."""
    if current is None:
        return []
    return list(current.proposals.select_related("by", "answered_by", "verdict__scale"))


def _to_propose(factcheck: FactCheck, propose: Offer) -> list[Verdict]:
    claim = primary_claim(factcheck)
    if not propose.open:
        return []
    return [one for one in Verdict.objects.filter(retired=False) if not claim or one.pk != claim.verdict_id]


def decision(factcheck: FactCheck, facts: Facts, user: User) -> dict[str, object]:
    """Everything the decision box needs."""
    who = person_for(user, factcheck)
    approve = offer(facts, Action.APPROVE, who)
    propose = offer(facts, Action.PROPOSE_VERDICT, who)
    approvals = _approvals(factcheck)
    return {
        "approve": approve,
        "propose": propose,
        "verdicts": _to_propose(factcheck, propose),
        "may_answer": offer(facts, Action.ACCEPT_VERDICT, who).open,
        "take": offer(facts, Action.TAKE_REVIEW, who),
        "release": offer(facts, Action.RELEASE_REVIEW, who),
        "send_back": offer(facts, Action.SEND_BACK, who),
        "publish": offer(facts, Action.PUBLISH, who),
        "schedule": offer(facts, Action.SCHEDULE, who),
        "unschedule": offer(facts, Action.UNSCHEDULE, who),
        "take_back": offer(facts, Action.TAKE_BACK_APPROVAL, who),
        "withdraw": offer(facts, Action.WITHDRAW, who),
        "why_not": _why_not(facts, who, approve),
        "approvals": approvals,
        "more_approvals": facts.approvals_required - len(approvals),
        "approved_by_me": who.id in facts.approver_ids,
    }
