"""What of a person's work lies with others, for Home."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    StringAgg,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from factchecks.models.check import Contribution, FactCheck
from factchecks.models.grants import named_with
from factchecks.models.homerow import READ, Row, Task, rows_of, urgency_of
from factchecks.models.missed import is_missed, missed
from factchecks.models.nudge import own_nudge
from factchecks.models.review import Approval, Decision, VerdictProposal
from factchecks.models.user import User
from factchecks.models.veil import hides
from factchecks.roles import Right
from factchecks.states import State


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Something that lies with others: my check in review, one that I sent back, one that needs a second approval.

    `approvals`: how many of `required` editors approve the text; `nudged_at`: when I nudged last.
    """

    check: FactCheck
    since: datetime
    sent_back: bool
    others: tuple[str, ...]
    approvals: int = 0
    required: int = 1
    nudged_at: datetime | None = None

    @property
    def halfway(self) -> bool:
        """Whether some of the editors that the desk asks for have approved, and not all."""
        return 0 < self.approvals < self.required


def _approvals(**narrow: Any) -> Any:
    return Approval.objects.filter(round=OuterRef("current_round"), taken_back_at__isnull=True, **narrow)


def _approved() -> Coalesce:
    counted = _approvals().order_by().values("round").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _proposal(user: User) -> dict[str, Any]:
    """Another verdict that somebody else proposes; NULL for none."""
    proposals = VerdictProposal.objects.filter(round=OuterRef("current_round"), answer="").exclude(by=user)
    names = {"proposal_at": "at", "proposal_by": "by__name", "proposal_word": "verdict_word", "proposal_why": "reason"}
    return {name: Subquery(proposals.values(path)[:1]) for name, path in names.items()}


def _deciders() -> Subquery:
    """Names of those who may decide, a line each and some twice: the right on its desk, no part in its making."""
    member = "desk__deskgroupobjectpermission__group__user"
    right = {"desk__deskgroupobjectpermission__permission__codename": Right.REVIEW.on_desk}
    rows: Any = FactCheck.objects.filter(**{f"{member}__is_active": True, "pk": OuterRef("pk")}, **right)
    rows = rows.annotate(person=F(f"{member}__id"), person_name=F(f"{member}__name"))
    named = named_with(Right.REVIEW, content_object=OuterRef("pk"), user=OuterRef("person"))
    rows = rows.filter(Q(restricted=False) | Exists(named))
    wrote = Contribution.objects.filter(factcheck=OuterRef("pk"), user=OuterRef("person"))
    approved = _approvals(approver=OuterRef("person"))
    rows = rows.exclude(Exists(wrote)).exclude(Exists(approved)).exclude(person=F("author"))
    rows = rows.exclude(person=F("current_round__submitted_by"))
    names = StringAgg("person_name", Value("\n"), output_field=TextField())
    return Subquery(rows.order_by().values("pk").annotate(names=names).values("names"), output_field=TextField())


def lying(user: User) -> list[FactCheck]:
    """My checks in review, what I sent back, what I approved first; those to act on come first."""
    mine, here = Q(author=user) | Q(assignee=user), Q(state=State.REVIEW, current_round__decision="")
    sent_back = Q(state=State.RESEARCH, current_round__decision=Decision.SENT_BACK, current_round__decided_by=user)
    second = Q(Exists(_approvals(approver=user)), approved_digest="")
    set_by_me = missed() & Q(scheduled_by=user)
    rows = rows_of(user, Right.READ).filter(here & (mine | second) | sent_back | set_by_me)
    rows = rows.annotate(**_proposal(user), deciders=_deciders(), approvals=_approved(), nudged_at=own_nudge(user))
    rank = Case(When(missed(), then=Value(0)), default=Value(1), output_field=IntegerField())
    order = ("rank", F("proposal_at").asc(nulls_last=True), "current_round__submitted_at", "id")
    return list(rows.annotate(rank=rank).order_by(*order)[:READ])


def _asked(check: Any, user: User) -> bool:
    """Whether the person's word on a proposed verdict is awaited."""
    named = user.pk in (check.author_id, check.assignee_id)
    return check.proposal_at is not None and named and not hides(check, user)


def proposal_rows(others: list[FactCheck], user: User) -> list[Row]:
    """Other verdicts on which the person's word is awaited: of the author and the assignee."""
    return [_proposal_row(check, user) for check in others if _asked(check, user)]


def _proposal_row(check: Any, user: User) -> Row:
    said = f"{check.proposal_word}: {check.proposal_why}"
    told = {"when": check.proposal_at, "who": check.proposal_by, "note": said}
    return Row(check=check, task=Task.PROPOSAL, urgency=urgency_of(check, user), **told)


def waiting(user: User, others: list[FactCheck] | None = None) -> list[Wait]:
    """What lies with others, the longest wait first. `others`: what `lying` gave, else it is asked: one query."""
    found = lying(user) if others is None else others
    return [_wait(check) for check in found if not _asked(check, user) and not is_missed(check)]


def _wait(check: Any) -> Wait:
    round_ = check.current_round
    if round_ and round_.decision == Decision.SENT_BACK and round_.decided_at:
        person = str(check.assignee or check.author)
        return Wait(check=check, since=round_.decided_at, sent_back=True, others=(person,), nudged_at=check.nudged_at)
    return Wait(
        check=check,
        since=round_.submitted_at if round_ else check.updated_at,
        sent_back=False,
        others=tuple(sorted(set((check.deciders or "").split("\n")) - {""})),
        approvals=check.approvals,
        required=check.approvals_required,
        nudged_at=check.nudged_at,
    )
