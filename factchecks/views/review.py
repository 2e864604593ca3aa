"""The review page: what changed since the reviewer looked last, and the decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factchecks.views import reviewing
from factchecks.views.loading import check_for, person
from factchecks.views.pulses import pulse_of
from factchecks.views.refused import take
from factchecks.views.reviewing import Show


def page(request: HttpRequest, check_id: int, *, status: int = 200, **given: Any) -> HttpResponse:
    """The page; `given` replaces forms by bound ones and adds `refusals`."""
    factcheck = check_for(request, check_id)
    wanted = request.GET.get("show", "")
    show = Show(wanted) if wanted in Show else Show.CHANGES
    context = pulse_of(check_id=check_id, user=person(request))
    context |= reviewing.context(factcheck, person(request), show=show)
    context |= {"refused": take(request, check_id)} | given
    return render(request, "factchecks/review.html", context, status=status)


@require_safe
def review(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET. `?show=side` puts the texts side by side, `?show=clean` leaves the marks of changes away."""
    return page(request, check_id)
