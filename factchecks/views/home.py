"""Home: what a person has to do now and why, what lies with others, what went out."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from factchecks.models import User, queues, upkeep, waits
from factchecks.models.queues import Row, Urgency
from factchecks.models.scopes import Scope, scope_of
from factchecks.models.user import admins
from factchecks.roles import Right
from factchecks.views.request import StaffRequest

NOTE_HIDDEN = "first_run_hidden"
WROTE = {"create": "claims recorded", "submit": "sent to review"}
DECIDED = {"send_back": "sent back", "approve": "approved", "publish": "published"}


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Which parts a person plays; Home says different things to each."""

    reporter: bool
    editor: bool
    admin: bool

    @property
    def any(self) -> bool:
        return self.reporter or self.editor or self.admin


def _parts(scope: Scope, *, is_staff: bool) -> Parts:
    reviews, drafts = bool(scope.desk_ids(Right.REVIEW)), bool(scope.desk_ids(Right.DRAFT))
    return Parts(reporter=drafts and not reviews, editor=reviews, admin=is_staff)


def _count(rows: list[Row], urgency: Urgency) -> int:
    return sum(row.urgency is urgency for row in rows)


def _work(person: User) -> dict[str, Any]:
    rows, published = queues.do_now(person), queues.published_lately(person)
    shown = rows[: queues.SHOWN]
    queues.with_verdicts([row.check for row in shown] + published, person)
    return {
        "rows": shown,
        "more": len(rows) - len(shown),
        "late": _count(rows, Urgency.LATE),
        "today": _count(rows, Urgency.TODAY),
        "waits": waits.waiting(person),
        "published": published,
        "free": None if rows else queues.oldest_untaken(person),
        "upkeep": upkeep.upkeep() if person.is_staff else None,
    }


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """The page. At most 12 queries, however long the queues are."""
    scope = scope_of(request.user)
    parts = _parts(scope, is_staff=request.user.is_staff)
    on_a_desk = bool(scope.desks or scope.checks)
    context = {
        **_work(request.user),
        "parts": parts,
        "lately": upkeep.did_lately(request.user, DECIDED if parts.editor else WROTE) if on_a_desk else {},
        "may_write": bool(scope.desk_ids(Right.DRAFT)),
        "on_a_desk": on_a_desk,
        "admins": [] if on_a_desk else admins(),
        "note": not request.session.get(NOTE_HIDDEN, False),
    }
    return render(request, "factchecks/home.html", context)


@require_POST
def hide_note(request: StaffRequest) -> HttpResponse:
    """Puts the first-run note away until the next sign-in."""
    request.session[NOTE_HIDDEN] = True
    return redirect("home")
