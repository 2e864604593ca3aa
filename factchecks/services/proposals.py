"""Verdicts that a reviewer proposes: opens, accepts, declines. Called by `transitions`, inside its transaction."""

from django.utils import timezone

from factchecks.errors import Refused
from factchecks.models import Answer, Claim, EditionReason, FactCheck, ReviewRound, User, Verdict, VerdictProposal
from factchecks.models.facts import primary_claim
from factchecks.services import checks, editions


def _claim(factcheck: FactCheck) -> Claim:
    claim = primary_claim(factcheck)
    if claim is None:
        raise Refused("There is no claim.")
    return claim


def _round(factcheck: FactCheck) -> ReviewRound:
    if factcheck.current_round is None:
        raise Refused("It is not in review.")
    return factcheck.current_round


def open_of(*, factcheck: FactCheck) -> VerdictProposal | None:
    """The proposal of the current round that waits for an answer."""
    waiting = VerdictProposal.objects.filter(round=factcheck.current_round_id, answer="")
    return waiting.select_related("by", "verdict__scale").first()


def _open(factcheck: FactCheck) -> VerdictProposal:
    found = open_of(factcheck=factcheck)
    if found is None:
        raise Refused("No other verdict is waiting for an answer.")
    return found


def propose(*, factcheck: FactCheck, verdict: Verdict | None, reason: str, by: User) -> VerdictProposal:
    """Opens a proposal on the current round. Refused without a verdict, or with the one that stands."""
    claim = _claim(factcheck)
    if verdict is None or verdict.retired:
        raise Refused("Choose the verdict you propose.")
    if verdict.pk == claim.verdict_id:
        raise Refused(f"“{verdict.word}” is the verdict already. Choose another one.")
    return VerdictProposal.objects.create(
        round=_round(factcheck),
        verdict=verdict,
        verdict_word=verdict.word,
        verdict_was=claim.verdict_word,
        reason=reason,
        by=by,
        at=timezone.now(),
    )


def apply(*, factcheck: FactCheck) -> None:
    """Puts the proposed verdict on the claim in memory and measures the content anew; writes nothing."""
    claim, verdict = _claim(factcheck), _open(factcheck).verdict
    claim.verdict, claim.verdict_word, claim.verdict_definition = verdict, verdict.word, verdict.definition
    checks.read_content(factcheck)


def accept(*, factcheck: FactCheck, note: str, by: User) -> None:
    """Writes what `apply` has set: the claim, and an edition that the round goes on with. Approvals are taken back."""
    _claim(factcheck).save(update_fields=["verdict", "verdict_word", "verdict_definition"])
    _answered(_open(factcheck), Answer.ACCEPTED, note=note, by=by)
    content = checks.read_content(factcheck)
    made = editions.make(factcheck=factcheck, content=content, reason=EditionReason.SUBMITTED, by=by)
    round_ = _round(factcheck)
    ReviewRound.objects.filter(pk=round_.pk).update(submitted_edition=made)
    round_.approvals.filter(taken_back_at__isnull=True).update(taken_back_at=timezone.now())
    checks.contributed(factcheck=factcheck, by=by)


def decline(*, factcheck: FactCheck, note: str, by: User) -> None:
    """The verdict stays; the note says why."""
    _answered(_open(factcheck), Answer.DECLINED, note=note, by=by)


def _answered(proposal: VerdictProposal, answer: Answer, *, note: str, by: User) -> None:
    proposal.answer, proposal.answer_note = answer, note
    proposal.answered_by, proposal.answered_at = by, timezone.now()
    proposal.save(update_fields=["answer", "answer_note", "answered_by", "answered_at"])
