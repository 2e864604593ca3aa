"""Review rounds: opens, decides, approves. Called by `transitions`, inside its transaction."""

from django.utils import timezone

from factchecks.errors import Refused
from factchecks.models import Answer, Approval, Decision, EditionReason, FactCheck, ReviewRound, User
from factchecks.models.content import Content
from factchecks.models.facts import approver_ids, primary_claim
from factchecks.services import editions


def _round(factcheck: FactCheck) -> ReviewRound:
    if factcheck.current_round is None:
        raise Refused("It is not in review.")
    return factcheck.current_round


def open_round(*, factcheck: FactCheck, content: Content, by: User, note: str) -> ReviewRound:
    """The next round, with an edition of what is submitted."""
    last = factcheck.current_round  # decided or not, the newest one
    return ReviewRound.objects.create(
        factcheck=factcheck,
        number=last.number + 1 if last else 1,
        submitted_by=by,
        submitted_at=timezone.now(),
        submitted_edition=editions.make(factcheck=factcheck, content=content, reason=EditionReason.SUBMITTED, by=by),
        note=note,
    )


def _decide(*, factcheck: FactCheck, decision: Decision, by: User, note: str) -> None:
    round_ = _round(factcheck)
    round_.approvals.filter(taken_back_at__isnull=True).update(taken_back_at=timezone.now())
    round_.proposals.filter(answer="").update(answer=Answer.CLOSED, answered_by=by, answered_at=timezone.now())
    decided = ReviewRound.objects.filter(pk=round_.pk, decision="").update(
        decision=decision, decided_by=by, decided_at=timezone.now(), decision_note=note
    )
    if not decided:
        raise Refused("The review has been decided.")


def withdraw(*, factcheck: FactCheck, by: User, note: str) -> None:
    """The submitter takes the check back."""
    _decide(factcheck=factcheck, decision=Decision.WITHDRAWN, by=by, note=note)


def send_back(*, factcheck: FactCheck, by: User, note: str) -> None:
    """The editor returns it with a note that says what must change."""
    _decide(factcheck=factcheck, decision=Decision.SENT_BACK, by=by, note=note)


def digest_after_approval(*, factcheck: FactCheck, by: User) -> str:
    """What is approved once this editor approves: the digest, or nothing while more editors are asked for."""
    approvers = approver_ids(factcheck)
    if by.pk in approvers:
        raise Refused("You have approved it already; another editor has to approve it too.")
    return factcheck.digest if len(approvers) + 1 >= factcheck.approvals_required else ""


def approve(*, factcheck: FactCheck, by: User) -> None:
    """Adds the editor's approval of the text as it is."""
    round_, claim = _round(factcheck), primary_claim(factcheck)
    Approval.objects.create(
        round=round_,
        approver=by,
        at=timezone.now(),
        digest=factcheck.digest,
        verdict_word=claim.verdict_word if claim else "",
    )


def take_back(*, factcheck: FactCheck, by: User) -> None:
    """Takes back the person's own approval, or all of them for a chief editor who gave none; the rows stay."""
    given = _round(factcheck).approvals.filter(taken_back_at__isnull=True)
    own = given.filter(approver=by)
    (own if own.exists() else given).update(taken_back_at=timezone.now())


def close_published(*, factcheck: FactCheck, by: User) -> None:
    """Marks the round as ended by publishing."""
    ReviewRound.objects.filter(pk=_round(factcheck).pk).update(
        decision=Decision.PUBLISHED, decided_by=by, decided_at=timezone.now()
    )
