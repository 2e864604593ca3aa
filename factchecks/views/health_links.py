"""Link health: how the links of live articles stand, what to mend first, and four plots; kept copies cited in bulk."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.forms.alerts import GONE, ChosenForm, HealthFilter
from factchecks.links.survival import survival
from factchecks.models import Desk, User, fixfirst, linkhealth, linkplots
from factchecks.models.querysets import SourceQuerySet
from factchecks.models.scopes import scope_of
from factchecks.roles import Right
from factchecks.services import alerts
from factchecks.views import health_bars, health_plots
from factchecks.views.answers import posted, say
from factchecks.views.health_rows import fix_rows
from factchecks.views.loading import person
from factchecks.views.workbench import is_fragment

PAGE = "factchecks/links.html"
SHOWN = 10
NOTHING = "Nothing was changed."


def _rows(user: User, narrow: HealthFilter) -> SourceQuerySet:
    return linkhealth.cited(user, desk=narrow.value("desk"), publisher=narrow.value("publisher"))


def _filter(request: HttpRequest, user: User) -> HealthFilter:
    readable = Desk.objects.filter(pk__in=scope_of(user).desk_ids(Right.READ))
    return HealthFilter(request.GET, desks=list(readable))


def _numbers(request: HttpRequest, rows: SourceQuerySet) -> dict[str, Any]:
    return {"numbers": linkhealth.numbers(rows), "query": request.GET.urlencode()}


def _plots(rows: SourceQuerySet, now: datetime) -> dict[str, Any]:
    lives, events = linkplots.lives(rows), linkplots.host_events(rows, now=now)
    today = now.date()
    return {
        "days": health_plots.live_days(linkplots.days(today=today), today=today, events=events),
        "ages": health_plots.ages([survival(lives.every), survival(lives.official)]),
        "publishers": health_bars.publisher_bars(linkplots.by_publisher(rows)),
        "waits": health_bars.waits(linkplots.longest_waits(now=now), now=now),
        "events": events,
    }


def _page(request: HttpRequest, *, status: int = 200, **given: Any) -> HttpResponse:
    user = person(request)
    narrow, scope = _filter(request, user), scope_of(user)
    rows, everything = _rows(user, narrow), "all" in request.GET
    found = fixfirst.fix_first(rows, state=narrow.value("state"))
    shown = found if everything else found[:SHOWN]
    fix = fix_rows(user, shown, set(request.POST.getlist("source")), choose_all="choose" in request.GET)
    context = _numbers(request, rows) | _plots(rows, timezone.now())
    context |= {"narrow": narrow, "fix": fix, "found": len(found), "may_fix": any(one.choosable for one in fix)}
    context |= {"chosen": sum(one.chosen and one.choosable for one in fix), "others": _others(request)}
    context["on_a_desk"] = bool(scope.desks or scope.checks)
    return render(request, PAGE, context | given, status=status)


def _others(request: HttpRequest) -> str:
    """The address's query without what concerns the table alone."""
    params = request.GET.copy()
    for name in ("all", "choose"):
        params.pop(name, None)
    return params.urlencode()


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """The page. At most 12 queries, however many links."""
    return _page(request)


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The three numbers, which the page asks for each minute; the whole page for everybody else."""
    if not is_fragment(request):
        return _page(request)
    user = person(request)
    context = _numbers(request, _rows(user, _filter(request, user)))
    return render(request, f"{PAGE}#numbers", context)


def _cite(form: ChosenForm, user: User) -> tuple[str, ...]:
    """The sentences why nothing was changed; empty when every chosen source cites its copy now."""
    if not form.is_valid():
        return tuple(str(one) for one in form.errors["source"])
    try:
        alerts.cite_copies(source_ids=form.cleaned_data["source"], by=user)
    except NotAllowed:
        raise
    except NotFound:
        # One sentence for what is gone and for what belongs to others, so that nothing is learnt of the latter.
        return NOTHING, GONE
    except Refused as error:
        return NOTHING, str(error)
    return ()


@posted
def cite_copies(request: HttpRequest) -> HttpResponseBase:
    """All of the chosen sources or none; `only` is the row whose own button was pressed."""
    only = request.POST.get("only")
    form = ChosenForm({"source": [only]} if only else request.POST)
    refusals = _cite(form, person(request))
    if refusals:
        return _page(request, status=422, refusals=refusals)
    number = len(form.cleaned_data["source"])
    say(request, f"{number} kept {'copies are' if number > 1 else 'copy is'} cited now. The articles say so.")
    query = _others(request)
    return redirect(reverse("links") + (f"?{query}" if query else ""))
