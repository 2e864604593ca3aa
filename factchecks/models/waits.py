"""What of a person's work lies with others, for Home."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from factchecks.models.check import Contribution, FactCheck
from factchecks.models.queues import READ, rows_of
from factchecks.models.review import Decision
from factchecks.models.user import User
from factchecks.roles import Right
from factchecks.states import State


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Something that lies with others: my check in review, or one that I sent back."""

    check: FactCheck
    since: datetime
    sent_back: bool
    others: tuple[str, ...]


def waiting(user: User) -> list[Wait]:
    """My checks in review with who could decide, and what I sent back; the longest wait first. Two queries."""
    submitted = Q(state=State.REVIEW, current_round__decision="") & (Q(author=user) | Q(assignee=user))
    sent_back = Q(state=State.RESEARCH, current_round__decision=Decision.SENT_BACK, current_round__decided_by=user)
    rows = rows_of(user, Right.READ).filter(submitted | sent_back).order_by("current_round__submitted_at", "id")[:READ]
    deciders = _deciders([check.pk for check in rows])
    return [_wait(check, deciders) for check in rows]


def _wait(check: FactCheck, deciders: dict[int, list[str]]) -> Wait:
    round_ = check.current_round
    if round_ and round_.decision == Decision.SENT_BACK and round_.decided_at:
        person = check.assignee or check.author
        return Wait(check=check, since=round_.decided_at, sent_back=True, others=(str(person),))
    since = round_.submitted_at if round_ else check.updated_at
    return Wait(check=check, since=since, sent_back=False, others=tuple(deciders.get(check.pk, ())))


def _deciders(check_ids: list[int]) -> dict[int, list[str]]:
    """Names of those who may decide about each check: the right on its desk, and no part in its making."""
    member = "desk__deskgroupobjectpermission__group__user"
    rows = FactCheck.objects.filter(
        **{f"{member}__is_active": True, "desk__deskgroupobjectpermission__permission__codename": Right.REVIEW.on_desk},
        pk__in=check_ids,
    ).annotate(person=F(f"{member}__id"), person_name=F(f"{member}__name"))
    wrote = Contribution.objects.filter(factcheck=OuterRef("pk"), user=OuterRef("person"))
    rows = rows.exclude(Exists(wrote)).exclude(person=F("author")).exclude(person=F("current_round__submitted_by"))
    found: dict[int, list[str]] = {}
    for check_id, name in rows.order_by("person_name").values_list("pk", "person_name").distinct():
        found.setdefault(check_id, []).append(name)
    return found
