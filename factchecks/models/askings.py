"""What others ask of a person, as rows of Home: whether an article still holds, and questions in discussions."""

from django.db.models import Exists, OuterRef, Q

from factchecks.models.alert import Alert
from factchecks.models.check import Contribution, FactCheck
from factchecks.models.discussion import Comment
from factchecks.models.homerow import READ, Row, Task, Urgency
from factchecks.models.querysets import within
from factchecks.models.scopes import scope_of
from factchecks.models.user import User
from factchecks.roles import Right


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


def alert_rows(user: User) -> list[Row]:
    """Whether live articles still hold: one row a check."""
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


def comment_rows(user: User) -> list[Row]:
    """What the person was asked in the discussions: one row a check."""
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
