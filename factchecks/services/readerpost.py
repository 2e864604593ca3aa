"""What the newsroom decides on the letters of readers: accept, merge, decline."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Overtaken, Refused
from factchecks.models import ClaimSuggestion, Desk, PostState, ReaderReport, User
from factchecks.models.readerpost import REASON_MAX
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.services import access, checks, ledger, repeats

GONE = "There is no such letter, or it is not for you."
NO_DESK = "Deciding on what readers suggest needs the right to write checks on a desk; an admin can give it."
NO_CHECK = "Deciding on this report needs the right to write checks on its desk; an admin can give it."


def suggestion_for(*, suggestion_id: int, by: User) -> ClaimSuggestion:
    """The suggestion, if the person may decide on it. Raises NotFound or NotAllowed."""
    rows = ClaimSuggestion.objects.visible_to(by).select_related("factcheck")
    found: ClaimSuggestion | None = rows.filter(pk=suggestion_id).first()
    if found is None:
        raise NotFound(GONE)
    if not scope_of(by).desk_ids(Right.DRAFT):
        raise NotAllowed(NO_DESK)
    return found


def report_for(*, report_id: int, by: User) -> ReaderReport:
    """The report, if the person may decide on it. Raises NotFound or NotAllowed."""
    rows = ReaderReport.objects.visible_to(by).select_related("factcheck")
    found: ReaderReport | None = rows.filter(pk=report_id).first()
    if found is None:
        raise NotFound(GONE)
    if not may_decide(report=found, by=by):
        raise NotAllowed(NO_CHECK)
    return found


def may_decide(*, report: ReaderReport, by: User) -> bool:
    """Whether the person writes for the check that the report is about."""
    check = report.factcheck
    held = scope_of(by).rights(check_id=check.pk, desk_id=check.desk_id, restricted=check.restricted)
    return Right.DRAFT in held


def swap(post: ClaimSuggestion | ReaderReport, values: dict[str, Any]) -> None:
    """Compare-and-swap on what was read; who comes second is told what the first one did."""
    seen = {"pk": post.pk, "state": post.state, "decided_at": post.decided_at}
    rows = ClaimSuggestion.objects if isinstance(post, ClaimSuggestion) else ReaderReport.objects
    if not rows.filter(**seen).update(**values):
        raise Overtaken(_told(rows.select_related("decided_by").get(pk=post.pk)))


def _told(post: ClaimSuggestion | ReaderReport) -> str:
    if post.decided_by is None:
        return "Somebody took the decision back; it waits again."
    why = f" The reason: “{post.reason}”" if post.reason else ""
    return f"{post.decided_by} {post.get_state_display().lower()} it meanwhile.{why}"


def _decide(post: ClaimSuggestion | ReaderReport, state: PostState, by: User, **more: Any) -> None:
    if post.state != PostState.OPEN:
        raise Overtaken(_told(post))
    swap(post, {"state": state, "decided_by": by, "decided_at": timezone.now()} | more)


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refused("Say why it is declined.")
    if len(reason) > REASON_MAX:
        raise Refused(f"Shorten the reason to {REASON_MAX} characters; it has {len(reason)}.")
    return reason


def tell_site(*, post: ClaimSuggestion, verb: str, by: User) -> None:
    """An event in the chain of the site: no check has to do with it."""
    ledger.append(chain=ledger.SITE, verb=verb, by=by, target=f"suggestion:{post.pk}")


@transaction.atomic
def accept_suggestion(*, suggestion_id: int, desk: Desk, by: User) -> ClaimSuggestion:
    """Opens a check with what the reader wrote. Raises NotFound, NotAllowed, or Overtaken when it is decided."""
    found = suggestion_for(suggestion_id=suggestion_id, by=by)
    claim = checks.NewClaim(text=found.text, claimant_name=found.who, appearance_url=found.url, reviewer_note=found.why)
    made = checks.create(desk=desk, claim=claim, by=by)
    _decide(found, PostState.ACCEPTED, by, factcheck=made)
    ledger.record(factcheck=made, verb="accept_suggestion", by=by, details={"suggestion": found.pk})
    found.factcheck = made
    return found


@transaction.atomic
def merge_suggestion(*, suggestion_id: int, check_id: int, by: User) -> ClaimSuggestion:
    """Notes that a check answers it already, and where the reader saw it. Raises NotFound, NotAllowed, Refused or
    Overtaken."""
    found = suggestion_for(suggestion_id=suggestion_id, by=by)
    factcheck = access.get_check(check_id=check_id, by=by)
    if factcheck.discarded_at:
        raise Refused(f"{factcheck.number} is discarded. Accept the suggestion instead, or restore the check.")
    _decide(found, PostState.MERGED, by, factcheck=factcheck)
    ledger.record(factcheck=factcheck, verb="merge_suggestion", by=by, details={"suggestion": found.pk})
    repeats.note_from_reader(factcheck=factcheck, url=found.url, by=by)
    found.factcheck = factcheck
    return found


@transaction.atomic
def decline_suggestion(*, suggestion_id: int, reason: str, by: User) -> ClaimSuggestion:
    """Will not be checked, and why. Raises NotFound, NotAllowed, Refused without a reason, or Overtaken."""
    found = suggestion_for(suggestion_id=suggestion_id, by=by)
    _decide(found, PostState.DECLINED, by, reason=_reason(reason))
    tell_site(post=found, verb="decline_suggestion", by=by)
    return found


@transaction.atomic
def accept_report(*, report_id: int, by: User) -> ReaderReport:
    """Those who write and edit the check see it on its page. Raises NotFound, NotAllowed or Overtaken."""
    found = report_for(report_id=report_id, by=by)
    _decide(found, PostState.ACCEPTED, by)
    ledger.record(factcheck=found.factcheck, verb="accept_report", by=by, details={"report": found.pk})
    return found


@transaction.atomic
def decline_report(*, report_id: int, reason: str, by: User) -> ReaderReport:
    """Not a mistake, and why not. Raises NotFound, NotAllowed, Refused without a reason, or Overtaken."""
    found = report_for(report_id=report_id, by=by)
    _decide(found, PostState.DECLINED, by, reason=_reason(reason))
    ledger.record(factcheck=found.factcheck, verb="decline_report", by=by, details={"report": found.pk})
    return found
