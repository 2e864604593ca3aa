"""What waits for a person, as rows with their reasons: Home shows them, the words are in its template."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.utils import timezone

from factchecks.models.alert import Alert
from factchecks.models.check import Contribution, FactCheck
from factchecks.models.claim import Claim
from factchecks.models.discussion import Comment
from factchecks.models.querysets import BROKEN, FactCheckQuerySet, within
from factchecks.models.review import Approval, Decision, VerdictProposal
from factchecks.models.scopes import scope_of
from factchecks.models.source import Source
from factchecks.models.user import User
from factchecks.models.veil import hidden_among, veil_rows
from factchecks.roles import Right
from factchecks.states import State

# Rows read for each question; Home shows fewer. A queue longer than this is worked from the list of checks.
READ = 30
SHOWN = 7


class Task(StrEnum):
    """What there is to do."""

    ANSWER = "answer"
    PROPOSAL = "proposal"
    BROKEN = "broken"
    COMMENT = "comment"
    DECIDE = "decide"
    PUBLISH = "publish"
    HOLDS = "holds"
    CONTINUE = "continue"


class Urgency(StrEnum):
    """How the due time stands, in the person's own time zone."""

    LATE = "late"
    TODAY = "today"
    LATER = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing to do. `who`, `when` and `note` tell of what happened last (sent back, submitted, approved).

    `alert_id`: the oldest open question about a source of a live article; `thread_id`: where the person is asked
    something; `beside`: how many more there are of either.
    """

    check: FactCheck
    task: Task
    urgency: Urgency
    when: datetime
    who: str = ""
    note: str = ""
    alert_id: int = 0
    thread_id: int = 0
    beside: int = 0

    @property
    def place(self) -> str:
        """Name of the page where it is done."""
        if self.task is Task.HOLDS:
            return "alert"
        return "review" if self.task in (Task.DECIDE, Task.PUBLISH, Task.PROPOSAL) else "workspace"

    @property
    def key(self) -> int:
        """What the address of the place is made with."""
        return self.alert_id or self.check.pk

    @property
    def order(self) -> tuple[int, datetime, datetime, int]:
        """Sent back, late, today, asked, to decide, to publish, broken, does it hold, mine; then due, then wait."""
        later = (Task.COMMENT, Task.DECIDE, Task.PUBLISH, Task.BROKEN, Task.HOLDS, Task.CONTINUE)
        by_task = {Task.ANSWER: 0, Task.PROPOSAL: 3} | {task: rank for rank, task in enumerate(later, start=3)}
        by_due = {Urgency.LATE: 1, Urgency.TODAY: 2, Urgency.LATER: 9}
        rank = min(by_task[self.task], by_due[self.urgency])
        due = None if self.task in (Task.HOLDS, Task.COMMENT) else self.check.due_at
        return rank, due or self.when + timedelta(days=3650), self.when, self.check.pk


def _end_of_today(user: User) -> datetime:
    here = timezone.now().astimezone(ZoneInfo(user.time_zone))
    return here.replace(hour=23, minute=59, second=59, microsecond=0)


def _urgency(check: FactCheck, user: User) -> Urgency:
    if check.due_at is None:
        return Urgency.LATER
    if check.due_at < timezone.now():
        return Urgency.LATE
    return Urgency.TODAY if check.due_at <= _end_of_today(user) else Urgency.LATER


def rows_of(user: User, right: Right) -> FactCheckQuerySet:
    """Checks on which the person holds the right, with the people that a row of Home names."""
    people = ("desk", "author", "assignee", "current_round__submitted_by", "current_round__decided_by", "reviewer")
    rows = FactCheck.objects.filter(within(scope_of(user), right), discarded_at__isnull=True)
    return rows.with_people().select_related(*people)


def _of(user: User) -> Q:
    return Q(assignee=user) | Q(author=user, assignee__isnull=True)


def _own_work(user: User) -> Q:
    wrote = Contribution.objects.filter(factcheck=OuterRef("pk"), user=user)
    return Q(author=user) | Q(current_round__submitted_by=user) | Q(Exists(wrote))


def _broken_links() -> Subquery:
    """How many sources of a check are cited by an address that does not answer; NULL for none."""
    sources = Source.objects.filter(factcheck=OuterRef("pk"), removed_at__isnull=True, cite_copy=False)
    broken = sources.filter(link__state__in=BROKEN).order_by().values("factcheck").annotate(n=Count("pk"))
    return Subquery(broken.values("n"), output_field=IntegerField())


def _mine(user: User) -> list[FactCheck]:
    back = When(current_round__decision=Decision.SENT_BACK, state=State.RESEARCH, then=Value(0))
    rows = rows_of(user, Right.DRAFT).filter(_of(user), state__in=(State.DRAFT, State.RESEARCH))
    rank = Case(back, default=Value(1), output_field=IntegerField())
    found = rows.annotate(rank=rank, broken=_broken_links())
    return list(found.order_by("rank", F("due_at").asc(nulls_last=True), "created_at", "id")[:READ])


def _to_decide(user: User) -> list[FactCheck]:
    given = Approval.objects.filter(round=OuterRef("current_round"), approver=user, taken_back_at__isnull=True)
    rows = rows_of(user, Right.REVIEW).filter(state=State.REVIEW, current_round__decision="")
    rows = rows.exclude(_own_work(user)).exclude(Exists(given), approved_digest="")
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "current_round__submitted_at", "id")[:READ])


def _asked(user: User) -> list[Alert]:
    """Open questions about live articles: to those who write them, and to editors of the desk.

    A confidential source is named only to those who write the check.
    """
    scope = scope_of(user)
    mine = FactCheck.objects.filter(within(scope, Right.DRAFT)).filter(Q(author=user) | Q(assignee=user))
    edited = FactCheck.objects.filter(within(scope, Right.REVIEW))
    of_desk = Q(factcheck__in=edited.order_by(), source__confidential=False)
    rows = Alert.objects.filter(Q(factcheck__in=mine.order_by()) | of_desk, closed_at__isnull=True)
    live = rows.filter(factcheck__live_edition__isnull=False, factcheck__taken_down_at__isnull=True)
    people = ("factcheck__desk", "factcheck__author", "factcheck__assignee", "source")
    return list(live.filter(source__removed_at__isnull=True).select_related(*people).order_by("opened_at", "id")[:READ])


def _asked_rows(user: User) -> list[Row]:
    """One row a check."""
    by_check: dict[int, list[Alert]] = {}
    for alert in _asked(user):
        by_check.setdefault(alert.factcheck_id, []).append(alert)
    return [_asked_row(alerts) for alerts in by_check.values()]


def _asked_row(alerts: list[Alert]) -> Row:
    first = alerts[0]
    return Row(
        check=first.factcheck,
        task=Task.HOLDS,
        urgency=Urgency.LATER,
        when=first.opened_at,
        who=str(first.source),
        note=first.detail,
        alert_id=first.pk,
        beside=len(alerts) - 1,
    )


def _comments(user: User) -> list[Comment]:
    """What the person is asked; about a confidential source only for those who write the check."""
    visible = FactCheck.objects.filter(discarded_at__isnull=True).visible_to(user)
    people = ("author", *(f"thread__factcheck__{one}" for one in ("desk", "author", "assignee")))
    wrote = Contribution.objects.filter(factcheck=OuterRef("thread__factcheck"), user=user)
    works = Q(thread__factcheck__author=user) | Q(thread__factcheck__assignee=user) | Q(Exists(wrote))
    open_to_all = Q(thread__source__isnull=True) | Q(thread__source__confidential=False)
    asked = Comment.objects.asking(user).filter(open_to_all | works, thread__factcheck__in=visible.order_by())
    return list(asked.select_related(*people).order_by("sent_at", "id")[:READ])


def _comment_rows(user: User) -> list[Row]:
    """One row a check."""
    by_check: dict[int, list[Comment]] = {}
    for comment in _comments(user):
        by_check.setdefault(comment.thread.factcheck_id, []).append(comment)
    return [_comment_row(found) for found in by_check.values()]


def _comment_row(found: list[Comment]) -> Row:
    first = found[0]
    return Row(
        check=first.thread.factcheck,
        task=Task.COMMENT,
        urgency=Urgency.LATER,
        when=first.sent_at or first.written_at,
        who=str(first.author),
        note=first.text,
        thread_id=first.thread_id,
        beside=len(found) - 1,
    )


def _own_row(check: FactCheck, user: User) -> Row:
    round_, urgency = check.current_round, _urgency(check, user)
    if round_ and round_.decision == Decision.SENT_BACK and round_.decided_at and check.state == State.RESEARCH:
        who, note = str(round_.decided_by), round_.decision_note
        return Row(check=check, task=Task.ANSWER, urgency=urgency, when=round_.decided_at, who=who, note=note)
    broken: int = check.broken  # type: ignore[attr-defined]
    task = Task.BROKEN if broken else Task.CONTINUE
    return Row(check=check, task=task, urgency=urgency, when=check.created_at, beside=broken)


def _proposed(user: User) -> list[VerdictProposal]:
    """Other verdicts on which the person's word is awaited: of the author and the assignee."""
    visible = FactCheck.objects.filter(discarded_at__isnull=True, state=State.REVIEW).visible_to(user)
    mine = Q(round__factcheck__author=user) | Q(round__factcheck__assignee=user)
    rows = VerdictProposal.objects.filter(mine, answer="", round__factcheck__in=visible.order_by())
    people = ("by", *(f"round__factcheck__{one}" for one in ("desk", "author", "assignee")))
    found = list(rows.exclude(by=user).select_related(*people).order_by("at", "id")[:READ])
    hidden = hidden_among([one.round.factcheck for one in found], user)
    return [one for one in found if one.round.factcheck_id not in hidden]


