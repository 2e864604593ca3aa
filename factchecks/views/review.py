"""The review page: what changed since the reviewer looked last, the decision, and what others did meanwhile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from factchecks.errors import NotFound
from factchecks.views import reviewing
from factchecks.views.loading import check_for, person
from factchecks.views.moved import moved_since
from factchecks.views.refused import take
from factchecks.views.reviewing import Show
from factchecks.views.workbench import is_fragment

# htmx stops asking at this status (htmx.org/docs, "Polling").
STOP_POLLING = 286


@require_safe
def review(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET. `?show=side` puts the texts side by side, `?show=clean` leaves the marks of changes away."""
    factcheck = check_for(request, check_id)
    wanted = request.GET.get("show", "")
    show = Show(wanted) if wanted in Show else Show.CHANGES
    context = reviewing.context(factcheck, person(request), show=show)
    return render(request, "factchecks/review.html", context | {"refused": take(request, check_id)})


@require_safe
def moved(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET, asked every 20 s by the page: what happened since the version `?seen=`. Without htmx, the page itself."""
    if not is_fragment(request):
        return redirect("review", check_id=check_id)
    try:
        found = moved_since(check_id=check_id, user=person(request), seen=request.GET.get("seen", ""))
    except NotFound as error:
        raise Http404(str(error)) from error
    context = {"moved": found, "check_id": check_id}
    return render(request, "factchecks/review_moved.html", context, status=STOP_POLLING if found else 200)
