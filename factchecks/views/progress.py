"""Check now, and how far it is: one bar for the check, chips that turn as each link ends."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from factchecks.services import links
from factchecks.services.looking import looking_at
from factchecks.views.answers import in_scope, posted, say
from factchecks.views.loading import check_for, person
from factchecks.views.workbench import PAGE, back, evidence, is_fragment, standing

BAR = "factchecks/workspace_sources.html#looking"


@posted
def check_now(request: HttpRequest, check_id: int) -> HttpResponse:
    """Asks for a fresh look at every address of the check."""
    asked = links.check_now(check_id=check_id, by=person(request))
    say(
        request,
        f"Looking at {asked} address{'' if asked == 1 else 'es'}." if asked else "There is no address to look at.",
    )
    return back(request, check_id, "sources")


@require_safe
@in_scope
def looking(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """The bar; when a link has ended since the last time, chips and readiness too. Without htmx, the check's page."""
    if not is_fragment(request):
        return redirect("workspace", check_id=check_id)
    factcheck = check_for(request, check_id)
    now = looking_at(factcheck)
    if now.running and request.GET.get("open") == str(len(now.links)):
        return render(request, BAR, {"check": factcheck, "looking": now})
    user = person(request)
    context = standing(factcheck, user) | evidence(factcheck, user) | {"oob": True, "polled": True}
    return render(request, f"{PAGE}#polled", context)
