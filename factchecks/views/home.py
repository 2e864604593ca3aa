"""Home: what a person has to do now and why, what lies with others, what went out."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from factchecks.models import User, aired, queues, upkeep, waits
from factchecks.models.homerow import SHOWN, Row, Urgency
from factchecks.models.scopes import Scope, scope_of
from factchecks.models.user import admins
from factchecks.roles import Right
from factchecks.services.presence import EVERY_S
from factchecks.views.homemark import mark_of
from factchecks.views.live import NOTHING
from factchecks.views.request import StaffRequest
from factchecks.views.workbench import is_fragment

PAGE = "factchecks/home.html"
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
    others = waits.lying(person)
    rows, published = queues.do_now(person, others), aired.published_lately(person)
    shown = rows[:SHOWN]
    queues.with_verdicts([row.check for row in shown] + published, person)
    return {
        "rows": shown,
        "more": len(rows) - len(shown),
        "late": _count(rows, Urgency.LATE),
        "today": _count(rows, Urgency.TODAY),
        "waits": waits.waiting(person, others),
        "watched": aired.watched(person)[:SHOWN],
        "published": published,
        "free": None if rows else queues.oldest_untaken(person),
        "upkeep": upkeep.upkeep() if person.is_staff else None,
    }


def _context(request: StaffRequest) -> dict[str, Any]:
    scope = scope_of(request.user)
    parts = _parts(scope, is_staff=request.user.is_staff)
    on_a_desk = bool(scope.desks or scope.checks)
    work = _work(request.user)
    lately = upkeep.did_lately(request.user, DECIDED if parts.editor else WROTE) if on_a_desk else {}
    return {
        **work,
        "parts": parts,
        "lately": lately,
        "mark": mark_of(work, lately),
        "may_write": bool(scope.desk_ids(Right.DRAFT)),
        "on_a_desk": on_a_desk,
        "admins": [] if on_a_desk else admins(),
        "note": not request.session.get(NOTE_HIDDEN, False),
        "every": EVERY_S,
    }


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """The page. At most 12 queries, however long the queues are."""
    return render(request, PAGE, _context(request))


@require_safe
def home_live(request: StaffRequest) -> HttpResponse:
    """204 while Home says what it said with `?mark=`, else its parts. Without htmx's header, the page itself."""
    context = _context(request)
    if not is_fragment(request):
        return render(request, PAGE, context)
    if context["mark"] == request.GET.get("mark", ""):
        return HttpResponse(status=NOTHING)
    return render(request, f"{PAGE}#parts", context)


@require_POST
def hide_note(request: StaffRequest) -> HttpResponse:
    """Puts the first-run note away until the next sign-in."""
    request.session[NOTE_HIDDEN] = True
    return redirect("home")