def _proposal_row(proposal: VerdictProposal, user: User) -> Row:
    check, said = proposal.round.factcheck, f"{proposal.verdict_word}: {proposal.reason}"
    urgency = _urgency(check, user)
    return Row(check=check, task=Task.PROPOSAL, urgency=urgency, when=proposal.at, who=str(proposal.by), note=said)


def _review_row(check: FactCheck, user: User) -> Row:
    round_ = check.current_round
    task = Task.PUBLISH if check.approved_digest else Task.DECIDE
    when = round_.submitted_at if round_ else check.updated_at
    who, note = (str(round_.submitted_by), round_.note) if round_ else ("", "")
    return Row(check=check, task=task, urgency=_urgency(check, user), when=when, who=who, note=note)


def do_now(user: User) -> list[Row]:
    """Everything that waits for the person, the most pressing first; at most 5 x `READ` rows, in five queries."""
    rows = [_own_row(check, user) for check in _mine(user)]
    rows += [_review_row(check, user) for check in _to_decide(user)]
    rows += [_proposal_row(proposal, user) for proposal in _proposed(user)]
    rows += _asked_rows(user) + _comment_rows(user)
    return sorted(rows, key=lambda row: row.order)


def published_lately(user: User, limit: int = 5) -> list[FactCheck]:
    """What readers got last, of the checks that the person may read."""
    return list(FactCheck.objects.public().visible_to(user).select_related("desk")[:limit])


def with_verdicts(checks: list[FactCheck], user: User) -> None:
    """Loads the claims for rows that are already read, in one query, with the verdicts that this person may see."""
    claims = Claim.objects.select_related("verdict", "claimant")
    prefetch_related_objects(checks, Prefetch("claims", queryset=claims))
    veil_rows(checks, user)


def oldest_untaken(user: User) -> FactCheck | None:
    """The draft that nobody works on for longest, on a desk for which the person writes."""
    free = rows_of(user, Right.DRAFT).filter(assignee__isnull=True, state__in=(State.DRAFT, State.RESEARCH))
    return free.exclude(author=user).order_by("created_at", "id").first()
