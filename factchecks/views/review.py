"""The review page: what changed since the reviewer looked last, and the decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factchecks.states import Action
from factchecks.views import reviewing
from factchecks.views.loading import check_for, person
from factchecks.views.refused import take

CLEAN = "clean"


@require_safe
def review(request: HttpRequest, check_id: int) -> HttpResponse:
    """GET. `?show=clean` leaves the marks of changes away; in a first round there are none."""
    factcheck = check_for(request, check_id)
    refused = take(request, check_id)
    context = reviewing.context(factcheck, person(request), clean=request.GET.get("show") == CLEAN)
    context["refused"] = refused
    context["note_missing"] = bool(
        refused and refused.action == Action.SEND_BACK and refused.reasons and not refused.note.strip()
    )
    return render(request, "factchecks/review.html", context)
