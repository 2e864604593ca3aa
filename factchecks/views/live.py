"""What keeps an open page of a check up to date: the page tells what it does, and asks what changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from factchecks.models import FactCheck, User
from factchecks.services import presence
from factchecks.views import workbench
from factchecks.views.answers import attempt, in_scope, posted
from factchecks.views.due import urgency
from factchecks.views.loading import check_for, person
from factchecks.views.moved import moved_since
from factchecks.views.pulses import pulse_of

NOTHING = 204
REVIEW = "review"


@posted
def present(request: HttpRequest, check_id: int) -> HttpResponse:
    """Notes what one page of the person shows now, told by a beacon."""
    doing, tab = request.POST.get("doing", ""), request.POST.get("tab", "")
    refusals = attempt(lambda: presence.tell(check_id=check_id, by=person(request), tab=tab, doing=doing))
    if refusals:
        return HttpResponseBadRequest(" ".join(refusals), content_type="text/plain; charset=utf-8")
    return HttpResponse(status=NOTHING)


@require_safe
@in_scope
def live(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """204 while nothing changed since `?token=`, else what changed. Without htmx's header, the page itself."""
    page = REVIEW if request.GET.get("page") == REVIEW else "workspace"
    if not workbench.is_fragment(request):
        return redirect(page, check_id=check_id)
    user = person(request)
    context = pulse_of(check_id=check_id, user=user)
    parts = context["pulse"].changed(request.GET.get("token", ""))
    if not parts:
        return HttpResponse(status=NOTHING)
    context |= {"parts": parts, "page": page, "check_id": check_id}
    if parts - {"people"}:
        context |= _moved(request, check_id, user) | _fresh(request, check_for(request, check_id), parts)
    return render(request, "factchecks/live.html", context)


def _moved(request: HttpRequest, check_id: int, user: User) -> dict[str, Any]:
    return {"moved": moved_since(check_id=check_id, user=user, seen=request.GET.get("seen", ""))}


def _fresh(request: HttpRequest, factcheck: FactCheck, parts: frozenset[str]) -> dict[str, Any]:
    """What the changed parts are drawn from."""
    user = person(request)
    context = workbench.standing(factcheck, user) | workbench.evidence(factcheck, user)
    context["chips"] = urgency(factcheck)
    if "talk" in parts:
        context |= workbench.talk(factcheck, user, context["sources"], "") | {"threads": workbench.threads_of(request)}
    return context
