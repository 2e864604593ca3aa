"""What waits for a person, as rows with their reasons: Home shows them, the words are in its template."""

from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
    prefetch_related_objects,
)

from factchecks.models.again import again, again_row, is_again, repeat_waits, repeated_for, repeated_row
from factchecks.models.askings import alert_rows, comment_rows
from factchecks.models.assignment import handed_to
from factchecks.models.check import Contribution, FactCheck
from factchecks.models.claim import Claim
from factchecks.models.correction import Correction
from factchecks.models.factrows import FACTS
from factchecks.models.homerow import READ, Row, Task, Urgency, rows_of, urgency_of
from factchecks.models.missed import is_missed, missed, missed_rows
from factchecks.models.nudge import nudged
from factchecks.models.review import Approval, Decision
from factchecks.models.user import User
from factchecks.models.veil import veil_rows
from factchecks.models.waits import lying, proposal_rows
from factchecks.roles import Right
from factchecks.states import State


def _of(user: User) -> Q:
    return Q(assignee=user) | Q(author=user, assignee__isnull=True)


def _own_work(user: User) -> Q:
    wrote = Contribution.objects.filter(factcheck=OuterRef("pk"), user=user)
    return Q(author=user) | Q(current_round__submitted_by=user) | Q(Exists(wrote))


def _mine(user: User) -> list[FactCheck]:
    back = When(current_round__decision=Decision.SENT_BACK, state=State.RESEARCH, then=Value(0))
    rows = rows_of(user, Right.DRAFT).filter(_of(user), Q(state__in=(State.DRAFT, State.RESEARCH)) | again())
    rank = Case(back, default=Value(1), output_field=IntegerField())
    found = rows.annotate(rank=rank, broken=FACTS["n_broken"], **handed_to(user), **nudged(user))
    return list(found.order_by("rank", F("due_at").asc(nulls_last=True), "created_at", "id")[:READ])


def _to_decide(user: User) -> list[FactCheck]:
    given = Approval.objects.filter(round=OuterRef("current_round"), approver=user, taken_back_at__isnull=True)
    here = Q(state=State.REVIEW, current_round__decision="")
    confirm = Q(standing_asked__isnull=False) & ~Q(standing_asked__opened_by=user) & ~_own_work(user)
    rows = rows_of(user, Right.REVIEW)
    # What goes out by itself waits for nobody; what should have and did not is everybody's matter.
    others = Q(publish_at__isnull=True) & ~_own_work(user) & ~(Q(Exists(given)) & Q(approved_digest=""))
    rank = Case(When(missed(), then=Value(0)), default=Value(1), output_field=IntegerField())
    waits = Q(state=State.PUBLISHED) & repeated_for(user)
    mine = here & (missed() | others) | confirm | again() & ~_own_work(user) | waits
    found = rows.filter(mine).annotate(rank=rank, repeat_waits=repeat_waits(user), **nudged(user))
    return list(found.order_by("rank", F("due_at").asc(nulls_last=True), "current_round__submitted_at", "id")[:READ])


def _nudge(check: FactCheck) -> dict[str, Any]:
    return {"nudged_by": check.nudged_by or "", "nudged_at": check.nudged_at}  # type: ignore[attr-defined]


def _own_row(check: FactCheck, user: User) -> Row:
    if is_again(check):
        return again_row(check)
    round_, urgency = check.current_round, urgency_of(check, user)
    if round_ and round_.decision == Decision.SENT_BACK and round_.decided_at and check.state == State.RESEARCH:
        told: dict[str, Any] = {"when": round_.decided_at, "who": str(round_.decided_by), "note": round_.decision_note}
        return Row(check=check, task=Task.ANSWER, urgency=urgency, **told, **_nudge(check))
    broken: int = check.broken  # type: ignore[attr-defined]
    if broken:
        return Row(check=check, task=Task.BROKEN, urgency=urgency, when=check.created_at, beside=broken)
    given: dict[str, Any] = {"when": check.handed_at or check.created_at, "who": check.handed_by or ""}  # type: ignore[attr-defined]
    note = check.handed_note or ""  # type: ignore[attr-defined]
    return Row(check=check, task=Task.CONTINUE, urgency=urgency, note=note, **given)


def _confirm_row(check: FactCheck, asked: Correction) -> Row:
    told: dict[str, Any] = {"when": asked.opened_at, "who": str(asked.opened_by), "note": asked.wrong}
    return Row(check=check, task=Task.CONFIRM, urgency=Urgency.LATER, **told)


def _review_row(check: FactCheck, user: User) -> Row:
    if check.standing_asked and check.standing_asked.opened_by_id != user.pk:
        return _confirm_row(check, check.standing_asked)
    if check.state == State.PUBLISHED:
        return repeated_row(check) if check.repeat_waits else again_row(check)  # type: ignore[attr-defined]
    round_ = check.current_round
    task = Task.PUBLISH if check.approved_digest else Task.DECIDE
    when = round_.submitted_at if round_ else check.updated_at
    who, note = (str(round_.submitted_by), round_.note) if round_ else ("", "")
    urgency = urgency_of(check, user)
    return Row(check=check, task=task, urgency=urgency, when=when, who=who, note=note, **_nudge(check))


def do_now(user: User, others: list[FactCheck] | None = None) -> list[Row]:
    """Everything that waits for the person, the most pressing first; at most 5 x `READ` rows, in five queries.

    `others`: what `lying` gave, where it has been read already; that is one query less.
    """
    others, to_decide = lying(user) if others is None else others, _to_decide(user)
    rows = [_own_row(check, user) for check in _mine(user)] + missed_rows(others + to_decide, user)
    rows += [_review_row(check, user) for check in to_decide if not is_missed(check)]
    rows += proposal_rows(others, user)
    rows += alert_rows(user) + comment_rows(user)
    return sorted(rows, key=lambda row: row.order)


def with_verdicts(checks: list[FactCheck], user: User) -> None:
    """Loads the claims for rows that are already read, in one query, with the verdicts that this person may see."""
    claims = Claim.objects.select_related("verdict", "claimant")
    prefetch_related_objects(checks, Prefetch("claims", queryset=claims))
    veil_rows(checks, user)


def oldest_untaken(user: User) -> FactCheck | None:
    """The draft that nobody works on for longest, on a desk for which the person writes."""
    free = rows_of(user, Right.DRAFT).filter(assignee__isnull=True, state__in=(State.DRAFT, State.RESEARCH))
    return free.exclude(author=user).order_by("created_at", "id").first()
