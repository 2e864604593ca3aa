"""What must hold across rows. Run by tests, by `check_integrity`, and nightly; each yields a sentence a fault."""

from collections.abc import Callable, Iterator

from django.db.models import F, Q

from factchecks.models import Approval, Contribution, Event, FactCheck, ReviewRound, Source
from factchecks.models.content import content_of, digest_of
from factchecks.states import Action, State


def digests_are_true() -> Iterator[str]:
    """From review on the kept digest is that of the content. While a check is written nothing reads it, and saving
    does not keep it."""
    bound = FactCheck.objects.filter(state__in=(State.REVIEW, State.PUBLISHED)).select_related("desk", "author")
    for factcheck in bound.iterator(chunk_size=200):
        if digest_of(content_of(factcheck)) != factcheck.digest:
            yield f"{factcheck.number}: its digest is not that of its content."


def live_editions_were_approved() -> Iterator[str]:
    """What readers see was approved, but for what an admin published by breaking the glass: the ledger says so."""
    rows = FactCheck.objects.filter(live_edition__isnull=False).select_related("live_edition", "current_round")
    for factcheck in rows:
        live = factcheck.live_edition
        approvals = Approval.objects.filter(
            round__factcheck=factcheck, digest=F("round__submitted_edition__digest"), taken_back_at__isnull=True
        )
        broken = Event.objects.filter(hash=live.event_hash, verb=Action.BREAK_GLASS)  # type: ignore[union-attr]
        if not approvals.filter(digest=live.digest).exists() and not broken.exists():  # type: ignore[union-attr]
            yield f"{factcheck.number}: what readers see was approved by nobody."


def nobody_approved_own_work() -> Iterator[str]:
    """No approver is author, contributor or submitter."""
    for approval in Approval.objects.select_related("round__factcheck"):
        factcheck = approval.round.factcheck
        own = {factcheck.author_id, approval.round.submitted_by_id}
        own |= set(
            Contribution.objects.filter(factcheck=factcheck, since__lte=approval.at).values_list("user_id", flat=True)
        )
        if approval.approver_id in own:
            yield f"{factcheck.number}: approved by somebody who worked on it."


def review_has_an_open_round() -> Iterator[str]:
    """A check in review has exactly one undecided round, and it is the current one; others have none."""
    for factcheck in FactCheck.objects.filter(state=State.REVIEW):
        undecided = list(ReviewRound.objects.filter(factcheck=factcheck, decision="").values_list("pk", flat=True))
        if undecided != [factcheck.current_round_id]:
            yield f"{factcheck.number}: in review without exactly one open round."
    for round_ in ReviewRound.objects.filter(decision="").exclude(factcheck__state=State.REVIEW):
        yield f"{round_.factcheck.number}: not in review, but round {round_.number} is open."


def sources_stay_in_their_check() -> Iterator[str]:
    """A file used as a source belongs to the same check."""
    for source in Source.objects.filter(~Q(attachment__factcheck=F("factcheck")), attachment__isnull=False):
        yield f"FC-{source.factcheck_id:04d}: source {source.pk} rests on a file of another check."


ALL: tuple[Callable[[], Iterator[str]], ...] = (
    digests_are_true,
    live_editions_were_approved,
    nobody_approved_own_work,
    review_has_an_open_round,
    sources_stay_in_their_check,
)


def faults() -> Iterator[str]:
    """Every fault of every invariant."""
    for invariant in ALL:
        yield from invariant()
