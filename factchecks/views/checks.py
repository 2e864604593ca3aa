"""The list of checks: search, filters as plain links, pages by key."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from factchecks.forms.filters import CheckFilter
from factchecks.models import Desk, FactCheck
from factchecks.models.check import STATES
from factchecks.models.paging import Page, page_of
from factchecks.models.queues import with_verdicts
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.views.request import StaffRequest

FILTERS = ("q", "state", "desk", "mine", "discarded")
STATE_CHOICES = [*STATES[:3], ("approved", "Approved"), *STATES[3:]]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A filter as a link: pressing one that is on takes it away."""

    label: str
    query: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """A filter that is on, and the address without it."""

    label: str
    query: str


def _with(params: QueryDict, name: str, value: str) -> str:
    changed = params.copy()
    changed.pop("page", None)
    changed[name] = value
    if not value:
        del changed[name]
    return f"?{changed.urlencode()}"


def _choice(params: QueryDict, name: str, value: str, label: str) -> Choice:
    on = params.get(name) == value
    return Choice(label=label, query=_with(params, name, "" if on else value), on=on)


def _choices(params: QueryDict, desks: list[Desk]) -> dict[str, list[Choice]]:
    whose = [("mine", "Mine"), ("discarded", "Discarded")]
    return {
        "whose": [_choice(params, name, "true", label) for name, label in whose],
        "states": [_choice(params, "state", value, label) for value, label in STATE_CHOICES],
        "desks": [_choice(params, "desk", desk.slug, desk.name) for desk in desks] if len(desks) > 1 else [],
    }


def _active(params: QueryDict, desks: list[Desk]) -> Iterator[Dropped]:
    words = {**dict(STATE_CHOICES), **{desk.slug: desk.name for desk in desks}}
    for name in FILTERS:
        value = params.get(name, "")
        if value:
            label = f"“{value}”" if name == "q" else words.get(value, name.capitalize())
            yield Dropped(label=label, query=_with(params, name, ""))


def _to_drop(request: StaffRequest, active: list[Dropped]) -> Dropped | None:
    """The first filter without which there is something to see."""
    for one in active:
        rows = FactCheck.objects.visible_to(request.user)
        if CheckFilter(QueryDict(one.query[1:]), queryset=rows, request=request).qs.exists():
            return one
    return None


def _neighbours(params: QueryDict, page: Page) -> dict[str, str]:
    cursors = {"newer": page.newer, "older": page.older}
    return {way: _with(params, "page", cursor) if cursor else "" for way, cursor in cursors.items()}


@require_GET
def checks(request: StaffRequest) -> HttpResponse:
    """The page. At most 12 queries."""
    scope, params = scope_of(request.user), request.GET
    desks = list(Desk.objects.filter(pk__in=scope.desk_ids(Right.READ)))
    rows = FactCheck.objects.visible_to(request.user).with_people().select_related("author", "assignee")
    page = page_of(CheckFilter(params, queryset=rows, request=request).qs, params.get("page", ""))
    with_verdicts(page.rows, request.user)
    active = list(_active(params, desks))
    context = {
        **_choices(params, desks),
        **_neighbours(params, page),
        "page": page,
        "moment": timezone.now(),
        "active": active,
        # Not `request.GET.items` in the page: ?items=x would be what that means there.
        "others": [(name, params[name]) for name in FILTERS if name != "q" and params.get(name)],
        "drop": None if page.rows else _to_drop(request, active),
        "discarded": params.get("discarded") == "true",
        "may_write": bool(scope.desk_ids(Right.DRAFT)),
    }
    return render(request, "factchecks/checks.html", context)
